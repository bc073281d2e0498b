#pragma once
// The one window: top bar, rail, page, status strip, and the keys that work everywhere. It is told
// who is signed in, what runs and how the node is; it says what the person asked for. It knows no
// backend beyond the permissions that decide which pages are shown.
//
// The app makes it with a filled PageRegistry, covers it with the sign-in or first-run page until
// there is a session, then calls setSession(). Pages are wired by the registry's factories.
//
// While a dialog or a job has something under way, closing the window asks first.

#include "ui/shell/command_palette.h"
#include "ui/shell/history.h"
#include "ui/shell/page.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/theme/look.h"
#include "ui/widgets/prompt.h"

#include <QMainWindow>

#include <set>

namespace stoa::ui {

class Banner;
class PageStack;
class PaletteModel;
class Rail;
class Toast;

// Who works here and what they may see.
struct SessionInfo {
    QString userName;
    QString userEmail;
    QString workspace; // "Marea Market"
    QString role;      // "Operations lead"
    std::set<api::Permission> permissions;
};

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    static constexpr int kNarrowWidth = 1180; // at and below it the rail collapses
    static constexpr QSize kLeastSize{1100, 700};

    // Both outlive the window.
    MainWindow(Look& look, const PageRegistry& registry, QWidget* parent = nullptr);
    ~MainWindow() override;

    // Covers everything but the frame with the sign-in or first-run page; takes ownership.
    void cover(QWidget* page, const QString& workspace, const QString& role);
    // Shows the pages of this person, beginning with the first that they may see. Pages of an
    // earlier session are deleted.
    void setSession(const SessionInfo& session);
    bool hasSession() const { return m_hasSession; }
    void dropPages();   // before what they were given goes
    void refreshPage(); // Ctrl+R, and when the node is back

    void goTo(const Place& place);
    Place place() const { return m_place; }
    ShellPage* pageFor(const QString& pageId) const; // null before its first visit

    void setConnection(const ConnectionView& connection); // a banner over the page, too
    void setJobs(const std::vector<JobView>& jobs);
    void setFacts(const std::vector<StatusFact>& facts);
    void setNotifications(int count);
    void setCounter(const QString& pageId, const QString& count, Tone tone = Tone::Neutral);

    // For the palette: what can be done, and where records are found.
    void setActions(std::vector<Command> actions);
    void setRecordSearches(std::vector<RecordSearch> searches);
    // Keys of the pages, for the sheet.
    void setPageShortcuts(std::vector<ShortcutInfo> shortcuts);
    void openPalette(const QString& text = {});
    void openShortcuts();
    Toast& toast() { return *m_toast; } // for messages that are not of one page

signals:
    void signOutRequested();
    void notificationsRequested();
    void jobCanceled(const QString& jobId);
    void placeShown(const stoa::ui::Place& place);
    void schemeToggled(); // the app remembers it

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectParts();
    void addKeys();
    void addKey(const QKeySequence& keys, std::function<void()> run);
    void showPlace(const Place& place);
    bool isAllowed(const PageEntry& entry) const;
    bool hasSettings() const;
    void applyWidth();
    QString underWay() const; // what closing would cut off, in a sentence; "" when nothing
    void toggleRail();
    void toggleScheme();
    void focusNextRegion();
    void goToLetter(QChar letter);
    std::vector<Command> paletteCommands();
    std::vector<ShortcutInfo> shortcuts() const;

    Look& m_look;
    const PageRegistry& m_registry;
    TopBar* m_topBar;
    Rail* m_rail;
    PageStack* m_stack;
    Banner* m_offline;
    StatusStrip* m_status;
    Toast* m_toast;
    PaletteModel* m_palette;
    History m_history;
    Place m_place;
    SessionInfo m_session;
    bool m_hasSession = false;
    bool m_isAsking = false;  // whether to close in the middle of something
    bool m_isLeaving = false; // the person has said so
    DialogPrompt m_prompt;
    QStringList m_jobTitles;
    std::optional<bool> m_railChoice; // until the window crosses the narrow width
    bool m_isNarrow = false;
    std::vector<Command> m_actions;
    std::vector<RecordSearch> m_searches;
    std::vector<ShortcutInfo> m_pageShortcuts;
};

} // namespace stoa::ui
