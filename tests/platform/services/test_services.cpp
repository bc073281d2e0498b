// The private servers as processes: every test starts real ones in a folder of its own.

#include "platform/services/child_process.h"
#include "platform/services/instance_lock.h"
#include "services_fixture.h"
#include "support/test_main.h"

#include <QCoreApplication>
#include <QTest>

#include <atomic>
#include <csignal>
#include <fstream>

namespace fs = std::filesystem;
using namespace stoa;
using namespace stoa::services;

namespace {

std::unique_ptr<PrivateServices> started(Options options, ProgressFn progress = {})
{
    auto services = PrivateServices::start(std::move(options), std::move(progress));
    if (!services) qWarning("%s", describe(services.error()).c_str());
    return services ? std::move(*services) : nullptr;
}

std::string codeOf(Options options)
{
    const auto services = PrivateServices::start(std::move(options));
    return services ? "started" : services.error().code;
}

std::string param(const Error& error, std::string_view name)
{
    for (const auto& [key, value] : error.params) {
        if (key == name) return value;
    }
    return "(no such parameter)";
}

// One committed row more, so that a test can tell that nothing committed was lost.
std::string insertRow(const PrivateServices& services)
{
    return sql(services.postgres(), "INSERT INTO kept DEFAULT VALUES RETURNING 'row'");
}

bool createTable(const PrivateServices& services)
{
    return sql(services.postgres(), "CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY)") ==
           "CREATE TABLE";
}

std::string rows(const PrivateServices& services)
{
    return sql(services.postgres(), "SELECT count(*) FROM kept");
}

Account serverAccount(const fs::path& folder)
{
    return chooseAccounts({}, folder / "postgres").value().server;
}

} // namespace

class ServicesTest : public QObject {
    Q_OBJECT
    const TestFolder m_seed; // with a cluster, stopped

private slots:
    void initTestCase();

    // Refusals
    void refusesAFolderThatCannotBeMade();
    void refusesAFolderThatTheServersCannotEnter();
    void refusesAFolderOfSomebodyElse();
    void refusesASecondOwnerAndNamesTheFirst();
    void refusesAnAlmostFullDisk();
    void refusesDataOfAnotherMajorVersion();
    void refusesWithoutPostgres();
    void startsNothingWhenCanceledDuringTheFirstStart();
    void givesUpOnACrashLoopWithTheReason();

    // Starting
    void startsForTheFirstTime();
    void keepsRowsAcrossStops();
    void opensNoTcpPortAndTrustsOnlyOurAccount();
    void worksWithoutRedis();
    void resumesAnInterruptedFirstStart();
    void movesAsideThePidFileOfAnUnrelatedProcess();
    void putsTheSocketElsewhereWhenThePathIsTooLong();

    // Staying up and stopping
    void restartsPostgresWithEveryCommittedRow();
    void restartsRedisOnTheSameAddress();
    void givesUpOnRedisAndKeepsPostgres();
    void leavesNoProcessAfterStop();
    void leavesNoProcessWhenTheOwnerIsKilled();
    void tellsOtherProcessesWhereToConnect();
};

void ServicesTest::initTestCase()
{
    QVERIFY(started(optionsFor(m_seed.path())));
}

void ServicesTest::refusesAFolderThatCannotBeMade()
{
    const TestFolder folder;
    std::ofstream(folder.path()) << "a file in the way";
    const auto services = PrivateServices::start(optionsFor(folder.path() / "below"));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.folder_unwritable"));
    QCOMPARE(param(services.error(), "folder"), (folder.path() / "below").string());
    QCOMPARE(services.error().detail, std::string("Not a directory"));
}

void ServicesTest::refusesAFolderThatTheServersCannotEnter()
{
    const TestFolder folder;
    fs::permissions(folder.parent(), fs::perms(::geteuid() == 0 ? 0700 : 0600));
    const std::string code = codeOf(optionsFor(folder.path()));
    fs::permissions(folder.parent(), fs::perms(0711));
    // Nobody else's account is involved for an ordinary user, so there it is simply not writable.
    QCOMPARE(code, std::string(::geteuid() == 0 ? "services.folder_unreachable"
                                                : "services.folder_unwritable"));
    QVERIFY(!fs::exists(folder.path() / "postgres"));
}

void ServicesTest::refusesAFolderOfSomebodyElse()
{
    const TestFolder folder;
    // As an ordinary user, root's: nobody may give a folder away.
    const fs::path data = ::geteuid() == 0 ? folder.path() : fs::path("/usr");
    if (::geteuid() == 0) {
        fs::create_directory(data);
        QCOMPARE(::chown(data.c_str(), serverAccount(data).uid, 0), 0);
    }
    const auto services = PrivateServices::start(optionsFor(data));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.folder_not_ours"));
    QCOMPARE(param(services.error(), "folder"), data.string());
}

