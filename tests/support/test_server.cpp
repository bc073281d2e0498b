#include "support/test_server.h"

#include "platform/db/connection.h"
#include "support/expect.h"
#include "support/processes.h"
#include "support/wait_until.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <filesystem>
#include <grp.h>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace fs = std::filesystem;

namespace stoa::test {
namespace {

constexpr int kToolMs = 60'000;
constexpr const char* kSuperuser = "stoa";

constexpr const char* kFolderPrefix = "stoa-server-";
constexpr const char* kOwnerFile = "owner.pid";

// Folders of test processes that were killed: their servers died with them, the files stayed.
void removeAbandoned()
{
    const QDir temp(QDir::tempPath());
    for (const QString& name : temp.entryList({QString(kFolderPrefix) + '*'}, QDir::Dirs)) {
        QFile owner(temp.filePath(name + '/' + kOwnerFile));
        if (!owner.open(QIODevice::ReadOnly)) continue;
        const pid_t pid = owner.readAll().toInt();
        const bool isGone = pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
        if (isGone) QDir(temp.filePath(name)).removeRecursively();
    }
}

struct Account {
    uid_t user;
    gid_t group;
};

// Asked for once: servers are made by several threads at a time, and getpwnam() answers all of them
// in one place.
const std::optional<Account>& serverAccount()
{
    static const std::optional<Account> account = []() -> std::optional<Account> {
        if (geteuid() != 0) return std::nullopt;
        const passwd* const found = getpwnam("postgres");
        STOA_ASSERT(found != nullptr); // PostgreSQL's packages create it
        return Account{found->pw_uid, found->pw_gid};
    }();
    return account;
}

void handOver(const fs::path& path)
{
    const auto& account = serverAccount();
    if (!account) return;
    const auto give = [&account](const fs::path& entry) {
        STOA_ASSERT(lchown(entry.c_str(), account->user, account->group) == 0);
    };
    give(path);
    for (const auto& entry : fs::recursive_directory_iterator(path))
        give(entry.path());
}

// Runs in the child between fork and exec.
void becomeServer(const std::optional<Account>& account, pid_t parent)
{
    if (account &&
        (setgroups(0, nullptr) != 0 || setgid(account->group) != 0 || setuid(account->user) != 0)) {
        _exit(126);
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGQUIT); // after setuid, which clears it
    if (getppid() != parent) _exit(126);
#endif
    static_cast<void>(parent);
    umask(077);
}

void prepare(QProcess& process, const QString& logFile)
{
    process.setWorkingDirectory("/");
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(logFile, QIODevice::Append);
    process.setChildProcessModifier(
        [account = serverAccount(), parent = getpid()] { becomeServer(account, parent); });
}

} // namespace

TestServer::TestServer(const QString& dataToCopy)
    : m_folder(QDir::tempPath() + '/' + kFolderPrefix + "XXXXXX")
{
    STOA_ASSERT(m_folder.isValid());
    removeAbandoned();
    QFile owner(m_folder.filePath(kOwnerFile));
    STOA_ASSERT(owner.open(QIODevice::WriteOnly));
    owner.write(QByteArray::number(getpid()));
    owner.close();
    const fs::path data = dataFolder().toStdString();
    if (!dataToCopy.isEmpty()) {
        fs::copy(dataToCopy.toStdString(), data, fs::copy_options::recursive);
        fs::permissions(data, fs::perms::owner_all);
        handOver(m_folder.path().toStdString());
        return;
    }
    handOver(m_folder.path().toStdString());
    runTool("initdb",
            {"-D", dataFolder(), "-U", kSuperuser, "-A", "trust", "-E", "UTF8", "--locale",
             "C.UTF-8", "--wal-segsize", "1", "--no-sync", "--no-instructions"});
}

TestServer::~TestServer()
{
    if (m_postgres.state() == QProcess::NotRunning) return;
    ::kill(static_cast<pid_t>(m_postgres.processId()), SIGQUIT);
    m_postgres.waitForFinished();
}

QString TestServer::binary(const char* name)
{
    return QString(STOA_PG_BIN) + '/' + name;
}

void TestServer::runTool(const char* name, const QStringList& arguments)
{
    QProcess tool;
    prepare(tool, logFile());
    tool.start(binary(name), arguments);
    const bool isDone = tool.waitForFinished(kToolMs) && tool.exitCode() == 0;
    if (!isDone) {
        QFile log(logFile());
        log.open(QIODevice::ReadOnly);
        qFatal("%s failed: %s", name, log.readAll().constData());
    }
}

void TestServer::start()
{
    // After a kill the last backends may hold the shared memory for a moment, and the new server
    // refuses to start beside them.
    const auto answers = [this] {
        // Without an event loop the state changes only when it is waited for.
        if (m_postgres.state() == QProcess::NotRunning || m_postgres.waitForFinished(0)) launch();
        return db::Connection::open(info("postgres"), db::within(std::chrono::seconds(5)))
            .has_value();
    };
    if (waitUntil(answers, std::chrono::seconds(30))) return;
    QFile log(logFile());
    log.open(QIODevice::ReadOnly);
    qFatal("PostgreSQL did not start: %s", log.readAll().constData());
}

void TestServer::launch()
{
    prepare(m_postgres, logFile());
    m_postgres.start(binary("postgres"),
                     {"-D", dataFolder(),           "-k", m_folder.path(),
                      "-c", "listen_addresses=",    "-c", "fsync=off",
                      "-c", "full_page_writes=off", "-c", "autovacuum=off",
                      "-c", "shared_buffers=32MB",  "-c", "max_connections=60",
                      "-c", "max_wal_size=256MB",   "-c", "deadlock_timeout=100ms"});
    STOA_ASSERT(m_postgres.waitForStarted());
}

void TestServer::stop()
{
    ::kill(static_cast<pid_t>(m_postgres.processId()), SIGINT);
    STOA_ASSERT(m_postgres.waitForFinished());
}

void TestServer::kill()
{
    m_postgres.kill();
    STOA_ASSERT(m_postgres.waitForFinished());
    // Sessions notice a moment later; until then they hold the memory that the next start wants.
    const fs::path folder = m_folder.path().toStdString();
    STOA_ASSERT(waitUntil([&] { return processesIn(folder).empty(); }));
}

void TestServer::freeze()
{
    ::kill(static_cast<pid_t>(m_postgres.processId()), SIGSTOP);
}

void TestServer::thaw()
{
    ::kill(static_cast<pid_t>(m_postgres.processId()), SIGCONT);
}

db::ConnectInfo TestServer::info(const std::string& database) const
{
    db::ConnectInfo info;
    info.host = m_folder.path().toStdString();
    info.database = database;
    info.user = kSuperuser;
    info.applicationName = "test";
    return info;
}

} // namespace stoa::test
