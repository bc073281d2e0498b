#include "console.h"

#include "node/demo/pictures.h"
#include "platform/gateways/stripe_gateway.h"
#include "platform/services/private_services.h"
#include "ui/search/record_searches.h"
#include "ui/shell/starting_page.h"
#include "ui/text/error_text.h"
#include "ui/widgets/toast.h"

#include <spdlog/spdlog.h>

#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <QTimer>

namespace stoa::app {
namespace {

using Mode = ConsoleOptions::Mode;

const QString kThemeKey = QStringLiteral("look/scheme");

ui::Look::Scheme rememberedScheme()
{
    const QString word = QSettings().value(kThemeKey).toString();
    if (word == "dark") return ui::Look::Scheme::Dark;
    if (word == "light") return ui::Look::Scheme::Light;
    return ui::Look::systemScheme();
}

std::filesystem::path folderOf(const ConsoleOptions& options)
{
    if (!options.dataFolder.isEmpty()) return options.dataFolder.toStdString();
    return services::defaultDataFolder() / (options.mode == Mode::Demo ? "demo" : "main");
}

QString roleText(const api::MembershipView& workspace)
{
    if (workspace.roles.empty()) return {};
    QString word = QString::fromStdString(enumText(workspace.roles.front())).replace('_', ' ');
    if (!word.isEmpty()) word[0] = word[0].toUpper();
    return word;
}

} // namespace

Console::Console(QApplication& application, ConsoleOptions options)
    : m_application(application),
      m_options(std::move(options)),
      m_look(application, rememberedScheme()),
      m_pictures(demo::pictureAt)
{
    addPages(m_pages, [this] { return pageContext(); });
    m_window = std::make_unique<ui::MainWindow>(m_look, m_pages);
    wireWindow();
}

Console::~Console()
{
    m_tour.reset();
    m_window.reset();
    m_session.reset();
    m_watch.reset();
    m_events.reset();
    m_connection.reset();
    m_server.reset();
}

void Console::start()
{
    switch (m_options.mode) {
    case Mode::FirstRun:
        showFirstRun();
        break;
    case Mode::Standalone:
    case Mode::Demo:
        m_window->cover(new ui::StartingPage(m_setup), tr("Stoa"), tr("Starting"));
        startLocal();
        break;
    case Mode::Remote:
        showSignIn();
        startRemote(m_options.address);
        break;
    }
    if (m_options.tourFolder.isEmpty()) {
        m_window->resize(m_window->size().boundedTo(m_window->screen()->availableSize()));
        m_window->show();
    }
    if (m_options.startedAtMs != 0) m_window->installEventFilter(this);
}

bool Console::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window.get() && event->type() == QEvent::Paint) {
        m_window->removeEventFilter(this);
        report("painted");
    }
    return QObject::eventFilter(watched, event);
}

void Console::wireWindow()
{
    connect(m_window.get(), &ui::MainWindow::signOutRequested, this, [this] {
        if (m_session) m_session->signOut();
    });
    connect(m_window.get(), &ui::MainWindow::schemeToggled, this, [this] {
        const bool isDark = m_look.scheme() == ui::Look::Scheme::Dark;
        QSettings().setValue(kThemeKey, isDark ? "dark" : "light");
    });
    connect(m_window.get(), &ui::MainWindow::jobCanceled, &m_jobs, &ui::JobBoard::cancel);
    connect(&m_jobs, &ui::JobBoard::changed, this, [this] {
        std::vector<ui::JobView> views;
        for (const ui::JobBoard::Job& job : m_jobs.jobs())
            views.push_back({job.id, job.title, job.share, job.timeLeft, job.cancel != nullptr});
        m_window->setJobs(views);
    });
    connect(&m_secrets, &ui::SecretStore::keychainMissing, this, [this](const QString& reason) {
        spdlog::info("no keychain: {}", reason.toStdString());
        if (m_options.mode == Mode::Demo) return;
        m_window->toast().showDone(tr(
            "No keychain service runs on this computer. You stay signed in until you close Stoa."));
    });
}

