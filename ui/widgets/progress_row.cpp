#include "ui/widgets/progress_row.h"

#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"

namespace stoa::ui {

ThinBar::ThinBar(QWidget* parent, QSize size) : QWidget(parent), m_size(size)
{
    const bool isFixed = size.width() > 0;
    setSizePolicy(isFixed ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ThinBar::setShare(double share)
{
    m_share = share;
    update();
}

void ThinBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBar(painter, rect(), m_share, theme().accent);
}

ProgressRow::ProgressRow(const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_bar(new ThinBar(this)),
      m_percent(new Label({}, Type::Caption, &Theme::t2)),
      m_left(new Label({}, Type::Caption, &Theme::t3)),
      m_cancel(new IconButton(QStringLiteral("x"), tr("Cancel %1").arg(title),
                              name + QStringLiteral("Cancel")))
{
    setObjectName(name);
    setAccessibleName(title);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new Label(title, Type::Caption, &Theme::t2));
    row->addWidget(m_bar);
    m_percent->setFigures(true);
    row->addWidget(m_percent);
    m_left->setFigures(true);
    row->addWidget(m_left);
    m_cancel->setFixedSize(18, 18);
    m_cancel->hide();
    row->addWidget(m_cancel);
    connect(m_cancel, &IconButton::clicked, this, &ProgressRow::canceled);
    setProgress(std::nullopt);
}

void ProgressRow::setProgress(std::optional<double> share, const QString& timeLeft)
{
    m_bar->setVisible(share.has_value());
    m_bar->setShare(share.value_or(0));
    m_percent->setText(share ? shareText(*share) : tr("running"));
    m_left->setText(timeLeft);
    m_left->setVisible(!timeLeft.isEmpty());
}

void ProgressRow::setCancelable(bool isCancelable)
{
    m_cancel->setVisible(isCancelable);
}

} // namespace stoa::ui
