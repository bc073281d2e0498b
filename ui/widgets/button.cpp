#include "ui/widgets/button.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

constexpr int kIcon = 16;
constexpr int kGap = 6;

QString plainText(QString text)
{
    return text.remove(QLatin1Char('&'));
}

} // namespace

Button::Button(const QString& text, const QString& name, Kind kind, QWidget* parent)
    : QPushButton(text, parent), m_kind(kind)
{
    setObjectName(name);
    setAutoDefault(false);
    setCursor(kind == Kind::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void Button::setSize(Size size)
{
    m_size = size;
    updateGeometry();
}

void Button::setIconName(const QString& icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Button::setTrailingIcon(const QString& icon)
{
    m_trailing = icon;
    updateGeometry();
    update();
}

void Button::setKeyHint(const QString& key)
{
    m_key = key;
    updateGeometry();
}

int Button::padding() const
{
    switch (m_size) {
    case Size::Small:
        return 8;
    case Size::Normal:
        return 10;
    case Size::Large:
        return 14;
    }
    return 10;
}

QSize Button::sizeHint() const
{
    const Type type = m_size == Size::Small ? Type::Label : Type::BodyStrong;
    const int height = m_size == Size::Small ? 24 : m_size == Size::Large ? 32 : 28;
    int width =
        2 * padding() + QFontMetrics(ui::font(type)).horizontalAdvance(plainText(text())) + 2;
    if (!m_icon.isEmpty()) width += kIcon + kGap;
    if (!m_trailing.isEmpty()) width += kIcon + kGap;
    if (!m_key.isEmpty()) width += keyCapSize(m_key).width() + kGap;
    return {width, scaled(height)};
}

Button::Colors Button::filled(const QColor& rest) const
{
    QColor fill = rest;
    if (m_kind == Kind::Primary)
        fill = isDown() ? theme().accentP : underMouse() ? theme().accentH : rest;
    else if (isDown())
        fill = rest.darker(125);
    else if (underMouse())
        fill = rest.darker(112);
    return {fill, fill, theme().tinv, theme().tinv};
}

Button::Colors Button::colors() const
{
    const Theme& t = theme();
    const bool isQuiet = m_kind == Kind::Ghost || m_kind == Kind::Link;
    if (!isEnabled())
        return {isQuiet ? QColor() : t.sunken, isQuiet ? QColor() : t.line, t.tdis, t.tdis};
    const QColor wash = isDown() || isChecked() ? t.press : underMouse() ? t.hover : QColor();
    const QColor plain = wash.isValid() ? wash : t.card;
    switch (m_kind) {
    case Kind::Plain:
        return {plain, t.line2, t.t1, t.t2};
    case Kind::Primary:
        return filled(t.accent);
    case Kind::Ghost:
        return {wash, {}, t.t2, t.t2};
    case Kind::Link:
        return {wash, {}, t.accentT, t.accentT};
    case Kind::DangerText:
        return {plain, t.line2, t.bad, t.bad};
    case Kind::Destructive:
        return filled(t.destructive);
    case Kind::Approve:
        return filled(t.approve);
    case Kind::OnToast:
        return {t.toastCtl, t.toastCtlLine, t.tinv, t.tinv};
    }
    return {plain, t.line2, t.t1, t.t2};
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors colors = this->colors();
    drawBox(painter, rect(), 6, colors.fill, colors.line);
    const QFont textFont = ui::font(m_size == Size::Small ? Type::Label : Type::BodyStrong);
    const bool isFilled = colors.text == theme().tinv && m_kind != Kind::OnToast;
    int x = (width() - sizeHint().width()) / 2 + padding();
    const auto place = [&](const QString& icon, int at) {
        drawIcon(painter, {at, (height() - kIcon) / 2, kIcon, kIcon}, icon, colors.icon);
    };
    if (!m_icon.isEmpty()) {
        place(m_icon, x);
        x += kIcon + kGap;
    }
    const QString shown = plainText(text());
    const int textWidth = QFontMetrics(textFont).horizontalAdvance(shown) + 2;
    drawText(painter, {x, 0, textWidth, height()}, Qt::AlignLeft | Qt::AlignVCenter, shown,
             textFont, colors.text);
    x += textWidth + kGap;
    if (!m_trailing.isEmpty()) {
        place(m_trailing, x);
        x += kIcon + kGap;
    }
    if (m_key.isEmpty()) return;
    const QSize cap = keyCapSize(m_key);
    drawKeyCap(painter, {x, (height() - cap.height()) / 2, cap.width(), cap.height()}, m_key,
               isFilled || m_kind == Kind::OnToast);
}

} // namespace stoa::ui
