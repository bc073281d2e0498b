#include "node/marketplace/marketplace_sql.h"
#include "node/marketplace/search_upkeep.h"
#include "support/expect.h"
#include "support/statements.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr const char* kSchema = R"(
CREATE EXTENSION pageinspect;
CREATE TABLE note (text text NOT NULL);
CREATE INDEX note_text ON note USING gin (text gin_trgm_ops);
)";
constexpr db::Statement kInsert{"test.insert_note", "INSERT INTO note (text) VALUES ('bowl')"};
constexpr db::Statement kPending{"test.pending",
                                 "SELECT n_pending_tuples AS count"
                                 " FROM gin_metapage_info(get_raw_page('note_text', 0))"};

} // namespace

class SearchUpkeepTest : public QObject {
    Q_OBJECT

    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;

    std::int64_t pending()
    {
        return must(m_connection->run(kPending)).single().get<std::int64_t>("count");
    }

private slots:
    void init()
    {
        m_info = TestCluster::ofProcess().createDatabase();
        m_connection = must(db::Connection::open(m_info, db::within(std::chrono::minutes(4))));
        must(m_connection->runScript(kSchema));
    }

    void sortsInWhatIndexesHaveCollected()
    {
        QCOMPARE(must(node::sortSearchIndexes(*m_connection)), std::int64_t{0});
        must(m_connection->run(kInsert));
        QCOMPARE(pending(), std::int64_t{1});
        QCOMPARE(must(node::sortSearchIndexes(*m_connection)), std::int64_t{1});
        QCOMPARE(pending(), std::int64_t{0});
    }

    void runsWhenEnoughHasHappened()
    {
        db::Pool pool(m_info, 1);
        node::SearchUpkeep upkeep(pool);
        for (int round = 0; round < 2; ++round) {
            must(m_connection->run(kInsert));
            upkeep.note(node::SearchUpkeep::kEnough - 1);
            QCOMPARE(pending(), std::int64_t{1});
            upkeep.note(1);
            QVERIFY(waitUntil([&] { return pending() == 0; }));
        }
    }

    void itsStatementsFitTheSchema() { STOA_OK(prepareAll(*m_connection, marketplace::sql::kAll)); }
};

STOA_TEST(SearchUpkeepTest)
#include "test_search_upkeep.moc"