void ServicesTest::refusesASecondOwnerAndNamesTheFirst()
{
    const TestFolder folder(m_seed);
    const auto first = started(optionsFor(folder.path()));
    QVERIFY(first);
    const auto second = PrivateServices::start(optionsFor(folder.path()));
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Conflict);
    QCOMPARE(second.error().code, std::string("services.folder_in_use"));
    QCOMPARE(param(second.error(), "pid"), std::to_string(QCoreApplication::applicationPid()));
    QCOMPARE(param(second.error(), "folder"), folder.path().string());
    QCOMPARE(sql(first->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesTest::refusesAnAlmostFullDisk()
{
    const TestFolder folder;
    Options options = optionsFor(folder.path());
    options.minFreeBytes = 1ULL << 60;
    const auto services = PrivateServices::start(options);
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.disk_full"));
    QCOMPARE(param(services.error(), "neededMib"), std::to_string(1ULL << 40));
    QVERIFY(!fs::exists(folder.path() / "postgres"));
}

void ServicesTest::refusesDataOfAnotherMajorVersion()
{
    const TestFolder folder;
    fs::create_directories(folder.path() / "postgres");
    std::ofstream(folder.path() / "postgres" / "PG_VERSION") << "14\n";
    const auto services = PrivateServices::start(optionsFor(folder.path()));
    QVERIFY(!services);
    QCOMPARE(services.error().code, std::string("services.version_mismatch"));
    QCOMPARE(param(services.error(), "data"), std::string("14"));
}

void ServicesTest::refusesWithoutPostgres()
{
    const TestFolder folder;
    Options options = optionsFor(folder.path());
    options.binaries = Binaries{};
    QCOMPARE(codeOf(options), std::string("services.postgres_missing"));
    options.binaries->newestRefusedPostgres = 13;
    QCOMPARE(codeOf(options), std::string("services.postgres_too_old"));
}

void ServicesTest::startsNothingWhenCanceledDuringTheFirstStart()
{
    const TestFolder folder;
    Options options = optionsFor(folder.path());
    std::atomic<int> asked = 0;
    options.isCanceled = [&asked] { return ++asked > 3; };
    QCOMPARE(codeOf(options), std::string("services.canceled"));
    QVERIFY(!fs::exists(folder.path() / "postgres"));
    QVERIFY(until([&] { return processesIn(folder.path()).empty(); }));
    QVERIFY(started(optionsFor(folder.path())));
}

void ServicesTest::givesUpOnACrashLoopWithTheReason()
{
    const TestFolder folder(m_seed);
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    std::ofstream(folder.path() / "postgres" / "local.conf") << "no_such_setting = on\n";
    fs::permissions(folder.path() / "postgres" / "local.conf", fs::perms(0644));
    ::kill(static_cast<pid_t>(services->status().postgres.pid), SIGKILL);
    QVERIFY(until([&] { return services->status().postgres.state == ServiceState::Failed; }));
    const ServiceHealth health = services->status().postgres;
    QCOMPARE(health.error->code, std::string("services.postgres_crash_loop"));
    QCOMPARE(param(*health.error, "times"), std::string("6"));
    QVERIFY(health.error->detail.find("no_such_setting") != std::string::npos);
    QCOMPARE(health.pid, std::int64_t{0});
    QCOMPARE(services->status().redis.state, ServiceState::Ready);
}

void ServicesTest::startsForTheFirstTime()
{
    const TestFolder folder;
    std::vector<Step> steps;
    int reports = 0;
    const auto services = started(optionsFor(folder.path()), [&](const std::vector<Step>& now) {
        steps = now;
        ++reports;
    });
    QVERIFY(services);
    QCOMPARE(sql(services->postgres(), "SELECT current_user || '@' || current_database()"),
             std::string("stoa@stoa"));
    QCOMPARE(sql(services->postgres(), "SHOW data_checksums"), std::string("on"));
    QCOMPARE(sql(services->postgres(), "SHOW server_encoding"), std::string("UTF8"));
    QCOMPARE(sql(services->postgres(), "SELECT rolsuper FROM pg_roles WHERE rolname = 'stoa'"),
             std::string("f"));
    QCOMPARE(redisPing(*services->redis(), services->redis()->password), std::string("PONG"));
    QCOMPARE(steps.size(), std::size_t{4});
    for (const Step& step : steps)
        QCOMPARE(step.state, StepState::Done);
    QCOMPARE(steps[1].id, std::string("create"));
    QVERIFY(!steps[1].log.empty());
    QVERIFY(reports > 8);
}

void ServicesTest::keepsRowsAcrossStops()
{
    const TestFolder folder(m_seed);
    {
        const auto services = started(optionsFor(folder.path()));
        QVERIFY(services && createTable(*services));
        QCOMPARE(insertRow(*services), std::string("row"));
    }
    std::vector<Step> steps;
    const auto again =
        started(optionsFor(folder.path()), [&](const std::vector<Step>& now) { steps = now; });
    QVERIFY(again);
    QCOMPARE(rows(*again), std::string("1"));
    QCOMPARE(steps[1].state, StepState::Skipped);
}

void ServicesTest::opensNoTcpPortAndTrustsOnlyOurAccount()
{
    const TestFolder folder(m_seed);
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    QCOMPARE(sql(services->postgres(), "SHOW listen_addresses"), std::string());
    PostgresInfo stranger = services->postgres();
    stranger.user = "postgres";
    QVERIFY(sql(stranger, "SELECT 1").find("Peer authentication failed") != std::string::npos);

    const RedisInfo redis = *services->redis();
    QVERIFY(redisPing(redis, "wrong").starts_with("NOAUTH"));
    QVERIFY(redisConfigValue(redis, "port").starts_with("NOPERM"));
    QCOMPARE(redis.password.size(), std::size_t{64});
    const auto mode = fs::status(redis.socket.parent_path()).permissions();
    QCOMPARE(static_cast<int>(mode), 0700);
}

void ServicesTest::worksWithoutRedis()
{
    const TestFolder folder(m_seed);
    Options options = optionsFor(folder.path());
    options.binaries = locateBinaries();
    options.binaries->redis.reset();
    const auto services = started(options);
    QVERIFY(services);
    QCOMPARE(services->status().redis.state, ServiceState::Absent);
    QVERIFY(!services->redis());
    QCOMPARE(sql(services->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesTest::resumesAnInterruptedFirstStart()
{
    const TestFolder folder;
    const auto owner = startOwner(folder.path());
    QVERIFY(until([&] {
        return fs::exists(folder.path() / "log" / "initdb.log") &&
               fs::file_size(folder.path() / "log" / "initdb.log") > 0;
    }));
    owner->kill();
    QVERIFY(owner->waitForFinished());
    QVERIFY(!fs::exists(folder.path() / "postgres"));
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    QCOMPARE(sql(services->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesTest::movesAsideThePidFileOfAnUnrelatedProcess()
{
    const TestFolder folder(m_seed);
    Command command{"/usr/bin/tail", {"-f", "/dev/null"}};
    if (::geteuid() == 0) command.account = serverAccount(folder.path());
    auto unrelated = ChildProcess::spawn(command);
    QVERIFY(unrelated);
    const fs::path file = folder.path() / "postgres" / "postmaster.pid";
    std::ofstream(file) << unrelated->pid() << "\n"
                        << (folder.path() / "postgres").string()
                        << "\n1700000000\n5432\n/tmp\n\n  5432001 999999999\nready\n";
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    QCOMPARE(sql(services->postgres(), "SELECT 1"), std::string("1"));
    QVERIFY(fs::exists(file.string() + ".stale"));
    QVERIFY(isRunning(unrelated->pid()));
}

void ServicesTest::putsTheSocketElsewhereWhenThePathIsTooLong()
{
    const TestFolder folder;
    const fs::path deep = folder.path() / std::string(60, 'a') / std::string(60, 'b');
    fs::create_directories(deep);
    for (const fs::path& each : {folder.path(), deep.parent_path(), deep}) {
        fs::permissions(each, fs::perms(0711));
    }
    const auto services = started(optionsFor(deep));
    QVERIFY(services);
    const std::string socket = services->postgres().socketFolder.string();
    QVERIFY2(!socket.starts_with(deep.string()), socket.c_str());
    QVERIFY(socket.size() + std::string("/.s.PGSQL.5432").size() <= 107);
    QCOMPARE(sql(services->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesTest::restartsPostgresWithEveryCommittedRow()
{
    const TestFolder folder(m_seed);
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services && createTable(*services));
    std::atomic<bool> sawRestarting = false;
    services->onStatusChanged([&](const ServiceStatus& now) {
        if (now.postgres.state == ServiceState::Restarting) sawRestarting = true;
    });
    for (int kills = 1; kills <= 3; ++kills) {
        QCOMPARE(insertRow(*services), std::string("row"));
        const auto before = services->status().postgres.pid;
        ::kill(static_cast<pid_t>(before), SIGKILL);
        QVERIFY(until([&] {
            const ServiceHealth now = services->status().postgres;
            return now.state == ServiceState::Ready && now.pid != before;
        }));
        QCOMPARE(rows(*services), std::to_string(kills));
    }
    QVERIFY(services->status().postgres.restarts >= 3);
    QVERIFY(sawRestarting);
}

void ServicesTest::restartsRedisOnTheSameAddress()
{
    const TestFolder folder(m_seed);
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    const RedisInfo info = *services->redis();
    const auto before = services->status().redis.pid;
    ::kill(static_cast<pid_t>(before), SIGKILL);
    QVERIFY(until([&] {
        const ServiceHealth now = services->status().redis;
        return now.state == ServiceState::Ready && now.pid != before;
    }));
    QCOMPARE(redisPing(info, info.password), std::string("PONG"));
    QCOMPARE(services->status().redis.restarts, 1);
    QCOMPARE(services->status().postgres.restarts, 0);
}

void ServicesTest::givesUpOnRedisAndKeepsPostgres()
{
    const TestFolder folder(m_seed);
    Options options = optionsFor(folder.path());
    options.binaries = locateBinaries();
    options.binaries->redis = "/bin/false";
    std::vector<Step> steps;
    const auto services = started(options, [&](const std::vector<Step>& now) { steps = now; });
    QVERIFY(services);
    QVERIFY(until([&] { return services->status().redis.state == ServiceState::Failed; }));
    QCOMPARE(services->status().redis.error->code, std::string("services.redis_crash_loop"));
    QCOMPARE(steps[3].state, StepState::Failed);
    QCOMPARE(sql(services->postgres(), "SELECT 1"), std::string("1"));
}

void ServicesTest::leavesNoProcessAfterStop()
{
    const TestFolder folder(m_seed);
    const auto services = started(optionsFor(folder.path()));
    QVERIFY(services);
    const ServiceStatus status = services->status();
    QVERIFY(isRunning(status.postgres.pid) && isRunning(status.redis.pid));
    const fs::path sockets = services->postgres().socketFolder;
    QVERIFY(fs::exists(sockets / ".s.PGSQL.5432"));
    services->stop();
    QVERIFY(!fs::exists(sockets));
    QCOMPARE(processesIn(folder.path()), std::vector<std::int64_t>{});
    QVERIFY(!isRunning(status.postgres.pid) && !isRunning(status.redis.pid));
    QCOMPARE(services->status().postgres.state, ServiceState::Stopped);
    QVERIFY(!fs::exists(folder.path() / "postgres" / "postmaster.pid"));
    services->stop();
}

void ServicesTest::leavesNoProcessWhenTheOwnerIsKilled()
{
    const TestFolder folder(m_seed);
    const auto owner = startOwner(folder.path());
    QVERIFY(owner->waitForReadyRead(60'000));
    QCOMPARE(owner->readAllStandardOutput().trimmed(), QByteArray("ready"));
    QVERIFY(processesIn(folder.path()).size() > 2);
    owner->kill();
    QVERIFY(owner->waitForFinished());
    QVERIFY(until([&] { return processesIn(folder.path()).empty(); }));
    QVERIFY(started(optionsFor(folder.path())));
}

void ServicesTest::tellsOtherProcessesWhereToConnect()
{
    const TestFolder folder(m_seed);
    QVERIFY(!locateRunning(folder.path()).value());
    {
        const auto starting = InstanceLock::take(folder.path() / "instance.lock");
        QCOMPARE(locateRunning(folder.path()).error().code, std::string("services.starting"));
    }
    const auto owner = startOwner(folder.path());
    QVERIFY(owner->waitForReadyRead(60'000));
    const auto running = locateRunning(folder.path());
    QVERIFY(running && *running);
    QCOMPARE((*running)->ownerPid, std::int64_t{owner->processId()});
    QCOMPARE(sql((*running)->postgres, "SELECT 1"), std::string("1"));
    QCOMPARE(redisPing(*(*running)->redis, (*running)->redis->password), std::string("PONG"));
    QCOMPARE(static_cast<int>(fs::status(folder.path() / "services.json").permissions()), 0600);

    owner->kill();
    QVERIFY(owner->waitForFinished());
    QVERIFY(until([&] { return processesIn(folder.path()).empty(); }));
    QVERIFY(!locateRunning(folder.path()).value());
}

STOA_TEST(ServicesTest)

#include "test_services.moc"