void Console::showFirstRun()
{
    auto* page = new ui::FirstRunPage(m_setup);
    m_firstRun = page;
    connect(page, &ui::FirstRunPage::modeChosen, this, &Console::chooseMode);
    connect(page, &ui::FirstRunPage::connectRequested, this, &Console::startRemote);
    connect(page, &ui::FirstRunPage::continued, this, [this] {
        if (m_host) hostReady();
    });
    connect(page, &ui::FirstRunPage::ownerSubmitted, this, &Console::createOwner);
    connect(page, &ui::FirstRunPage::startRequested, this, [this] { sessionStarted(); });
    connect(page, &ui::FirstRunPage::shopRequested, this, [this] {
        sessionStarted();
        m_window->goTo({QStringLiteral("sellers"), QStringLiteral("new")});
    });
    connect(page, &ui::FirstRunPage::cancelRequested, m_window.get(), &QWidget::close);
    m_window->cover(page, tr("Stoa"), tr("First run"));
}

void Console::chooseMode(ui::WorkMode mode)
{
    m_host.reset();
    if (mode == ui::WorkMode::Connect) {
        m_options.mode = Mode::Remote;
        return;
    }
    m_options.mode = mode == ui::WorkMode::Demo ? Mode::Demo : Mode::Standalone;
    startLocal();
}

void Console::startLocal()
{
    m_keys.reset();
    if (m_options.mode == Mode::Demo) return startHost({});
    m_keys.emplace(m_secrets, QString::fromStdString(folderOf(m_options).string()));
    m_keys->readStripe(this, [this](std::optional<ui::StripeKeys> keys) {
        // The person may have chosen otherwise while the keychain was being unlocked.
        if (m_options.mode == Mode::Standalone && !m_host) startHost(std::move(keys));
    });
}

void Console::startHost(std::optional<ui::StripeKeys> keys)
{
    LocalHost::Options options;
    options.folder = folderOf(m_options);
    options.isDemo = m_options.mode == Mode::Demo;
    options.mayJoin = !m_options.tourFolder.isEmpty();
    if (keys) {
        options.stripe = gateways::StripeGateway::settings(keys->secretKey.toStdString(),
                                                           keys->webhookSecret.toStdString());
    }
    m_host = std::make_unique<LocalHost>(m_setup, std::move(options));
    connect(m_host.get(), &LocalHost::ready, this, [this] {
        if (!m_firstRun) hostReady(); // the first-run page waits for Continue
    });
    connect(m_host.get(), &LocalHost::failed, this, [this](const Error& error) {
        spdlog::error("start: {}", describe(error));
        if (!m_options.tourFolder.isEmpty()) m_application.exit(1);
    });
    connect(m_host.get(), &LocalHost::servicesChanged, this, &Console::showServices);
    m_host->start();
}

void Console::startRemote(const QString& address)
{
    remote::RemoteOptions options;
    options.address = address.toStdString();
    auto made = remote::RemoteNode::make(std::move(options));
    if (!made) {
        if (m_firstRun)
            m_firstRun->showProblem(ui::errorText(made.error()), QStringLiteral("address"));
        else
            showSignIn(ui::errorText(made.error()));
        return;
    }
    m_remote = std::move(*made);
    m_options.mode = Mode::Remote;
    m_options.address = address;
    openConnection(*m_remote, address);
    askSetup();
}

void Console::hostReady()
{
    const QString account = QString::fromStdString(folderOf(m_options).string());
    openConnection(m_host->local().node(), account);
    if (!m_options.serveAddress.isEmpty()) serveHttp();
    if (m_host->demoSession()) {
        m_session->adopt(*m_host->demoSession());
    } else {
        askSetup();
    }
}

void Console::openConnection(api::Node& node, const QString& account)
{
    m_window->dropPages(); // they hold the connection of before
    m_session.reset();
    m_watch.reset();
    m_events = std::make_unique<ui::LiveEvents>();
    m_connection = std::make_unique<ui::Connection>(node);
    m_watch = std::make_unique<ui::NodeWatch>(*m_connection);
    m_session = std::make_unique<ui::Session>(*m_connection, m_secrets, account);
    connect(m_session.get(), &ui::Session::started, this, [this] {
        if (m_firstRun && m_firstRun->step() == ui::FirstRunPage::Step::Owner) {
            m_firstRun->setBusy(false);
            m_firstRun->goTo(ui::FirstRunPage::Step::Listings);
            return;
        }
        sessionStarted();
    });
    connect(m_session.get(), &ui::Session::missing, this, [this] { showSignIn(); });
    connect(m_session.get(), &ui::Session::failed, this, [this](const Error& error) {
        if (m_firstRun) return m_firstRun->showProblem(ui::errorText(error));
        showSignIn(ui::errorText(error));
    });
    connect(m_session.get(), &ui::Session::renewed, this,
            [this] { m_events->start(m_connection->node(), m_connection->token()); });
    connect(m_session.get(), &ui::Session::ended, this, &Console::sessionEnded);
    connect(m_watch.get(), &ui::NodeWatch::left, this, &Console::nodeLeft);
    connect(m_watch.get(), &ui::NodeWatch::returned, this, &Console::nodeReturned);
}

