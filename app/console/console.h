#pragma once
// The console as it runs: brings a marketplace up (on this computer or elsewhere), signs the person
// in and hands both to the window. Wires boxes together; decides nothing about the marketplace.

#include "local_host.h"
#include "node/http/http_server.h"
#include "node/remote/remote_node.h"
#include "options.h"
#include "ui/async/live_events.h"
#include "ui/async/node_watch.h"
#include "ui/session/provider_keys.h"
#include "ui/session/session.h"
#include "ui/shell/first_run_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_context.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/tour.h"
#include "ui/theme/look.h"

namespace stoa::app {

class Console final : public QObject {
    Q_OBJECT

public:
    Console(QApplication& application, ConsoleOptions options);
    ~Console() override;

    void start();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // The road to a session.
    void showFirstRun();
    void chooseMode(ui::WorkMode mode);
    void startLocal();
    void startHost(std::optional<ui::StripeKeys> keys);
    void startRemote(const QString& address);
    void hostReady();
    void openConnection(api::Node& node, const QString& account);
    void askSetup();
    void createOwner(const ui::OwnerForm& form);
    void showSignIn(const QString& problem = {});
    void sessionStarted();
    void sessionEnded(const Error& error);

    // While it runs.
    void wireWindow();
    void nodeLeft();
    void nodeReturned();
    void showServices();
    void showConnection();
    void serveHttp();
    void startTour();
    void report(const char* what);
    void reportUsable();
    ui::PageContext pageContext();
    ui::Workspace workspace() const;
    ui::Clockface clock() const;

    QApplication& m_application;
    ConsoleOptions m_options;
    ui::Look m_look;
    ui::DialogPrompt m_prompt;
    ui::KeychainStore m_secrets;
    std::optional<ui::ProviderKeys> m_keys; // of a marketplace that stays on this computer
    ui::SetupModel m_setup;
    ui::Pictures m_pictures;
    ui::JobBoard m_jobs;
    ui::PageRegistry m_pages;
    std::unique_ptr<LocalHost> m_host;
    std::unique_ptr<remote::RemoteNode> m_remote;
    std::unique_ptr<http::HttpServer> m_server;
    SystemClock m_clock;
    std::unique_ptr<ui::Connection> m_connection;
    std::unique_ptr<ui::NodeWatch> m_watch;
    std::unique_ptr<ui::LiveEvents> m_events;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::MainWindow> m_window; // last: pages go before what they use
    std::unique_ptr<ui::Tour> m_tour;
    QPointer<ui::FirstRunPage> m_firstRun;
    QPointer<ui::SignInPage> m_signIn;
    QString m_marketplaceName;
    Timestamp m_lastAnswer; // when the node was last known to answer
};

// All pages of the console, in the order of the rail.
void addPages(ui::PageRegistry& registry, std::function<ui::PageContext()> context);

// The stops of `stoa --tour`.
std::vector<ui::TourStop> tourStops(ui::MainWindow& window);

} // namespace stoa::app
