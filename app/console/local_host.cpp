#include "local_host.h"

#include "node/demo/demo.h"
#include "ui/text/error_text.h"

namespace stoa::app {
namespace {

using ui::SetupStep;

std::vector<SetupStep> stepsOf(bool isDemo)
{
    using namespace std::chrono_literals;
    const auto step = [](const char* id, const QString& title, Duration expected) {
        SetupStep each;
        each.id = QString::fromLatin1(id);
        each.title = title;
        each.expected = expected;
        return each;
    };
    std::vector<SetupStep> steps{step("check", LocalHost::tr("Check this computer"), 200ms),
                                 step("create", LocalHost::tr("Create the private database"), 3s),
                                 step("postgres", LocalHost::tr("Start the database"), 500ms),
                                 step("redis", LocalHost::tr("Start the cache"), 200ms)};
    if (isDemo) steps.push_back(step("demo", LocalHost::tr("Fill in the demo"), 20s));
    steps.push_back(step("marketplace", LocalHost::tr("Open the marketplace"), 1s));
    return steps;
}

} // namespace

LocalHost::LocalHost(ui::SetupModel& model, Options given, QObject* parent)
    : QObject(parent), m_model(model), m_given(std::move(given))
{
    connect(&m_model, &ui::SetupModel::retryRequested, this, &LocalHost::start);
}

LocalHost::~LocalHost()
{
    m_isCanceled = true;
    if (m_thread.joinable()) m_thread.join();
    if (m_local) m_local->onServicesChanged({});
}

void LocalHost::start()
{
    if (m_thread.joinable()) m_thread.join();
    m_model.setSteps(stepsOf(m_given.isDemo));
    m_current.clear();
    m_elapsed.start();
    m_thread = std::thread([this] {
        auto outcome = std::make_shared<Result<Outcome>>(open());
        post([this, outcome] { finish(outcome); });
    });
}

void LocalHost::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

Result<LocalHost::Outcome> LocalHost::open()
{
    node::LocalMarketplace::Options options;
    options.dataFolder = m_given.folder;
    options.version = STOA_VERSION;
    options.mayJoin = m_given.mayJoin;
    const auto sandboxPay =
        QCoreApplication::applicationDirPath().toStdString() + "/stoa-sandbox-pay";
    if (std::filesystem::exists(sandboxPay)) options.sandboxPay = sandboxPay;
    options.isCanceled = [this] { return m_isCanceled.load(); };
    options.progress = [this](const std::vector<services::Step>& steps) {
        post([this, steps] { show(steps); });
    };
    options.stripe = m_given.stripe;
    if (m_given.isDemo) {
        options.fill = [this](const auto&... given) { return fillDemo(given...); };
    }
    Outcome outcome;
    STOA_TRY(local, node::LocalMarketplace::open(std::move(options)));
    outcome.local = std::move(local);
    post([this] { step("marketplace", 1, {}); });
    if (m_given.isDemo) {
        STOA_TRY(session, outcome.local->marketplace().signInAsOwner());
        outcome.session = std::move(session);
    }
    return outcome;
}

Done LocalHost::fillDemo(const db::ConnectInfo& database,
                         const std::optional<gateways::ProviderSettings>& sandboxPay)
{
    post([this] { step("demo", 0, {}); });
    const auto progress = [this](double share, const std::string& what) {
        post([this, share, what] { step("demo", share, QString::fromStdString(what)); });
    };
    STOA_CHECK(demo::ensureDemo(database, {}, progress, sandboxPay));
    return {};
}

// Steps come in their order; what begins ends those before it.
void LocalHost::step(const QString& id, double share, const QString& detail)
{
    const Duration elapsed = std::chrono::milliseconds(m_elapsed.elapsed());
    if (m_current != id) {
        if (!m_current.isEmpty()) m_model.finish(m_current, {}, elapsed);
        for (const auto& each : m_model.steps()) {
            if (each.id == id) break;
            if (each.state == SetupStep::State::Pending) m_model.finish(each.id, {}, Duration(0));
        }
        m_current = id;
        m_elapsed.restart();
        m_model.begin(id);
    }
    m_model.advance(id, share, detail, elapsed);
}

void LocalHost::show(const std::vector<services::Step>& steps)
{
    for (const auto& each : steps) {
        if (each.state == services::StepState::Running) {
            step(QString::fromStdString(each.id), each.percent / 100.0, {});
        }
        if (!each.log.empty() && each.state == services::StepState::Running) {
            m_model.appendLog(QString::fromStdString(each.log.back()));
        }
    }
}

void LocalHost::finish(std::shared_ptr<Result<Outcome>> outcome)
{
    if (!*outcome) {
        const QString id = m_current.isEmpty() ? m_model.steps().front().id : m_current;
        m_model.fail(id, ui::errorText(outcome->error()));
        return emit failed(outcome->error());
    }
    m_local = std::move((*outcome)->local);
    m_demoSession = std::move((*outcome)->session);
    m_local->onServicesChanged([this] { post([this] { emit servicesChanged(); }); });
    for (const auto& each : m_model.steps()) {
        if (each.state != SetupStep::State::Done) m_model.finish(each.id, {}, Duration(0));
    }
    emit ready();
}

} // namespace stoa::app
