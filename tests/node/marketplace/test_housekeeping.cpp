#include "domain/identity/identity_sql.h"
#include "node/embedded/door_sql.h"
#include "node/marketplace/marketplace.h"
#include "platform/jobs/jobs.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/statements.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, $2, $3, 'Test', 'open', $4, 1)"};
constexpr db::Statement kInsertKey{
    "test.insert_key",
    "INSERT INTO idempotency (org_id, scope, key, principal_id, fingerprint, state, http_status,"
    " response, created_at, expires_at)"
    " VALUES ($1, 'test', $2, $1, sha256('x'), 'done', 200, 'x', $3, $3)"};
constexpr db::Statement kInsertUser{
    "test.insert_user",
    "INSERT INTO app_user (user_id, email, name, password_hash, is_active, created_at, version)"
    " VALUES ($1, 'ada@fern.example', 'Ada', 'x', true, $2, 1)"};
constexpr db::Statement kInsertSession{
    "test.insert_session",
    "INSERT INTO user_session (session_id, user_id, org_id, generation, origin, created_at,"
    " ends_at) VALUES ($1, $2, $3, 1, '', $4, $4)"};
constexpr db::Statement kInsertToken{
    "test.insert_token",
    "INSERT INTO refresh_token (token_hash, session_id, generation, expires_at)"
    " VALUES (sha256($1::text::bytea), $1::text::uuid, 1, $2)"};
constexpr db::Statement kCounts{"test.counts",
                                "SELECT concat_ws(' ', (SELECT count(*) FROM idempotency),"
                                " (SELECT count(*) FROM user_session),"
                                " (SELECT count(*) FROM refresh_token)) AS text"};
constexpr db::Statement kDead{"test.dead",
                              "SELECT coalesce(max(reason || ' ' || detail), '') AS text"
                              " FROM job_dead"};

} // namespace

// A marketplace that runs jobs keeps its own house.
class HousekeepingTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
    Uuid m_marketplace;

    std::string ask(const db::Statement& statement)
    {
        return must(m_connection->run(statement)).single().get<std::string>("text");
    }
    std::unique_ptr<node::Marketplace> openMarketplace()
    {
        node::Marketplace::Options options;
        options.database = m_info;
        options.workers = 1;
        options.jobThreads = 2;
        options.clock = &m_clock;
        return must(node::Marketplace::open(std::move(options)));
    }

private slots:
    void init()
    {
        m_info = TestCluster::ofProcess().createDatabase();
        m_connection = must(db::Connection::open(m_info, db::within(std::chrono::minutes(4))));
        m_marketplace = Uuid::makeV7();
        must(m_connection->run(kInsertOrg, m_marketplace, "marketplace", "market", m_clock.now()));
    }

    void deletesWhatHasExpiredAndNothingElse()
    {
        const Uuid seller = Uuid::makeV7();
        must(m_connection->run(kInsertOrg, seller, "seller", "fern", m_clock.now()));
        const Uuid user = Uuid::makeV7();
        must(m_connection->run(kInsertUser, user, m_clock.now()));
        for (const auto& end :
             {m_clock.now() - std::chrono::seconds(1), m_clock.now() + std::chrono::seconds(1)}) {
            for (const Uuid& org : {m_marketplace, seller})
                must(m_connection->run(kInsertKey, org, end.text(), end));
            const Uuid session = Uuid::makeV7();
            must(m_connection->run(kInsertSession, session, user, seller, end));
            must(m_connection->run(kInsertToken, session.text(), end));
        }
        QCOMPARE(ask(kCounts), std::string("4 2 2"));
        const auto marketplace = openMarketplace();
        QVERIFY(waitUntil([&] { return ask(kCounts) == "2 1 1"; }));
        m_clock.advance(std::chrono::seconds(2)); // the queues are measured again
        QVERIFY(waitUntil([&] {
            return marketplace->metricsPage().find("stoa_jobs_ready{queue=\"maintenance\"} 0") !=
                   std::string::npos;
        }));
        QCOMPARE(ask(kDead), std::string());
    }

    void moreOrganisationsThanOneRunTakesAreAllDone()
    {
        for (int i = 0; i < 230; ++i) {
            const Uuid seller = Uuid::makeV7();
            must(m_connection->run(kInsertOrg, seller, "seller", seller.text(), m_clock.now()));
            must(m_connection->run(kInsertKey, seller, "old", m_clock.now()));
        }
        const auto marketplace = openMarketplace();
        QVERIFY(waitUntil([&] { return ask(kCounts) == "0 0 0"; }));
    }

    void aPayloadThatCannotBeReadSaysWhere()
    {
        jobs::NewJob job;
        job.org = m_marketplace;
        job.queue = "maintenance";
        job.kind = "node.housekeeping";
        job.payload = R"({"after": "org_nonsense"})";
        must(jobs::enqueue(*m_connection, {&job, 1}, m_clock.now()));
        const auto marketplace = openMarketplace();
        QVERIFY(waitUntil([&] { return !ask(kDead).empty(); }));
        QVERIFY2(ask(kDead).starts_with("job.payload_unreadable invalid id.malformed in after"),
                 ask(kDead).c_str());
    }

    void itsStatementsFitTheSchema()
    {
        STOA_OK(prepareAll(*m_connection, door::sql::kAll));
        STOA_OK(prepareAll(*m_connection, identity::sql::kAll));
    }
};

STOA_TEST(HousekeepingTest)
#include "test_housekeeping.moc"
