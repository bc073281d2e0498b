#include "core/clock.h"
#include "platform/db/migrations.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kTables{
    "test.tables", "SELECT count(*) AS tables FROM pg_tables WHERE schemaname = 'public'"};

db::Deadline soon()
{
    return db::within(std::chrono::seconds(60));
}

std::vector<db::Migration> compiled()
{
    const auto all = db::compiledMigrations();
    return {all.begin(), all.end()};
}

} // namespace

class MigrationsTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    db::ConnectInfo m_info;

    Result<db::Migrated> migrate(std::span<const db::Migration> migrations)
    {
        return db::migrate(m_info, m_clock.now(), soon(), migrations);
    }
    std::int64_t tables()
    {
        const auto connection = must(db::Connection::open(m_info, soon()));
        return must(connection->run(kTables)).single().get<std::int64_t>("tables");
    }

private slots:
    void init() { m_info = TestCluster::ofProcess().createEmptyDatabase(); }

    void appliesAllOnceAndThenNothing()
    {
        const auto first = must(migrate(compiled()));
        QCOMPARE(first.applied.size(), compiled().size());
        QCOMPARE(first.version, static_cast<int>(compiled().size()));
        QVERIFY(first.isNewEpoch);
        const auto second = must(migrate(compiled()));
        QVERIFY(second.applied.empty());
        QVERIFY(!second.isNewEpoch);
        QCOMPARE(second.epoch, first.epoch);
    }

    void refusesADatabaseThatIsNewerAndChangesNothing()
    {
        auto newer = compiled();
        const int version = static_cast<int>(newer.size()) + 1;
        newer.push_back({version, "newer", "CREATE TABLE newer (id integer)"});
        must(migrate(newer));
        const auto before = tables();
        const auto result = migrate(compiled());
        STOA_FAILS(result, "db.schema_too_new");
        QCOMPARE(result.error().params[1].second, std::to_string(version));
        QCOMPARE(tables(), before);
    }

    void refusesAMigrationWhoseTextHasChanged()
    {
        must(migrate(compiled()));
        auto changed = compiled();
        const std::string text = std::string(changed[0].sql) + "-- edited\n";
        changed[0].sql = text;
        const auto result = migrate(changed);
        STOA_FAILS(result, "db.migration_changed");
        QCOMPARE(result.error().params[0].second, "1");
    }

    void failingMigrationLeavesNothingOfItselfAndCanBeRepeated()
    {
        auto migrations = compiled();
        const int version = static_cast<int>(migrations.size()) + 1;
        migrations.push_back({version, "half", "CREATE TABLE half (id integer); SELECT 1/0"});
        STOA_FAILS(migrate(migrations), "db.failed");
        const auto before = tables();
        migrations.back().sql = "CREATE TABLE half (id integer)";
        const auto repeated = must(migrate(migrations));
        QVERIFY(repeated.applied == std::vector<int>{version});
        QCOMPARE(tables(), before + 1);
    }

    void nodesThatStartTogetherTakeTurns()
    {
        std::mutex mutex;
        std::vector<db::Migrated> results;
        inParallel(4, [&](std::size_t) {
            const auto result = must(migrate(compiled()));
            const std::lock_guard lock(mutex);
            results.push_back(result);
        });
        std::size_t applied = 0;
        for (const auto& result : results) {
            applied += result.applied.size();
            QCOMPARE(result.epoch, results[0].epoch);
        }
        QCOMPARE(applied, compiled().size());
    }

    void anotherHistoryIsANewEpoch()
    {
        const auto first = must(migrate(compiled()));
        const auto connection = must(db::Connection::open(m_info, soon()));
        const auto secret = must(db::readTokenSecret(*connection));
        QCOMPARE(secret.size(), 32U);
        must(connection->runScript("UPDATE node_meta SET timeline = timeline - 1"));
        const auto restored = must(migrate(compiled()));
        QVERIFY(restored.isNewEpoch);
        QVERIFY(restored.epoch != first.epoch);
        QVERIFY(must(db::readTokenSecret(*connection)) == secret);
        QVERIFY(!must(migrate(compiled())).isNewEpoch);
    }
};

STOA_TEST(MigrationsTest)
#include "test_migrations.moc"
