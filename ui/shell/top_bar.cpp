#include "ui/shell/top_bar.h"

#include "ui/shell/top_bar_parts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/icon_button.h"

#include <QHBoxLayout>
#include <QMenu>

namespace stoa::ui {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent),
      m_workspace(new WorkspaceMark(this)),
      m_back(new IconButton(QStringLiteral("arrow-l"), tr("Back"), QStringLiteral("back"), this)),
      m_forward(new IconButton(QStringLiteral("arrow-r"), tr("Forward"), QStringLiteral("forward"),
                               this)),
      m_search(new SearchOpener(this)),
      m_connection(new ConnectionChip(this)),
      m_bell(new IconButton(QStringLiteral("bell"), tr("Notifications"),
                            QStringLiteral("notifications"), this)),
      m_help(new IconButton(QStringLiteral("help"), tr("Keyboard shortcuts"),
                            QStringLiteral("help"), this)),
      m_user(new UserButton(this)),
      m_userMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(scaled(44));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 1);
    row->setSpacing(8);
    row->addWidget(m_workspace);
    auto* history = new QHBoxLayout;
    history->setContentsMargins(8, 0, 0, 0);
    history->setSpacing(2);
    for (IconButton* button : {m_back, m_forward}) {
        button->setSmall(true);
        history->addWidget(button);
    }
    row->addLayout(history);
    row->addWidget(m_search);
    row->addStretch(1);
    row->addWidget(m_connection);
    row->addWidget(m_bell);
    row->addWidget(m_help);
    row->addWidget(m_user);
    setHistory(false, false);
    m_bell->hide();
    connect(m_back, &IconButton::clicked, this, &TopBar::backRequested);
    connect(m_forward, &IconButton::clicked, this, &TopBar::forwardRequested);
    connect(m_search, &SearchOpener::clicked, this, &TopBar::searchRequested);
    connect(m_bell, &IconButton::clicked, this, &TopBar::notificationsRequested);
    connect(m_help, &IconButton::clicked, this, &TopBar::helpRequested);
    connect(m_user, &UserButton::clicked, this, [this] {
        fillUserMenu();
        m_userMenu->popup(m_user->mapToGlobal(
            QPoint(m_user->width() - m_userMenu->sizeHint().width(), m_user->height() + 4)));
    });
}

void TopBar::fillUserMenu()
{
    m_userMenu->clear();
    if (!m_userName.isEmpty()) {
        m_userMenu->addAction(m_userName)->setEnabled(false);
        if (!m_userEmail.isEmpty()) m_userMenu->addAction(m_userEmail)->setEnabled(false);
        m_userMenu->addSeparator();
    }
    const auto add = [this](const char* name, const char* iconName, const QString& text,
                            auto signal) {
        QAction* action = m_userMenu->addAction(icon(QString::fromLatin1(iconName)), text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, signal);
    };
    add("toggleTheme", "eye", m_isDark ? tr("Light theme") : tr("Dark theme"),
        &TopBar::themeToggled);
    add("showShortcuts", "keyboard", tr("Keyboard shortcuts\t?"), &TopBar::helpRequested);
    if (m_hasSettings) {
        add("showSettings", "settings", tr("Settings\tCtrl+,"), &TopBar::settingsRequested);
    }
    if (m_userName.isEmpty()) return;
    m_userMenu->addSeparator();
    add("signOut", "arrow-l", tr("Sign out"), &TopBar::signOutRequested);
}

void TopBar::setWorkspace(const QString& name, const QString& role)
{
    m_workspace->setWorkspace(name, role);
}

void TopBar::setUser(const QString& fullName, const QString& email)
{
    m_userName = fullName;
    m_userEmail = email;
    m_user->setFullName(fullName);
}

void TopBar::setConnection(const ConnectionView& connection)
{
    m_connection->setConnection(connection);
}

void TopBar::setNotifications(int count)
{
    m_bell->setCount(count);
    m_bell->show();
    m_bell->setAccessibleDescription(tr("%n new", nullptr, count));
}

void TopBar::setHistory(bool canGoBack, bool canGoForward)
{
    m_back->setEnabled(canGoBack);
    m_forward->setEnabled(canGoForward);
}

void TopBar::setNarrow(bool isNarrow, int railWidth)
{
    m_workspace->setWidthAndNames(railWidth, railWidth > 100);
    m_search->setNarrow(isNarrow);
    m_connection->setNarrow(isNarrow);
}

void TopBar::setLocked(bool isLocked)
{
    m_search->setEnabled(!isLocked);
    m_bell->setEnabled(!isLocked);
}

void TopBar::setDark(bool isDark)
{
    m_isDark = isDark;
}

void TopBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().chrome);
    drawRule(painter, rect().bottomLeft(), rect().bottomRight(), theme().line2);
}

} // namespace stoa::ui
