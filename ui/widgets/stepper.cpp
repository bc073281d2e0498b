#include "ui/widgets/stepper.h"

#include "ui/text/amounts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kStepWidth = 22;
constexpr int kHeight = 26;
constexpr int kWidth = 92;
constexpr int kIcon = 14;

} // namespace

Stepper::Stepper(int most, const QString& accessibleName, const QString& name, QWidget* parent)
    : QWidget(parent), m_most(most)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
}

QSize Stepper::sizeHint() const
{
    return {scaled(kWidth), scaled(kHeight)};
}

void Stepper::setValue(int value)
{
    const int inside = std::clamp(value, 0, m_most);
    if (inside == m_value) return;
    m_value = inside;
    setAccessibleDescription(QStringLiteral("%1 / %2").arg(m_value).arg(m_most));
    update();
    emit valueChanged(m_value);
}

void Stepper::setMost(int most)
{
    m_most = most;
    setValue(m_value);
    update();
}

QRect Stepper::stepRect(int step) const
{
    const int wide = scaled(kStepWidth);
    return {step < 0 ? 0 : width() - wide, 0, wide, height()};
}

void Stepper::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool canMove = isEnabled() && m_most > 0;
    drawBox(painter, rect(), 6, isEnabled() ? theme().card : theme().sunken, theme().ctl);
    for (const int step : {-1, 1}) {
        const QRect end = stepRect(step);
        const int x = step < 0 ? end.right() : end.left();
        drawRule(painter, {x, 1}, {x, height() - 2}, theme().line2);
        const bool isLive = canMove && (step < 0 ? m_value > 0 : m_value < m_most);
        QRect mark(0, 0, kIcon, kIcon);
        mark.moveCenter(end.center());
        drawIcon(painter, mark, step < 0 ? QStringLiteral("minus") : QStringLiteral("plus"),
                 isLive ? theme().t2 : theme().tdis);
    }
    const QString now = numberText(m_value);
    const QString rest = QStringLiteral(" / ") + numberText(m_most);
    const QFont strong = ui::font(Type::BodyStrong);
    const QFont plain = ui::font(Type::Body);
    const int nowWidth = figuresWidth(strong, now);
    const int left = (width() - nowWidth - figuresWidth(plain, rest)) / 2;
    drawFigures(painter, {left, 0, nowWidth + 2, height()}, Qt::AlignVCenter, now, strong,
                canMove ? theme().t1 : theme().tdis);
    drawFigures(painter, {left + nowWidth, 0, width(), height()}, Qt::AlignVCenter, rest, plain,
                theme().t3);
}

void Stepper::mousePressEvent(QMouseEvent* event)
{
    for (const int step : {-1, 1}) {
        if (stepRect(step).contains(event->pos())) setValue(m_value + step);
    }
}

void Stepper::keyPressEvent(QKeyEvent* event)
{
    const QString typed = event->text();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Up:
    case Qt::Key_Right:
        return setValue(m_value + 1);
    case Qt::Key_Minus:
    case Qt::Key_Down:
    case Qt::Key_Left:
        return setValue(m_value - 1);
    case Qt::Key_Home:
        return setValue(0);
    case Qt::Key_End:
        return setValue(m_most);
    default:
        if (typed.size() == 1 && typed[0].isDigit()) return setValue(typed[0].digitValue());
        QWidget::keyPressEvent(event);
    }
}

} // namespace stoa::ui
