#include "stage/node_process.h"

#include "node/double/raw_client.h"
#include "support/expect.h"
#include "support/processes.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRegularExpression>

#include <csignal>
#ifdef __linux__
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace fs = std::filesystem;

namespace stoa::test {
namespace {

constexpr int kTickMs = 20;

// In the child between fork and exec.
void dieWithParent()
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

} // namespace

NodeProcess::NodeProcess()
{
    // The servers run as an account of their own, which must be able to come here.
    fs::permissions(m_folder.path().toStdString(), fs::perms(0755));
    m_process.setChildProcessModifier(dieWithParent);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

NodeProcess::~NodeProcess()
{
    if (isRunning() && stop() < 0) kill();
}

bool NodeProcess::start()
{
    ++m_starts;
    m_process.setStandardOutputFile(m_folder.filePath(QString("node-%1.log").arg(m_starts)));
    m_process.start(STOA_NODE, {"--data", QString::fromStdString(data().string()), "--listen",
                                QString("127.0.0.1:%1").arg(m_port), "--webhooks-to-loopback"});
    const QDeadlineTimer deadline(kPatienceMs);
    while (!deadline.hasExpired()) {
        if (m_process.waitForFinished(kTickMs) || m_process.state() == QProcess::NotRunning) break;
        if (!output().contains("Listening on ")) continue;
        readOutput();
        return true;
    }
    qWarning("stoa-node did not start:\n%s", qPrintable(output()));
    return false;
}

void NodeProcess::readOutput()
{
    static const QRegularExpression listening("Listening on http://127\\.0\\.0\\.1:(\\d+)");
    static const QRegularExpression owner("password (\\S+) \\(shown once\\)");
    const QString text = output();
    m_port = listening.match(text).captured(1).toUShort();
    if (const auto match = owner.match(text); match.hasMatch())
        m_password = match.captured(1).toStdString();
}

void NodeProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

int NodeProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kPatienceMs)) return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

fs::path NodeProcess::data() const
{
    return fs::path(m_folder.path().toStdString()) / "data";
}

QString NodeProcess::output() const
{
    QFile file(m_folder.filePath(QString("node-%1.log").arg(m_starts)));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.readAll());
}

int NodeProcess::health() const
{
    RawClient client(m_port);
    return client.exchange(get("/api/health")).status;
}

std::unique_ptr<remote::RemoteNode> NodeProcess::connect() const
{
    remote::RemoteOptions options;
    options.address = address();
    return must(remote::RemoteNode::make(std::move(options)));
}

std::int64_t NodeProcess::postmaster() const
{
    QFile file(QString::fromStdString((data() / "postgres" / "postmaster.pid").string()));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const std::int64_t pid = file.readLine().trimmed().toLongLong();
    return pid > 0 && test::isRunning(pid) ? pid : 0;
}

std::int64_t NodeProcess::redis() const
{
    return processIn(data(), "redis-server");
}

} // namespace stoa::test
