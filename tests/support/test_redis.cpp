#include "support/test_redis.h"

#include "core/assert.h"
#include "support/wait_until.h"

#include <csignal>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace stoa::test {
namespace {

constexpr const char* kPassword = "only for tests";
constexpr int kPatienceMs = 60'000;

} // namespace

TestRedis::TestRedis()
{
    STOA_ASSERT(m_folder.isValid());
    m_redis.setProcessChannelMode(QProcess::MergedChannels);
    m_redis.setStandardOutputFile(m_folder.filePath("redis.log"));
    m_redis.setChildProcessModifier([parent = getpid()] {
#ifdef __linux__
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(126);
#endif
        static_cast<void>(parent);
    });
    start();
}

TestRedis::~TestRedis()
{
    kill();
}

void TestRedis::start()
{
    m_redis.start("redis-server",
                  {"--port", "0", "--unixsocket", socket(), "--dir", m_folder.path(), "--save", "",
                   "--appendonly", "no", "--requirepass", kPassword});
    STOA_ASSERT(m_redis.waitForStarted(kPatienceMs));
    STOA_ASSERT(waitUntil([this] { return ask({"ping"}) == "PONG"; },
                          std::chrono::milliseconds(kPatienceMs)));
}

void TestRedis::kill()
{
    if (m_redis.state() == QProcess::NotRunning) return;
    m_redis.kill();
    STOA_ASSERT(m_redis.waitForFinished(kPatienceMs));
}

void TestRedis::freeze()
{
    const auto pid = static_cast<pid_t>(m_redis.processId());
    STOA_ASSERT(pid > 0 && ::kill(pid, SIGSTOP) == 0); // 0 would be our own process group
}

void TestRedis::thaw()
{
    const auto pid = static_cast<pid_t>(m_redis.processId());
    STOA_ASSERT(pid > 0 && ::kill(pid, SIGCONT) == 0);
}

std::string TestRedis::url() const
{
    return "unix://:only%20for%20tests@" + socket().toStdString();
}

QByteArray TestRedis::ask(const QStringList& words) const
{
    QProcess client;
    client.start("redis-cli",
                 QStringList{"-s", socket(), "--no-auth-warning", "-a", kPassword} + words);
    if (!client.waitForFinished(kPatienceMs)) return {};
    return client.readAllStandardOutput().trimmed();
}

} // namespace stoa::test