void Console::askSetup()
{
    m_connection->call(this, api::GetSetup{}, [this](Result<api::SetupView> setup) {
        if (!setup) {
            const QString sentence = ui::errorText(setup.error());
            if (m_firstRun) return m_firstRun->showProblem(sentence, QStringLiteral("address"));
            return showSignIn(sentence);
        }
        m_marketplaceName = QString::fromStdString(setup->marketplaceName);
        if (setup->isSetUp) return m_session->restore();
        if (!m_firstRun) showFirstRun();
        m_firstRun->goTo(ui::FirstRunPage::Step::Owner);
        reportUsable();
    });
}

void Console::createOwner(const ui::OwnerForm& form)
{
    api::SetUpMarketplace request;
    request.marketplaceName = form.marketplace.toStdString();
    request.ownerName = form.name.toStdString();
    request.email = form.email.toStdString();
    request.password.value = form.passphrase.toStdString();
    request.currency = form.currency.toStdString();
    m_firstRun->setBusy(true);
    m_connection->call(this, std::move(request), [this](Result<api::SessionView> session) {
        if (!m_firstRun) return;
        m_firstRun->setBusy(false);
        if (!session) {
            return m_firstRun->showProblem(ui::errorText(session.error()),
                                           QString::fromStdString(session.error().field));
        }
        m_session->adopt(*session);
    });
}

void Console::showSignIn(const QString& problem)
{
    if (!m_signIn) {
        m_signIn = new ui::SignInPage;
        m_signIn->setMarketplace(m_marketplaceName, m_options.address);
        connect(m_signIn, &ui::SignInPage::submitted, this,
                [this](const QString& email, const QString& passphrase) {
                    m_signIn->setBusy(true);
                    m_session->signIn(email, passphrase);
                });
        connect(m_signIn, &ui::SignInPage::otherMarketplaceRequested, this, &Console::showFirstRun);
        m_window->cover(m_signIn, m_marketplaceName, tr("Signed out"));
    }
    m_signIn->setBusy(false);
    m_signIn->showProblem(problem);
    m_signIn->focusFirst();
    if (m_session) reportUsable();
}

void Console::sessionStarted()
{
    const api::SessionView& view = m_session->view();
    if (m_options.tourFolder.isEmpty()) rememberMode(m_options.mode, m_options.address);
    m_marketplaceName = QString::fromStdString(view.workspace.organisationName);
    ui::SessionInfo info;
    info.userName = QString::fromStdString(view.user.name);
    info.userEmail = QString::fromStdString(view.user.email);
    info.workspace = m_marketplaceName;
    info.role = roleText(view.workspace);
    info.permissions = {view.permissions.begin(), view.permissions.end()};
    m_events->start(m_connection->node(), m_connection->token());
    m_window->setSession(info);
    m_window->setRecordSearches(
        ui::recordSearches(*m_connection, m_window.get(), view.permissions,
                           [this](const ui::Place& place) { m_window->goTo(place); }));
    showServices();
    if (!m_options.tourFolder.isEmpty()) startTour();
    reportUsable();
}

void Console::sessionEnded(const Error& error)
{
    m_events->stop();
    showSignIn(error.code == "session.signed_out" ? QString() : ui::errorText(error));
}

void Console::showServices()
{
    std::vector<ui::StatusFact> facts;
    if (m_host) {
        for (const auto& service : m_host->local().serviceViews()) {
            const bool isDatabase = service.name == "postgresql";
            const bool isGood = service.state == api::ServiceState::Running;
            const QString what = isDatabase ? tr("Private database") : tr("Cache");
            const QString how = isGood                                        ? tr("healthy")
                                : service.state == api::ServiceState::Absent  ? tr("not installed")
                                : service.state == api::ServiceState::Stopped ? tr("stopped")
                                : service.state == api::ServiceState::Degraded
                                    ? tr("not answering, everything is slower")
                                    : tr("restarting");
            if (!isDatabase && isGood) continue;
            facts.push_back({QString::fromStdString(service.name), QStringLiteral("database"),
                             what + ' ' + how,
                             isGood || !isDatabase ? ui::Tone::Neutral : ui::Tone::Bad,
                             ui::noteText(service.note)});
        }
    }
    facts.push_back({QStringLiteral("zone"),
                     {},
                     ui::zoneText(clock().zone, m_clock.now()),
                     ui::Tone::Neutral,
                     {}});
    m_window->setFacts(facts);
    showConnection();
}

