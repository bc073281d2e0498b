#include "ui/moderation/reason_list.h"

#include "ui/moderation/moderation_words.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QGridLayout>
#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kHeader = 38;

class ReasonRow final : public QAbstractButton {
public:
    ReasonRow(int number, const QString& text) : m_key(QString::number(number))
    {
        setObjectName(QStringLiteral("reason%1").arg(number));
        setText(text);
        setAccessibleName(text);
        setAccessibleDescription(m_key);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {scaled(160), scaled(ReasonList::kRow)}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (isChecked())
            painter.fillRect(rect(), theme().sel);
        else if (underMouse() && isEnabled())
            painter.fillRect(rect(), theme().hover);
        const QSize cap = keyCapSize(m_key);
        drawKeyCap(painter, {12, (height() - cap.height()) / 2, cap.width(), cap.height()}, m_key);
        const QColor ink = isEnabled() ? theme().t1 : theme().tdis;
        drawText(painter, rect().adjusted(12 + cap.width() + 8, 0, -36, 0),
                 Qt::AlignLeft | Qt::AlignVCenter, text(),
                 ui::font(isChecked() ? Type::CardTitle : Type::Body), ink);
        if (!isChecked()) return;
        drawIcon(painter, {width() - 28, (height() - 16) / 2, 16, 16}, QStringLiteral("check"),
                 theme().accentT);
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Down)
            focusNextChild();
        else if (event->key() == Qt::Key_Up)
            focusPreviousChild();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    QString m_key;
};

} // namespace

ReasonList::ReasonList(QWidget* parent)
    : QWidget(parent),
      m_group(new QButtonGroup(this)),
      m_grid(new QGridLayout),
      m_note(new Label({}, Type::Secondary, &Theme::t3))
{
    setObjectName(QStringLiteral("reasons"));
    setAccessibleName(tr("Reason"));
    m_group->setExclusive(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    auto* head = makeRow(8);
    head->setContentsMargins(12, 0, 12, 0);
    auto* title = new Label(tr("Reason"), Type::CardTitle);
    title->setFixedHeight(scaled(kHeader));
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_note);
    column->addLayout(head);
    int number = 0;
    for (const api::RejectReason reason : rejectReasons()) {
        auto* row = new ReasonRow(++number, reasonName(reason));
        FocusRing::enable(row);
        m_group->addButton(row, number);
        connect(row, &QAbstractButton::clicked, this, [this, number](bool isOn) {
            setReason(isOn ? std::optional(rejectReasons().at(static_cast<std::size_t>(number - 1)))
                           : std::nullopt);
            emit changed();
        });
    }
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    column->addLayout(m_grid);
    setColumns(1);
    setProblem({});
}

void ReasonList::setColumns(int columns)
{
    const int count = static_cast<int>(rejectReasons().size());
    const int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; ++i)
        m_grid->addWidget(m_group->button(i + 1), i % rows, i / rows);
}

std::optional<api::RejectReason> ReasonList::reason() const
{
    for (const QAbstractButton* button : m_group->buttons()) {
        if (button->isChecked())
            return rejectReasons().at(
                static_cast<std::size_t>(m_group->id(const_cast<QAbstractButton*>(button)) - 1));
    }
    return std::nullopt;
}

void ReasonList::setReason(std::optional<api::RejectReason> reason)
{
    int number = 0;
    for (const api::RejectReason each : rejectReasons())
        m_group->button(++number)->setChecked(each == reason);
    setProblem({});
}

void ReasonList::press(int number)
{
    QAbstractButton* button = m_group->button(number);
    if (button != nullptr && button->isEnabled()) button->click();
}

void ReasonList::setProblem(const QString& problem)
{
    m_note->setText(problem.isEmpty() ? tr("press a number") : problem);
    m_note->setInk(problem.isEmpty() ? &Theme::t3 : &Theme::bad);
    setAccessibleDescription(problem);
}

void ReasonList::focusFirst()
{
    m_group->button(1)->setFocus(Qt::ShortcutFocusReason);
}

void ReasonList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    drawRule(painter, {0, 0}, {width() - 1, 0}, theme().line2);
}

} // namespace stoa::ui
