// Readers of the event log see every committed event once and in order, whatever writers do:
// transactions that stay open, that are rolled back, that overtake each other. A reader that went
// by numbers given out at insertion would lose some; the control shows that it does.

#include "platform/db/event_chain.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/random.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <mutex>
#include <set>
#include <thread>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kWriters = 16;
constexpr int kRounds = 6; // of each writer
constexpr std::size_t kHistories = 20;

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Test', 'open', $3, 1)"};
constexpr db::Statement kNote{"test.note", "INSERT INTO note DEFAULT VALUES"};
constexpr db::Statement kNotesAfter{"test.notes_after",
                                    "SELECT id FROM note WHERE id > $1 ORDER BY id"};

} // namespace

class FeedCampaign final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void readersSeeEverythingOnceAndInOrder();
    void aReaderByInsertionNumbersLosesEvents();

private:
    std::unique_ptr<db::Connection> open() const
    {
        return must(db::Connection::open(m_info, db::within(std::chrono::hours(10))));
    }
    void write(std::uint64_t seed);
    void follow(std::uint64_t seed, const std::atomic<bool>& isOver);

    FakeClock m_clock;
    db::ConnectInfo m_info;
    Uuid m_org;
    std::mutex m_mutex;
    std::set<Uuid> m_committed;
    std::vector<db::LoggedEvent> m_seen;
};

void FeedCampaign::initTestCase()
{
    m_info = TestCluster::ofProcess().createDatabase();
    m_info.lockTimeout = std::chrono::minutes(2); // writers queue for the head
    m_info.statementTimeout = std::chrono::minutes(2);
}

void FeedCampaign::write(std::uint64_t seed)
{
    Random random(seed);
    const auto connection = open();
    for (int round = 0; round < kRounds; ++round) {
        db::EventGroup group{m_org, m_clock.now(), {}};
        for (auto count = random.between(1, 4); count > 0; --count) {
            group.events.push_back({.type = "kiln.fired",
                                    .actor = "usr_test",
                                    .aggregateType = "kiln",
                                    .aggregateId = m_org,
                                    .payload = {'{', '}'}});
        }
        db::Transaction transaction(*connection);
        must(db::appendEvents(*connection, std::span(&group, 1)));
        for (auto held = random.between(0, 20); held > 0; --held)
            std::this_thread::yield();
        if (random.chance(0.2)) continue; // rolled back
        must(transaction.commit());
        const std::scoped_lock lock(m_mutex);
        for (const auto& event : group.events)
            m_committed.insert(event.eventId);
    }
}

// Goes back now and then, as a reader that was restored does, and finds the same again.
void FeedCampaign::follow(std::uint64_t seed, const std::atomic<bool>& isOver)
{
    Random random(seed);
    const auto connection = open();
    std::int64_t cursor = 0;
    while (true) {
        const bool isLast = isOver;
        const int limit = static_cast<int>(random.between(1, 10));
        const auto page = must(db::readEvents(*connection, m_org, cursor, limit));
        for (const auto& event : page) {
            cursor = event.seq;
            if (event.seq > std::ssize(m_seen))
                m_seen.push_back(event);
            else if (m_seen[static_cast<std::size_t>(event.seq - 1)].eventId != event.eventId)
                m_seen.clear(); // another history: the test fails below
        }
        if (isLast && page.empty()) return;
        if (random.chance(0.1)) cursor = std::max<std::int64_t>(0, cursor - random.between(1, 5));
    }
}

void FeedCampaign::readersSeeEverythingOnceAndInOrder()
{
    const auto seed = Random().seed();
    const auto connection = open();
    for (std::size_t i = 0; i < historyCount(kHistories); ++i) {
        m_org = Uuid::makeV7();
        m_committed.clear();
        m_seen.clear();
        must(connection->run(kInsertOrg, m_org, m_org.text(), m_clock.now()));
        std::atomic<bool> isOver = false;
        std::thread reader([&] { follow(seed + i, isOver); });
        inParallel(kWriters, [this, at = (seed + i) * 100](std::size_t w) { write(at + w); });
        isOver = true;
        reader.join();
        QCOMPARE(m_seen.size(), m_committed.size());
        for (std::size_t at = 0; at < m_seen.size(); ++at) {
            QCOMPARE(m_seen[at].seq, static_cast<std::int64_t>(at) + 1);
            QVERIFY(m_committed.contains(m_seen[at].eventId));
        }
        QVERIFY(must(db::verifyChain(*connection, {m_org})).fault == db::ChainReport::Fault::None);
    }
}

void FeedCampaign::aReaderByInsertionNumbersLosesEvents()
{
    const auto reader = open();
    must(reader->runScript("CREATE TABLE note (id bigserial PRIMARY KEY)"));
    const auto slow = open();
    const auto fast = open();
    db::Transaction first(*slow);
    must(slow->run(kNote));
    must(fast->run(kNote));
    const auto seen = must(reader->run(kNotesAfter, std::int64_t{0}));
    QCOMPARE(seen.size(), 1U);
    const auto cursor = seen[0].get<std::int64_t>("id");
    must(first.commit());
    QCOMPARE(must(reader->run(kNotesAfter, cursor)).size(), 0U); // the first is never seen
    QCOMPARE(must(reader->run(kNotesAfter, std::int64_t{0})).size(), 2U);
}

STOA_TEST(FeedCampaign)
#include "test_feed_campaign.moc"
