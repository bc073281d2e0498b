#include "ui/widgets/segmented.h"

#include "ui/theme/paint.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace stoa::ui {

namespace {

class Segment final : public QAbstractButton {
public:
    explicit Segment(const QString& text, QWidget* parent) : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override
    {
        return {QFontMetrics(ui::font(Type::Label)).horizontalAdvance(text()) + 21, scaled(26)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (isChecked()) drawBox(painter, rect(), 5, theme().seg, theme().line2);
        const QColor ink = !isEnabled()                  ? theme().tdis
                           : isChecked() || underMouse() ? theme().t1
                                                         : theme().t2;
        drawText(painter, rect(), Qt::AlignCenter, text(), ui::font(Type::Label), ink);
    }
};

} // namespace

Segmented::Segmented(const QStringList& words, const QString& name, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setObjectName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (int i = 0; i < words.size(); ++i) {
        auto* segment = new Segment(words[i], this);
        segment->setObjectName(QStringLiteral("%1_%2").arg(name).arg(i));
        segment->setFocusPolicy(i == 0 ? Qt::StrongFocus : Qt::ClickFocus);
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    if (!words.isEmpty()) m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isOn) {
        m_group->button(id)->setFocusPolicy(isOn ? Qt::StrongFocus : Qt::ClickFocus);
        if (isOn) emit currentChanged(id);
    });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* button = m_group->button(index)) button->setChecked(true);
}

void Segmented::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawBox(painter, rect(), 6, theme().sunken, theme().line2);
}

void Segmented::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    QAbstractButton* next = m_group->button(current() + step);
    if (step == 0 || next == nullptr) return QWidget::keyPressEvent(event);
    next->setChecked(true);
    next->setFocus(Qt::TabFocusReason);
}

} // namespace stoa::ui
