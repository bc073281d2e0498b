#include "platform/services/supervisor.h"

#include "core/clock.h"
#include "core/thread_name.h"
#include "platform/services/files.h"
#include "platform/services/postgres_probe.h"
#include "platform/services/preflight.h"
#include "platform/services/redis_server.h"
#include "platform/services/running_file.h"
#include "platform/services/sandbox_pay_server.h"
#include "platform/services/stale_postmaster.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

constexpr auto kTrimEvery = 60s;
constexpr auto kRedisPatience = 3s; // nobody waits longer for a cache
constexpr auto kSandboxPatience = 3s;

std::optional<ServiceHealth> healthOf(const std::optional<SupervisedChild>& child)
{
    return child ? std::optional(child->health()) : std::nullopt;
}

bool isSame(const ServiceHealth& left, const ServiceHealth& right)
{
    return left.state == right.state && left.pid == right.pid && left.restarts == right.restarts;
}

} // namespace

Supervisor::Supervisor(Options options, ProgressFn progress)
    : m_options(std::move(options)), m_progress(std::move(progress))
{}

Supervisor::~Supervisor()
{
    stop();
}

Done Supervisor::start()
{
    if (!m_wake.open()) return fail(ErrorKind::Unavailable, "services.no_descriptors");
    m_thread = std::thread([this] { run(); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_started.has_value(); });
    return *m_started;
}

void Supervisor::stop()
{
    if (!m_thread.joinable()) return;
    m_stopping = true;
    [[maybe_unused]] const auto rung = ::write(m_wake.writer.get(), "", 1);
    m_thread.join();
}

PostgresInfo Supervisor::postgres() const
{
    return {m_plan.settings.socketFolder, kPort, std::string(kAppRole), std::string(kDatabase)};
}

PostgresInfo Supervisor::admin() const
{
    return {m_plan.settings.socketFolder, kPort, std::string(kAdminRole), "postgres"};
}

std::optional<RedisInfo> Supervisor::redis() const
{
    const std::lock_guard lock(m_mutex);
    return m_redisInfo;
}

std::optional<SandboxPayInfo> Supervisor::sandboxPay() const
{
    const std::lock_guard lock(m_mutex);
    return m_sandboxPayInfo;
}

