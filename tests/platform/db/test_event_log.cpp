#include "platform/db/event_chain.h"
#include "platform/db/transaction.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/in_parallel.h"
#include "support/random.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <QElapsedTimer>

using namespace stoa;
using namespace stoa::test;
using Fault = db::ChainReport::Fault;

namespace {

constexpr db::Statement kInsertOrg{
    "test.insert_org",
    "INSERT INTO organisation (org_id, kind, slug, display_name, status, created_at, version)"
    " VALUES ($1, 'seller', $2, 'Test', 'open', $3, 1)"};

std::vector<db::NewEvent> makeEvents(int count, const Uuid& aggregate = Uuid::makeV7())
{
    std::vector<db::NewEvent> events;
    for (int i = 0; i < count; ++i) {
        events.push_back({.type = "order.placed",
                          .actor = "usr_test",
                          .aggregateType = "order",
                          .aggregateId = aggregate,
                          .aggregateRev = i + 1,
                          .payload = db::Bytes(200, static_cast<std::uint8_t>(i))});
    }
    return events;
}

} // namespace

class EventLogTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    db::ConnectInfo m_info;
    std::unique_ptr<db::Connection> m_connection;
    Uuid m_org;

    std::unique_ptr<db::Connection> open()
    {
        return must(db::Connection::open(m_info, db::within(std::chrono::minutes(4))));
    }
    // The seq of the last one.
    Result<std::int64_t> appendTo(db::Connection& connection, const Uuid& org,
                                  std::span<const db::NewEvent> events)
    {
        const db::EventGroup group{org, m_clock.now(), {events.begin(), events.end()}};
        return db::appendEvents(connection, std::span(&group, 1)).map([&](const auto& firsts) {
            return firsts.at(0) + std::ssize(events) - 1;
        });
    }
    std::int64_t append(db::Connection& connection, std::span<const db::NewEvent> events)
    {
        db::Transaction transaction(connection);
        const auto seq = must(appendTo(connection, m_org, events));
        must(transaction.commit());
        return seq;
    }
    void tamper(const std::string& script)
    {
        must(m_connection->runScript(script + " WHERE org_id = '" + m_org.text() + "'"));
    }
    db::ChainReport verify(std::int64_t from = 1)
    {
        return must(db::verifyChain(*m_connection, {m_org, from}));
    }

