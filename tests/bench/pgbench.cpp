#include "pgbench.h"

#include "cpu.h"
#include "market.h"
#include "platform/db/connection.h"
#include "platform/services/binaries.h"
#include "platform/services/postgres_settings.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace stoa::bench {
namespace {

constexpr int kClients = 16;
constexpr int kScale = 20; // more branches than clients, as pgbench's manual asks
constexpr const char* kDatabase = "pgbench";

// The third word of each line of pgbench's log is the time of a transaction, from when it was due.
std::vector<std::chrono::microseconds> timesIn(const QDir& folder)
{
    std::vector<std::chrono::microseconds> times;
    for (const QFileInfo& info : folder.entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly)) continue;
        while (!file.atEnd()) {
            const QList<QByteArray> words = file.readLine().split(' ');
            if (words.size() > 2) times.emplace_back(words[2].toLongLong());
        }
    }
    std::ranges::sort(times);
    return times;
}

} // namespace

PgBench::PgBench(const db::ConnectInfo& server) : m_server(server)
{
    db::ConnectInfo admin = server;
    admin.user = services::kAdminRole;
    admin.database = "postgres";
    const auto connection = must(db::Connection::open(admin, db::within(std::chrono::seconds(30))));
    must(connection->runScript("CREATE DATABASE pgbench OWNER " + server.user));
    call({"-i", "-q", "-s", QString::number(kScale)});
}

Load PgBench::run(std::chrono::seconds span) const
{
    const auto before = cpuTime();
    const QString report =
        call({"-c", QString::number(kClients), "-j", "2", "-T", QString::number(span.count())});
    static const QRegularExpression done("processed: ([0-9]+)");
    static const QRegularExpression tps("tps = ([0-9.]+)");
    Load load;
    load.cpu = cpuTime() - before;
    const double count = done.match(report).captured(1).toDouble();
    load.latencies.resize(static_cast<std::size_t>(count));
    load.took = std::chrono::duration<double>(count / tps.match(report).captured(1).toDouble());
    return load;
}

Load PgBench::paced(double perSecond, std::chrono::seconds span) const
{
    const QTemporaryDir logs;
    call({"-c", QString::number(kClients), "-j", "2", "-T", QString::number(span.count()), "-n",
          "-l", "-R", QString::number(perSecond, 'f', 0), "--log-prefix", logs.filePath("log")});
    Load load;
    load.latencies = timesIn(QDir(logs.path()));
    load.took = span;
    return load;
}

QString PgBench::call(const QStringList& arguments) const
{
    const auto postgres = must(services::chooseBinaries(services::locateBinaries(), 0));
    const QString program = QString::fromStdString((postgres.folder / "pgbench").string());
    QProcess process;
    process.start(program, QStringList{"-h", QString::fromStdString(m_server.host), "-p",
                                       QString::number(m_server.port), "-U",
                                       QString::fromStdString(m_server.user)} +
                               arguments + QStringList{kDatabase});
    process.waitForFinished(-1);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        giveUp(makeError(ErrorKind::Internal, "bench.pgbench_failed",
                         process.readAllStandardError().toStdString()));
    }
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace stoa::bench
