#include "ui/shell/main_window.h"

#include "ui/shell/key_dispatch.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/palette_model.h"
#include "ui/shell/rail.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QCloseEvent>
#include <QGridLayout>
#include <QShortcut>

namespace stoa::ui {

MainWindow::MainWindow(Look& look, const PageRegistry& registry, QWidget* parent)
    : QMainWindow(parent),
      m_look(look),
      m_registry(registry),
      m_topBar(new TopBar),
      m_rail(new Rail),
      m_stack(new PageStack(registry)),
      m_offline(new Banner(QStringLiteral("offlineBanner"))),
      m_status(new StatusStrip),
      m_toast(nullptr),
      m_palette(new PaletteModel(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Stoa"));
    setMinimumSize(kLeastSize);
    resize(1440, 900);
    auto* root = new QWidget;
    auto* grid = new QGridLayout(root);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_topBar, 0, 0, 1, 2);
    grid->addWidget(m_rail, 1, 0, 2, 1);
    grid->addWidget(m_offline, 1, 1);
    grid->addWidget(m_stack, 2, 1);
    grid->addWidget(m_status, 3, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(2, 1);
    setCentralWidget(root);
    m_toast = new Toast(m_stack);
    m_topBar->setDark(m_look.scheme() == Look::Scheme::Dark);
    m_topBar->setSettingsAvailable(hasSettings());
    connectParts();
    addKeys();
    applyWidth();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectParts()
{
    connect(m_rail, &Rail::pageChosen, this, [this](const QString& id) { goTo({id, {}}); });
    connect(m_rail, &Rail::collapseToggled, this, &MainWindow::toggleRail);
    connect(m_topBar, &TopBar::backRequested, this, [this] {
        if (m_history.canGoBack()) showPlace(m_history.back());
    });
    connect(m_topBar, &TopBar::forwardRequested, this, [this] {
        if (m_history.canGoForward()) showPlace(m_history.forward());
    });
    connect(m_topBar, &TopBar::searchRequested, this, [this] { openPalette(); });
    connect(m_topBar, &TopBar::helpRequested, this, &MainWindow::openShortcuts);
    connect(m_topBar, &TopBar::notificationsRequested, this, &MainWindow::notificationsRequested);
    connect(m_topBar, &TopBar::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_topBar, &TopBar::themeToggled, this, &MainWindow::toggleScheme);
    connect(m_topBar, &TopBar::settingsRequested, this, [this] {
        goTo({QStringLiteral("settings"), {}});
    });
    connect(m_status, &StatusStrip::jobCanceled, this, &MainWindow::jobCanceled);
    connect(m_stack, &PageStack::pageBuilt, this, [this](ShellPage* page) {
        connect(page, &ShellPage::placeRequested, this, &MainWindow::goTo);
        connect(page, &ShellPage::recordShown, this, [this, page](const QString& record) {
            if (m_stack->currentPage() != page) return;
            m_place.record = record;
            m_history.replace(m_place);
        });
    });
}

void MainWindow::cover(QWidget* page, const QString& workspace, const QString& role)
{
    m_hasSession = false;
    m_session = {};
    m_offline->hide();
    m_stack->cover(page);
    m_topBar->setWorkspace(workspace, role);
    m_topBar->setUser({}, {});
    m_topBar->setLocked(true);
    m_rail->setLocked(true);
    std::vector<const PageEntry*> all;
    for (const PageEntry& entry : m_registry.entries())
        all.push_back(&entry);
    m_rail->setPages(all);
    m_rail->setCurrent({});
    m_history.clear();
    m_topBar->setHistory(false, false);
}

void MainWindow::setSession(const SessionInfo& session)
{
    m_session = session;
    m_hasSession = true;
    m_stack->clear();
    m_stack->uncover();
    m_topBar->setWorkspace(session.workspace, session.role);
    m_topBar->setUser(session.userName, session.userEmail);
    m_topBar->setLocked(false);
    m_rail->setLocked(false);
    std::vector<const PageEntry*> pages;
    for (const PageEntry& entry : m_registry.entries()) {
        if (isAllowed(entry)) pages.push_back(&entry);
    }
    m_rail->setPages(pages);
    m_history.clear();
    if (!pages.empty()) goTo({pages.front()->id, {}});
}

bool MainWindow::hasSettings() const
{
    return m_registry.find(QStringLiteral("settings")) != nullptr;
}

bool MainWindow::isAllowed(const PageEntry& entry) const
{
    return m_hasSession && (!entry.permission || m_session.permissions.contains(*entry.permission));
}

void MainWindow::goTo(const Place& place)
{
    if (!m_hasSession) return;
    m_history.visit(place);
    showPlace(place);
}

void MainWindow::showPlace(const Place& place)
{
    m_place = place;
    const PageEntry* entry = m_registry.find(place.page);
    m_stack->show(place, entry != nullptr && isAllowed(*entry));
    m_rail->setCurrent(place.page);
    m_topBar->setHistory(m_history.canGoBack(), m_history.canGoForward());
    setWindowTitle(entry == nullptr ? QStringLiteral("Stoa") : tr("%1 - Stoa").arg(entry->title));
    emit placeShown(place);
}

ShellPage* MainWindow::pageFor(const QString& pageId) const
{
    return m_stack->pageFor(pageId);
}

void MainWindow::setConnection(const ConnectionView& connection)
{
    m_topBar->setConnection(connection);
    const bool isOffline = connection.kind == ConnectionView::Kind::Offline && m_hasSession;
    if (isOffline)
        m_offline->showMessage(Tone::Warn, QStringLiteral("cloud-off"), connection.text,
                               connection.advice);
    else
        m_offline->hide();
}

void MainWindow::dropPages()
{
    m_stack->clear();
}

void MainWindow::refreshPage()
{
    if (ShellPage* page = m_stack->currentPage()) page->refresh();
}

QString MainWindow::underWay() const
{
    if (const ScrimDialog* dialog = ScrimDialog::underWayOver(this)) return dialog->underWay();
    if (m_jobTitles.isEmpty()) return {};
    return tr("%1: this is not finished and ends when Stoa closes.")
        .arg(m_jobTitles.join(QStringLiteral(", ")));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const QString what = underWay();
    if (m_isLeaving || what.isEmpty()) return QMainWindow::closeEvent(event);
    event->ignore();
    if (std::exchange(m_isAsking, true)) return;
    Confirmation question;
    question.icon = QStringLiteral("incident");
    question.title = tr("Close Stoa in the middle of this");
    question.text = what;
    question.action = tr("Close anyway");
    question.keep = tr("Wait");
    question.isDestructive = true;
    m_prompt.confirm(this, question, [this](bool isLeaving) {
        m_isAsking = false;
        m_isLeaving = isLeaving;
        if (isLeaving) close();
    });
}

void MainWindow::setJobs(const std::vector<JobView>& jobs)
{
    m_jobTitles.clear();
    for (const JobView& job : jobs)
        m_jobTitles << job.title;
    m_status->setJobs(jobs);
}

void MainWindow::setFacts(const std::vector<StatusFact>& facts)
{
    m_status->setFacts(facts);
}

void MainWindow::setNotifications(int count)
{
    m_topBar->setNotifications(count);
}

void MainWindow::setCounter(const QString& pageId, const QString& count, Tone tone)
{
    m_rail->setCounter(pageId, count, tone);
}

void MainWindow::setActions(std::vector<Command> actions)
{
    m_actions = std::move(actions);
}

void MainWindow::setRecordSearches(std::vector<RecordSearch> searches)
{
    m_searches = std::move(searches);
}

void MainWindow::setPageShortcuts(std::vector<ShortcutInfo> shortcuts)
{
    m_pageShortcuts = std::move(shortcuts);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    applyWidth();
}

void MainWindow::applyWidth()
{
    const bool isNarrow = width() <= kNarrowWidth;
    if (isNarrow != m_isNarrow) m_railChoice.reset();
    m_isNarrow = isNarrow;
    m_rail->setCollapsed(m_railChoice.value_or(isNarrow));
    m_topBar->setNarrow(isNarrow, m_rail->width());
}

void MainWindow::toggleRail()
{
    m_railChoice = !m_rail->isCollapsed();
    applyWidth();
}

void MainWindow::toggleScheme()
{
    m_look.toggleScheme();
    m_topBar->setDark(m_look.scheme() == Look::Scheme::Dark);
    emit schemeToggled();
}

} // namespace stoa::ui