private slots:
    void initTestCase()
    {
        m_info = TestCluster::ofProcess().createDatabase();
        m_connection = open();
    }
    void init()
    {
        m_org = Uuid::makeV7();
        must(m_connection->run(kInsertOrg, m_org, m_org.text(), m_clock.now()));
    }

    void unknownOrganisationIsRefused()
    {
        db::Transaction transaction(*m_connection);
        STOA_FAILS(appendTo(*m_connection, Uuid::makeV7(), makeEvents(1)), "db.foreign_key");
    }

    void numbersFromOneAndMarksTheTransaction()
    {
        QCOMPARE(append(*m_connection, makeEvents(1)), 1);
        QCOMPARE(append(*m_connection, makeEvents(3)), 4);
        const auto events = must(db::readEvents(*m_connection, m_org, 0, 100));
        QCOMPARE(events.size(), 4U);
        const std::vector<std::int64_t> txNos{1, 2, 2, 2};
        for (std::size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(events[i].seq, static_cast<std::int64_t>(i) + 1);
            QCOMPARE(events[i].txNo, txNos[i]);
            QCOMPARE(events[i].isLastInTx, i == 0 || i == 3);
            QCOMPARE(events[i].occurredAt, m_clock.now());
            QCOMPARE(events[i].type, "order.placed");
        }
        QVERIFY(events[1].prevHash == events[0].hash);
        QCOMPARE(verify().checked, 4);
    }

    void rolledBackEventsLeaveNoGap()
    {
        append(*m_connection, makeEvents(1));
        {
            db::Transaction transaction(*m_connection);
            must(appendTo(*m_connection, m_org, makeEvents(2)));
        }
        QCOMPARE(append(*m_connection, makeEvents(1)), 2);
        QVERIFY(verify().fault == Fault::None);
    }

    void appendCostsOneRoundTripBeforeCommit()
    {
        append(*m_connection, makeEvents(1));
        const auto before = m_connection->roundTrips();
        append(*m_connection, makeEvents(50));
        QCOMPARE(m_connection->roundTrips() - before, 2);
    }

    void eightWritersMakeOneChainWithoutGaps()
    {
        constexpr int kWriters = 8;
        constexpr int kRounds = 40;
        const std::uint64_t seed = Random().seed();
        inParallel(kWriters, [&](std::size_t w) {
            Random random(seed + static_cast<std::uint64_t>(w));
            const auto connection = open();
            for (int round = 0; round < kRounds; ++round) {
                db::Transaction transaction(*connection);
                const auto events = makeEvents(static_cast<int>(random.between(1, 4)));
                must(appendTo(*connection, m_org, events));
                if (!random.chance(0.1)) must(transaction.commit());
            }
        });
        const auto report = verify();
        QVERIFY(report.fault == Fault::None);
        const auto events = must(db::readEvents(*m_connection, m_org, 0, 10'000));
        QCOMPARE(report.checked, static_cast<std::int64_t>(events.size()));
        for (std::size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(events[i].seq, static_cast<std::int64_t>(i) + 1);
            const bool isNext = i + 1 == events.size() || events[i + 1].txNo != events[i].txNo;
            QCOMPARE(events[i].isLastInTx, isNext);
        }
    }

    void everyAlteredColumnIsFound_data()
    {
        QTest::addColumn<QString>("change");
        const auto row = [](const char* change) { QTest::newRow(change) << change; };
        row("event_id = gen_random_uuid()");
        row("tx_no = tx_no - 1");
        row("last_in_tx = NOT last_in_tx");
        row("type = 'order.placee'");
        row("schema_version = schema_version + 1");
        row("actor = 'usr_tesu'");
        row("occurred_at = occurred_at + interval '1 microsecond'");
        row("aggregate_type = 'orders'");
        row("aggregate_id = gen_random_uuid()");
        row("aggregate_rev = aggregate_rev + 1");
        row("payload = set_byte(payload, 7, get_byte(payload, 7) # 1)");
        row("payload = payload || '\\x00'");
        row("prev_hash = set_byte(prev_hash, 31, get_byte(prev_hash, 31) # 128)");
        row("hash = set_byte(hash, 0, get_byte(hash, 0) # 1)");
    }
    void everyAlteredColumnIsFound()
    {
        QFETCH(QString, change);
        for (int i = 0; i < 3; ++i)
            append(*m_connection, makeEvents(2));
        QVERIFY(verify().fault == Fault::None);
        must(m_connection->runScript("UPDATE event_log SET " + change.toStdString() +
                                     " WHERE seq = 4 AND org_id = '" + m_org.text() + "'"));
        const auto report = verify();
        QVERIFY(report.fault == Fault::Altered);
        QCOMPARE(report.seq, 4);
        QCOMPARE(report.checked, 4);
        QVERIFY(verify(6).fault == Fault::None); // later events are sound among themselves
    }

    void deletedSwappedAndTruncatedEventsAreFound()
    {
        append(*m_connection, makeEvents(6));
        const std::string where = " AND org_id = '" + m_org.text() + "'";
        must(m_connection->runScript("DELETE FROM event_log WHERE seq = 3" + where));
        auto report = verify();
        QVERIFY(report.fault == Fault::Missing);
        QCOMPARE(report.seq, 3);

        init();
        append(*m_connection, makeEvents(6));
        const std::string org = " AND org_id = '" + m_org.text() + "'";
        must(m_connection->runScript("UPDATE event_log SET seq = 99 WHERE seq = 2" + org +
                                     "; UPDATE event_log SET seq = 2, tx_no = 1 WHERE seq = 3" +
                                     org + "; UPDATE event_log SET seq = 3 WHERE seq = 99" + org));
        report = verify();
        QVERIFY(report.fault == Fault::Altered);
        QCOMPARE(report.seq, 2);

        init();
        append(*m_connection, makeEvents(6));
        must(m_connection->runScript("DELETE FROM event_log WHERE seq > 4 AND org_id = '" +
                                     m_org.text() + "'"));
        report = verify();
        QVERIFY(report.fault == Fault::Missing);
        QCOMPARE(report.seq, 5);
        tamper("UPDATE org_head SET seq = 4");
        QVERIFY(verify().fault == Fault::HeadDiffers);
    }

    void aLogWithoutItsHeadIsFound()
    {
        append(*m_connection, makeEvents(2));
        tamper("DELETE FROM org_head");
        QVERIFY(verify().fault == Fault::HeadDiffers);
    }

    void aPartIsVerifiedByItself()
    {
        append(*m_connection, makeEvents(9));
        must(m_connection->runScript("UPDATE event_log SET actor = 'usr_other' WHERE seq IN (3, 7)"
                                     " AND org_id = '" +
                                     m_org.text() + "'"));
        const auto verifyPart = [&](std::int64_t from, std::int64_t to) {
            return must(db::verifyChain(*m_connection, {m_org, from, to}));
        };
        QCOMPARE(verifyPart(1, 2).checked, 2);
        QVERIFY(verifyPart(1, 2).fault == Fault::None);
        QCOMPARE(verifyPart(1, 5).seq, 3);
        QVERIFY(verifyPart(4, 6).fault == Fault::None);
        QCOMPARE(verifyPart(4, 6).checked, 3);
        QCOMPARE(verifyPart(6, 9).seq, 7);
    }

    void eventMovedToAnotherOrganisationIsFound()
    {
        append(*m_connection, makeEvents(1));
        const Uuid first = m_org;
        init();
        append(*m_connection, makeEvents(1));
        tamper("DELETE FROM event_log");
        must(m_connection->runScript("UPDATE event_log SET org_id = '" + m_org.text() +
                                     "' WHERE org_id = '" + first.text() + "'"));
        QVERIFY(verify().fault == Fault::Altered);
    }

    void timelineIsOneEntityNewestFirst()
    {
        const Uuid order = Uuid::makeV7();
        append(*m_connection, makeEvents(2, order));
        append(*m_connection, makeEvents(2));
        append(*m_connection, makeEvents(1, order));
        const auto newest = must(db::readTimeline(*m_connection, m_org, order, 1'000, 2));
        QCOMPARE(newest.size(), 2U);
        QCOMPARE(newest[0].seq, 5);
        QCOMPARE(newest[1].seq, 2);
        const auto older = must(db::readTimeline(*m_connection, m_org, order, newest[1].seq, 2));
        QCOMPARE(older.size(), 1U);
        QCOMPARE(older[0].seq, 1);
    }

    void longChainIsVerifiedInChunks()
    {
        constexpr int kTotal = 60'000;
        for (int i = 0; i < kTotal; i += 10'000)
            append(*m_connection, makeEvents(10'000));
        QElapsedTimer timer;
        timer.start();
        const auto report = verify();
        const double perSecond = kTotal * 1e9 / static_cast<double>(timer.nsecsElapsed());
        qInfo("verified %.0f events a second", perSecond);
        QVERIFY(report.fault == Fault::None);
        QCOMPARE(report.checked, kTotal);
        QCOMPARE(verify(kTotal - 5).checked, 6);

        const Uuid longer = m_org;
        init();
        append(*m_connection, makeEvents(3));
        const auto chains = must(db::verifyChains(*m_connection, {longer, m_org}));
        QVERIFY(chains.at(longer).fault == Fault::None);
        QCOMPARE(chains.at(longer).checked, kTotal);
        QCOMPARE(chains.at(m_org).checked, 3);
        must(m_connection->runScript("UPDATE event_log SET actor = 'usr_other' WHERE org_id = '" +
                                     longer.text() + "' AND seq IN (30000, 50000)"));
        const auto altered = must(db::verifyChains(*m_connection, {longer, m_org}));
        QVERIFY(altered.at(longer).fault == Fault::Altered);
        QCOMPARE(altered.at(longer).seq, 30'000);
        QVERIFY(altered.at(m_org).fault == Fault::None);
    }
};

STOA_TEST(EventLogTest)
#include "test_event_log.moc"
