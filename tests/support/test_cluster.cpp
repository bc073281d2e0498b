#include "support/test_cluster.h"

#include "core/clock.h"
#include "platform/db/migrations.h"
#include "platform/db/sha256.h"
#include "support/expect.h"

#include <QCoreApplication>
#include <QDir>
#include <QLockFile>

#include <filesystem>

namespace fs = std::filesystem;

namespace stoa::test {
namespace {

constexpr const char* kTemplate = "stoa_template";
constexpr std::chrono::seconds kPatience{60};

std::unique_ptr<TestCluster>& current()
{
    static std::unique_ptr<TestCluster> cluster;
    return cluster;
}

void runOn(const db::ConnectInfo& info, const std::string& script)
{
    db::ConnectInfo patient = info;
    patient.statementTimeout = kPatience;
    const auto connection = must(db::Connection::open(patient, db::within(kPatience)));
    must(connection->runScript(script));
}

// Changes when the prepared data would: other migrations or another installation.
QString templateKey()
{
    std::string all = STOA_PG_BIN;
    for (const db::Migration& migration : db::compiledMigrations())
        all += migration.sql;
    const db::Hash hash = db::Sha256()(all);
    return QByteArray(reinterpret_cast<const char*>(hash.data()), 8).toHex();
}

void prepareData(const QString& target)
{
    TestServer server;
    server.start();
    runOn(server.info("postgres"), std::string("CREATE DATABASE ") + kTemplate);
    must(db::migrate(server.info(kTemplate), SystemClock().now(), db::within(kPatience)));
    server.stop();
    const std::string beside = target.toStdString() + ".new";
    fs::remove_all(beside);
    fs::copy(server.dataFolder().toStdString(), beside, fs::copy_options::recursive);
    fs::rename(beside, target.toStdString());
}

// The folder with initialised and migrated data, made by whoever comes first.
QString preparedData()
{
    const QString cache = STOA_TEST_CACHE;
    QDir().mkpath(cache);
    QLockFile lock(cache + "/lock");
    STOA_ASSERT(lock.tryLock(120'000));
    const QString name = "data-" + templateKey();
    for (const QString& old : QDir(cache).entryList({"data-*"}, QDir::Dirs)) {
        if (old != name) QDir(cache + '/' + old).removeRecursively();
    }
    const QString data = cache + '/' + name;
    if (!QDir(data).exists()) prepareData(data);
    return data;
}

} // namespace

TestCluster& TestCluster::ofProcess()
{
    if (!current()) {
        current().reset(new TestCluster(preparedData()));
        qAddPostRoutine([] { current().reset(); });
    }
    return *current();
}

TestCluster::TestCluster(const QString& data) : m_preparedFolder(data), m_server(data)
{
    m_server.start();
}

db::ConnectInfo TestCluster::createDatabase()
{
    return createFrom(kTemplate);
}

db::ConnectInfo TestCluster::createEmptyDatabase()
{
    return createFrom("template0");
}

db::ConnectInfo TestCluster::createFrom(const std::string& databaseTemplate)
{
    const std::string name = "test_" + std::to_string(++m_databases);
    runOn(m_server.info("postgres"), "CREATE DATABASE " + name + " TEMPLATE " + databaseTemplate);
    return m_server.info(name);
}

} // namespace stoa::test