void Console::showConnection()
{
    const bool isAway = m_watch && m_watch->isAway();
    ui::ConnectionView connection;
    connection.kind = isAway ? ui::ConnectionView::Kind::Offline : ui::ConnectionView::Kind::Live;
    connection.text = isAway ? tr("Not answering") : tr("Live");
    connection.age = m_host ? tr("This computer") : m_options.address;
    if (isAway) {
        connection.advice =
            tr("You see what was read until %1. Nothing is sent; Stoa tries again by itself.")
                .arg(ui::clockText(m_lastAnswer, clock()));
    }
    m_window->setConnection(connection);
}

void Console::nodeLeft()
{
    m_lastAnswer = m_clock.now();
    showServices();
}

// The stream of events may be waiting to try again, and what it missed is unknown.
void Console::nodeReturned()
{
    if (m_session && m_session->isOpen())
        m_events->start(m_connection->node(), m_connection->token());
    showServices();
    if (m_window->hasSession()) return m_window->refreshPage();
    if (m_signIn && m_marketplaceName.isEmpty()) askSetup(); // it was away when Stoa started
}

void Console::serveHttp()
{
    http::ServerOptions options;
    const auto colon = m_options.serveAddress.lastIndexOf(':');
    options.address = m_options.serveAddress.left(colon).toStdString();
    options.port = m_options.serveAddress.mid(colon + 1).toUShort();
    http::Sources sources;
    auto& marketplace = m_host->local().marketplace();
    sources.health = [&marketplace] {
        http::HealthReport report;
        for (auto& check : marketplace.health()) {
            report.isReady = report.isReady && (check.isGood || !check.isVital);
            report.checks.push_back({check.name, check.isGood, check.note});
        }
        return report;
    };
    if (m_options.mode == Mode::Demo) sources.pictures = demo::pictureAt;
    sources.clock = &m_clock;
    sources.version = STOA_VERSION;
    auto server = http::HttpServer::start(marketplace.node(), options, std::move(sources));
    if (!server) {
        m_window->toast().showDone(ui::errorText(server.error()));
        return;
    }
    m_server = std::move(*server);
    spdlog::info("storefronts are served on {}:{}", options.address, m_server->port());
}

void Console::startTour()
{
    m_tour = std::make_unique<ui::Tour>(m_look, *m_window, QDir(m_options.tourFolder));
    connect(m_tour.get(), &ui::Tour::pictureSaved, this,
            [](const QString& path) { std::printf("%s\n", qPrintable(path)); });
    connect(m_tour.get(), &ui::Tour::finished, this, [this](const QStringList& problems) {
        for (const QString& problem : problems)
            std::fprintf(stderr, "%s\n", qPrintable(problem));
        m_application.exit(problems.isEmpty() ? 0 : 1);
    });
    m_tour->start(tourStops(*m_window));
}

// For tests/bench: what a person waits for.
void Console::report(const char* what)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::printf("%s %lld\n", what, static_cast<long long>(now - m_options.startedAtMs));
    std::fflush(stdout);
}

// A screen that waits for the person: the marketplace, the sign-in, or the owner's form.
void Console::reportUsable()
{
    if (m_options.startedAtMs == 0) return;
    report("usable");
    m_application.exit(0);
}

ui::PageContext Console::pageContext()
{
    return {*m_connection,
            *m_events,
            m_prompt,
            [this] { return workspace(); },
            [this] { return clock(); },
            &m_pictures,
            &m_jobs,
            m_keys ? &*m_keys : nullptr};
}

ui::Workspace Console::workspace() const
{
    ui::Workspace workspace;
    if (!m_session || !m_session->isOpen()) return workspace;
    const api::SessionView& view = m_session->view();
    workspace.permissions = view.permissions;
    workspace.organisation = view.workspace.organisation;
    if (view.workspace.kind == api::OrganisationKind::Seller) {
        workspace.seller = view.workspace.organisation;
    }
    return workspace;
}

ui::Clockface Console::clock() const
{
    return {m_clock.now(), QTimeZone::systemTimeZone(), QLocale()};
}

} // namespace stoa::app
