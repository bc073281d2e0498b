#include "ui/shell/top_bar_parts.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

namespace stoa::ui {

namespace {

void prepare(QAbstractButton* button, const char* name, const QString& accessibleName)
{
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(accessibleName);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAttribute(Qt::WA_Hover);
}

} // namespace

WorkspaceMark::WorkspaceMark(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("workspace"));
    setAccessibleName(tr("Workspace"));
    setWidthAndNames(208, true);
}

void WorkspaceMark::setWorkspace(const QString& name, const QString& role)
{
    m_name = name;
    m_role = role;
    setAccessibleDescription(name + QStringLiteral(", ") + role);
    setToolTip(m_hasNames ? QString() : name);
    update();
}

void WorkspaceMark::setWidthAndNames(int width, bool hasNames)
{
    m_hasNames = hasNames;
    setFixedSize(width, scaled(43));
    setToolTip(hasNames ? QString() : m_name);
}

void WorkspaceMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    drawRule(painter, {width() - 1, 0}, {width() - 1, height() - 1}, t.line2);
    const QRect logo(m_hasNames ? 12 : (width() - 27) / 2, (height() - 26) / 2, 26, 26);
    drawBox(painter, logo, 6, t.accent, {});
    drawIcon(painter, logo.adjusted(5, 5, -5, -5), QStringLiteral("brand"), t.tinv);
    if (!m_hasNames) return;
    const int room = width() - 46 - 10;
    const int middle = height() / 2;
    drawText(painter, {46, middle - 15, room, 15}, Qt::AlignLeft | Qt::AlignVCenter, m_name,
             ui::font(Type::CardTitle), t.t1);
    drawText(painter, {46, middle, room, 14}, Qt::AlignLeft | Qt::AlignVCenter, m_role,
             ui::font(Type::Caption), t.t3);
}

SearchOpener::SearchOpener(QWidget* parent) : QAbstractButton(parent)
{
    prepare(this, "openPalette", tr("Search orders, sellers, listings, actions"));
    setCursor(Qt::IBeamCursor);
    setNarrow(false);
}

void SearchOpener::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    setFixedSize(isNarrow ? 280 : 400, scaled(28));
    update();
}

void SearchOpener::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QColor ink = isEnabled() ? t.t3 : t.tdis;
    drawBox(painter, rect(), 6, isEnabled() ? t.card : t.sunken,
            underMouse() && isEnabled() ? t.line3 : t.line2);
    drawIcon(painter, {10, (height() - 16) / 2, 16, 16}, QStringLiteral("search"), ink);
    int right = width() - 7;
    for (const QString& key : {QStringLiteral("K"), tr("Ctrl")}) {
        const QSize cap = keyCapSize(key);
        right -= cap.width();
        drawKeyCap(painter, QRect(QPoint(right, (height() - cap.height()) / 2), cap), key);
        right -= 8;
    }
    drawText(painter, {34, 0, right - 34, height()}, Qt::AlignLeft | Qt::AlignVCenter,
             m_isNarrow ? tr("Search orders, sellers") : accessibleName(), ui::font(Type::Body),
             ink);
}

ConnectionChip::ConnectionChip(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("connection"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ConnectionChip::setConnection(const ConnectionView& connection)
{
    m_connection = connection;
    setAccessibleName(connection.text + QStringLiteral(". ") + connection.age);
    setToolTip(connection.age);
    updateGeometry();
    update();
}

void ConnectionChip::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    updateGeometry();
}

QSize ConnectionChip::sizeHint() const
{
    const QFont small = ui::font(Type::Secondary);
    int width = 9 + 8 + 6 + QFontMetrics(small).horizontalAdvance(m_connection.text) + 11;
    if (hasAge()) width += 1 + 9 + figuresWidth(small, m_connection.age) + 10;
    return {width, scaled(28)};
}

void ConnectionChip::paintEvent(QPaintEvent*)
{
    if (m_connection.text.isEmpty()) return;
    QPainter painter(this);
    const Theme& t = theme();
    const bool isOff = m_connection.kind == ConnectionView::Kind::Offline;
    const bool isLocal = m_connection.kind == ConnectionView::Kind::ThisComputer;
    const QColor ink = isOff ? t.warn : t.t2;
    drawBox(painter, rect(), 6, isOff ? t.warnBg : t.card, isOff ? t.warnFill : t.line2);
    const QRect dot(10, height() / 2 - 4, 8, 8);
    if (isOff)
        drawBox(painter, dot, 4, {}, t.warnFill, 2);
    else
        drawBox(painter, dot, 4, isLocal ? t.ctl : t.okFill, {});
    const QFont small = ui::font(Type::Secondary);
    const int wide = QFontMetrics(small).horizontalAdvance(m_connection.text) + 2;
    drawText(painter, {24, 0, wide, height()}, Qt::AlignLeft | Qt::AlignVCenter, m_connection.text,
             small, ink);
    if (!hasAge()) return;
    const int x = 24 + wide + 8;
    drawRule(painter, {x, 1}, {x, height() - 2}, isOff ? t.warnFill : t.line);
    drawFigures(painter, {x + 9, 0, width() - x - 12, height()}, Qt::AlignLeft | Qt::AlignVCenter,
                m_connection.age, small, ink);
}

UserButton::UserButton(QWidget* parent) : QAbstractButton(parent)
{
    prepare(this, "userMenu", tr("Your account"));
    setFixedSize(scaled(28), scaled(28));
}

void UserButton::setFullName(const QString& fullName)
{
    m_fullName = fullName;
    setToolTip(fullName);
    update();
}

void UserButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_fullName.isEmpty()) return drawAvatar(painter, rect(), m_fullName);
    drawBox(painter, rect(), width() / 2.0, theme().accentBg, {});
    drawIcon(painter, rect().adjusted(6, 6, -6, -6), QStringLiteral("user"), theme().t2);
}

} // namespace stoa::ui
