#pragma once
// The row of 44 px above everything: workspace, history, the search that opens the palette,
// connection, notifications, help, the user. Only shows what it is told and says what was pressed.

#include "ui/text/tone.h"

#include <QWidget>

class QMenu;

namespace stoa::ui {

class IconButton;
class SearchOpener;
class UserButton;
class WorkspaceMark;
class ConnectionChip;

// What the console knows of its node.
struct ConnectionView {
    enum class Kind { Live, Updating, Offline, ThisComputer };
    Kind kind = Kind::ThisComputer;
    QString text;   // "Live", "Offline", "This computer only"
    QString age;    // "Synced 2 s ago"; dropped in a narrow window
    QString advice; // Offline: what is kept and what to expect, as a banner over the page
};

class TopBar final : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    void setWorkspace(const QString& name, const QString& role);
    void setUser(const QString& fullName, const QString& email);
    void setConnection(const ConnectionView& connection);
    void setNotifications(int count); // the bell is there once there is something to tell
    void setSettingsAvailable(bool isAvailable) { m_hasSettings = isAvailable; }
    void setHistory(bool canGoBack, bool canGoForward);
    void setNarrow(bool isNarrow, int railWidth);
    void setLocked(bool isLocked);
    void setDark(bool isDark); // the words of the theme switch
    void focusSearch();

signals:
    void backRequested();
    void forwardRequested();
    void searchRequested();
    void notificationsRequested();
    void helpRequested();
    void themeToggled();
    void settingsRequested();
    void signOutRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fillUserMenu();

    WorkspaceMark* m_workspace;
    IconButton* m_back;
    IconButton* m_forward;
    SearchOpener* m_search;
    ConnectionChip* m_connection;
    IconButton* m_bell;
    IconButton* m_help;
    UserButton* m_user;
    QMenu* m_userMenu;
    QString m_userName;
    QString m_userEmail;
    bool m_isDark = false;
    bool m_hasSettings = false;
};

} // namespace stoa::ui
