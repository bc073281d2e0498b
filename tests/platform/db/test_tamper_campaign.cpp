// Whoever can write to the database alters, deletes, swaps, adds or cuts off events. Each tamper is
// found: by the chain itself, or by what was remembered of its end.

#include "platform/db/event_chain.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/random.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr std::int64_t kEvents = 48;
constexpr std::size_t kTampers = 500; // of every run

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Test', 'open', $3, 1)"};

std::string flipped(const std::string& column, std::int64_t byte, std::int64_t bit)
{
    const std::string at = std::to_string(byte);
    return column + " = set_byte(" + column + ", " + at + ", get_byte(" + column + ", " + at +
           ") # " + std::to_string(std::int64_t{1} << bit) + ")";
}

} // namespace

class TamperCampaign final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTamperIsFound();

private:
    void append(Random& random);
    std::string tamper(Random& random) const;
    std::string alteration(Random& random) const;
    void restore();
    bool isFound();

    FakeClock m_clock;
    std::unique_ptr<db::Connection> m_connection;
    Uuid m_org;
    std::string m_log;     // which rows
    db::LoggedEvent m_end; // as a checkpoint remembers it
};

void TamperCampaign::initTestCase()
{
    m_connection = must(db::Connection::open(TestCluster::ofProcess().createDatabase(),
                                             db::within(std::chrono::hours(10))));
    m_org = Uuid::makeV7();
    m_log = " FROM event_log WHERE org_id = '" + m_org.text() + "'";
    must(m_connection->run(kInsertOrg, m_org, m_org.text(), m_clock.now()));
    Random random(1);
    for (std::int64_t seq = 0; seq < kEvents; seq += 4)
        append(random);
    must(m_connection->runScript("CREATE TABLE saved AS SELECT *" + m_log +
                                 "; CREATE TABLE saved_head AS SELECT * FROM org_head"));
    m_end = must(db::readEvents(*m_connection, m_org, kEvents - 1, 1)).at(0);
}

void TamperCampaign::append(Random& random)
{
    db::EventGroup group{m_org, m_clock.now(), {}, "listing {\"title\":\"Bowl\"}\n"};
    for (int i = 0; i < 4; ++i) {
        db::Bytes payload(32);
        for (auto& byte : payload)
            byte = static_cast<std::uint8_t>(random.between(0, 255));
        group.events.push_back({.type = "order.placed",
                                .actor = "usr_test",
                                .aggregateType = "order",
                                .aggregateId = Uuid::makeV7(),
                                .aggregateRev = i + 1,
                                .payload = std::move(payload)});
    }
    db::Transaction transaction(*m_connection);
    must(db::appendEvents(*m_connection, std::span(&group, 1)));
    must(transaction.commit());
}

std::string TamperCampaign::alteration(Random& random) const
{
    const auto bit = random.between(0, 7);
    switch (random.between(0, 13)) {
    case 0:
        return flipped("prev_hash", random.between(0, 31), bit);
    case 1:
        return flipped("hash", random.between(0, 31), bit);
    case 2:
        return "payload = payload || '\\x00'";
    case 3:
        return "payload = substr(payload, 2)";
    case 4:
        return "event_id = gen_random_uuid()";
    case 5:
        return "type = type || 'd'";
    case 6:
        return "actor = upper(actor)";
    case 7:
        return "occurred_at = occurred_at + interval '1 microsecond'";
    case 8:
        return "aggregate_type = 'listing'";
    case 9:
        return "aggregate_id = gen_random_uuid()";
    case 10:
        return "aggregate_rev = aggregate_rev + 1";
    case 11:
        return "last_in_tx = NOT last_in_tx";
    case 12:
        return "schema_version = schema_version + 1";
    default:
        return flipped("payload", random.between(0, 31), bit);
    }
}

std::string TamperCampaign::tamper(Random& random) const
{
    const std::string mine = " WHERE org_id = '" + m_org.text() + "'";
    const auto seq = random.between(1, kEvents);
    const std::string one = mine + " AND seq = " + std::to_string(seq);
    const std::string first = mine + " AND seq = " + std::to_string((seq - 1) / 4 * 4 + 1);
    switch (random.between(0, 9)) {
    case 0:
        return "DELETE FROM event_log" + one;
    case 1: { // two of them change places
        const std::string other = std::to_string(seq % kEvents + 1);
        return "UPDATE event_log e SET payload = o.payload, event_id = o.event_id"
               " FROM saved o WHERE e.org_id = o.org_id AND o.seq = " +
               other + " AND e.seq = " + std::to_string(seq);
    }
    case 2: // one more at the end
        return "INSERT INTO event_log SELECT (jsonb_populate_record(e, '{\"seq\": " +
               std::to_string(kEvents + 1) + "}')).* FROM event_log e" + one;
    case 3: // the end is cut off, and the head says so
        return "DELETE FROM event_log" + mine + " AND seq >= " + std::to_string(seq) +
               "; UPDATE org_head SET seq = " + std::to_string(seq - 1) +
               ", chain_hash = coalesce((SELECT hash FROM event_log" + mine +
               " ORDER BY seq DESC LIMIT 1), decode(repeat('00', 32), 'hex'))" + mine;
    case 4: // rows that were written are said to be others
        return "UPDATE event_log SET " + flipped("changes", random.between(0, 20), 0) + first;
    case 5:
        return "UPDATE event_log SET " + flipped("changes_hash", random.between(0, 31), 3) + first;
    default:
        return "UPDATE event_log SET " + alteration(random) + one;
    }
}

void TamperCampaign::restore()
{
    must(m_connection->runScript("DELETE" + m_log +
                                 "; INSERT INTO event_log SELECT * FROM saved;"
                                 " DELETE FROM org_head; INSERT INTO org_head"
                                 " SELECT * FROM saved_head"));
}

bool TamperCampaign::isFound()
{
    const auto report = must(db::verifyChain(*m_connection, {m_org}));
    if (report.fault != db::ChainReport::Fault::None) return true;
    const auto end = must(db::readEvents(*m_connection, m_org, kEvents - 1, 1));
    if (end.empty() || end[0].hash != m_end.hash) return true;
    const auto events = must(db::readEvents(*m_connection, m_org, 0, kEvents + 1));
    return std::ranges::any_of(events, [](const auto& event) { return !event.isIntact; });
}

void TamperCampaign::everyTamperIsFound()
{
    QVERIFY(!isFound());
    Random random;
    for (std::size_t i = 0; i < historyCount(kTampers); ++i) {
        const std::string script = tamper(random);
        must(m_connection->runScript(script));
        QVERIFY2(isFound(), script.c_str());
        restore();
    }
    QVERIFY(!isFound());
}

STOA_TEST(TamperCampaign)
#include "test_tamper_campaign.moc"