ServiceStatus Supervisor::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Supervisor::onStatusChanged(std::function<void(const ServiceStatus&)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

void Supervisor::run()
{
    nameThread("stoa-services");
    const Done started = bringUp();
    if (!started) {
        m_progress.failRunning();
        takeDown();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_started = started;
    }
    m_changed.notify_all();
    if (!started) return;
    serve();
    takeDown();
}

Done Supervisor::bringUp()
{
    m_progress.run("check");
    STOA_CHECK(check());
    m_progress.finish("check");
    STOA_CHECK(create());
    STOA_CHECK(startPostgres());
    STOA_CHECK(startRedis());
    STOA_CHECK(startSandboxPay());
    const RunningServices running{::getpid(), postgres(), redis(), sandboxPay()};
    return publishRunning(m_folder, running, m_plan.accounts.client);
}

Done Supervisor::check()
{
    std::error_code ignored;
    m_folder.root = fs::absolute(m_options.dataFolder, ignored).lexically_normal();
    m_plan.folder = m_folder;
    STOA_TRY(accounts, chooseAccounts(m_options.account, m_folder.cluster()));
    m_plan.accounts = std::move(accounts);
    STOA_CHECK(prepareDataFolder(m_folder.root, m_plan.accounts));
    STOA_TRY(lock, InstanceLock::take(m_folder.lock()));
    m_lock = std::move(lock);
    withdrawRunning(m_folder);
    STOA_CHECK(checkClock(SystemClock().now()));
    STOA_CHECK(checkFileSystem(m_folder.root));
    STOA_CHECK(checkSpace(m_folder.root, m_options.minFreeBytes));
    const Binaries binaries = m_options.binaries ? *m_options.binaries : locateBinaries();
    STOA_TRY(programs, chooseBinaries(binaries, clusterMajor(m_folder.cluster())));
    m_plan.programs = programs.folder;
    m_redisProgram = binaries.redis;
    STOA_TRY(sockets, chooseSocketFolder(m_folder, m_plan.accounts));
    m_plan.settings = {std::move(sockets), memoryOfThisComputer(), m_options.durable};
    return ensureFolder(m_folder.logs(), 0700, m_plan.accounts.client, m_plan.accounts.client.gid);
}

Done Supervisor::create()
{
    removeUnfinishedClusters(m_folder);
    if (clusterMajor(m_folder.cluster()) != 0) {
        m_progress.finish("create", StepState::Skipped);
        return {};
    }
    STOA_TRY(log, LogFile::open(m_folder.logs() / "initdb.log"));
    STOA_CHECK(createCluster(m_plan, log, [&](int percent) {
        m_progress.run("create", percent, log.newLines());
        return !isCanceled();
    }));
    m_progress.finish("create");
    return {};
}

Done Supervisor::startPostgres()
{
    m_progress.run("postgres");
    STOA_CHECK(settleStalePostmaster(m_folder.cluster()));
    STOA_CHECK(configureCluster(m_plan, m_folder.cluster()));
    STOA_TRY(log, LogFile::open(m_folder.logs() / "postgres.log"));
    ServiceSpec spec{"postgres",
                     nullptr,
                     [this] { return isAnswering(admin()); },
                     {{SIGINT, 30s}, {SIGQUIT, 5s}}};
    spec.launch = [this] { return launchPostgres(m_plan, m_postgres->log()); };
    m_postgres.emplace(std::move(spec), std::move(log));
    STOA_CHECK(untilSettled(*m_postgres, "postgres", SteadyTime::max()));
    if (m_postgres->health().error) return fail(*m_postgres->health().error);
    STOA_CHECK(ensureDatabase(admin()));
    if (m_options.durable) m_writeback.emplace(m_folder.cluster() / "base");
    m_progress.finish("postgres");
    return {};
}

Done Supervisor::startRedis()
{
    if (!m_redisProgram) {
        m_progress.finish("redis", StepState::Skipped);
        publishStatus();
        return {};
    }
    m_progress.run("redis");
    STOA_TRY(log, LogFile::open(m_folder.logs() / "redis.log"));
    const RedisInfo info = makeRedisInfo(m_plan.settings.socketFolder);
    ServiceSpec spec{"redis", nullptr, [info] { return isAnswering(info); }, {{SIGTERM, 5s}}};
    spec.launch = [this, info] {
        return launchRedis(*m_redisProgram, info, m_plan.accounts, m_redis->log());
    };
    {
        const std::lock_guard lock(m_mutex);
        m_redisInfo = info;
    }
    m_redis.emplace(std::move(spec), std::move(log));
    const SteadyTime deadline = std::chrono::steady_clock::now() + kRedisPatience;
    STOA_CHECK(untilSettled(*m_redis, "redis", deadline));
    const bool isReady = m_redis->health().state == ServiceState::Ready;
    m_progress.finish("redis", isReady ? StepState::Done : StepState::Failed);
    return {};
}

// Like Redis, nobody needs it to begin: payments that go there wait.
Done Supervisor::startSandboxPay()
{
    if (m_options.sandboxPay.empty()) return {};
    STOA_TRY(log, LogFile::open(m_folder.logs() / "sandbox-pay.log"));
    const SandboxPayInfo info = makeSandboxPayInfo(m_plan.settings.socketFolder);
    const SandboxPayLaunch launch{m_options.sandboxPay, m_options.sandboxWebhook};
    ServiceSpec spec{"sandbox_pay", nullptr, [info] { return isAnswering(info); }, {}};
    spec.launch = [this, info, launch] {
        return launchSandboxPay(launch, info, m_folder, m_sandboxPay->log());
    };
    {
        const std::lock_guard lock(m_mutex);
        m_sandboxPayInfo = info;
    }
    m_sandboxPay.emplace(std::move(spec), std::move(log));
    return untilSettled(*m_sandboxPay, {}, std::chrono::steady_clock::now() + kSandboxPatience);
}

std::array<std::optional<SupervisedChild>*, 3> Supervisor::children()
{
    return {&m_postgres, &m_redis, &m_sandboxPay};
}

// PostgreSQL has no deadline of its own: SupervisedChild ends a silent start, a logging recovery
// may go on.
Done Supervisor::untilSettled(SupervisedChild& child, std::string_view step, SteadyTime deadline)
{
    child.start(std::chrono::steady_clock::now());
    do {
        child.tick(std::chrono::steady_clock::now());
        publishStatus();
        const ServiceState state = child.health().state;
        if (state == ServiceState::Ready || state == ServiceState::Failed) return {};
        if (isCanceled()) return fail(ErrorKind::Canceled, "services.canceled");
        if (!step.empty()) m_progress.run(step, 50, child.log().newLines());
        wait(std::min(child.nextWake(std::chrono::steady_clock::now()), 50ms));
    } while (std::chrono::steady_clock::now() < deadline);
    return {};
}

void Supervisor::serve()
{
    SteadyTime trimmedAt = std::chrono::steady_clock::now();
    while (!m_stopping) {
        const SteadyTime now = std::chrono::steady_clock::now();
        auto most = std::chrono::duration_cast<std::chrono::milliseconds>(kTrimEvery);
        for (auto* child : children()) {
            if (!*child) continue;
            (*child)->tick(now);
            most = std::min(most, (*child)->nextWake(now));
            if (now - trimmedAt >= kTrimEvery) (*child)->trimLog();
        }
        if (now - trimmedAt >= kTrimEvery) trimmedAt = now;
        publishStatus();
        wait(most);
    }
}

void Supervisor::takeDown()
{
    if (m_lock) withdrawRunning(m_folder);
    m_writeback.reset();
    if (m_postgres) m_postgres->stop();
    publishStatus();
    if (m_redis) m_redis->stop();
    if (m_sandboxPay) m_sandboxPay->stop();
    publishStatus();
    std::error_code ignored;
    if (const auto info = sandboxPay()) fs::remove(info->socket, ignored);
    if (m_lock) fs::remove(m_plan.settings.socketFolder, ignored); // empty now
    m_lock.reset();
}

void Supervisor::wait(std::chrono::milliseconds most)
{
    const std::array fds = {m_wake.reader.get(), m_postgres ? m_postgres->exitFd() : -1,
                            m_redis ? m_redis->exitFd() : -1,
                            m_sandboxPay ? m_sandboxPay->exitFd() : -1};
    waitReadable(fds, most);
}

void Supervisor::publishStatus()
{
    ServiceStatus now;
    now.postgres = healthOf(m_postgres).value_or(ServiceHealth{});
    now.redis = healthOf(m_redis).value_or(
        ServiceHealth{.state = m_redisProgram ? ServiceState::Stopped : ServiceState::Absent});
    now.sandboxPay = healthOf(m_sandboxPay).value_or(ServiceHealth{.state = ServiceState::Absent});
    std::function<void(const ServiceStatus&)> listener;
    {
        const std::lock_guard lock(m_mutex);
        const bool isKnown = isSame(now.postgres, m_status.postgres) &&
                             isSame(now.redis, m_status.redis) &&
                             isSame(now.sandboxPay, m_status.sandboxPay);
        if (isKnown) return;
        m_status = now;
        listener = m_listener;
    }
    if (listener) listener(now);
}

bool Supervisor::isCanceled() const
{
    return m_stopping || (m_options.isCanceled && m_options.isCanceled());
}

} // namespace stoa::services
