#include "platform/jobs/kinds.h"
#include "platform/jobs/lanes.h"
#include "support/expect.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

Uuid orgOf(int number)
{
    return Uuid::makeV7(Timestamp(1'000'000), 0, static_cast<std::uint64_t>(number));
}

jobs::HoldPtr held(int org, int priority, std::int64_t runAt)
{
    jobs::Job job;
    job.org = orgOf(org);
    job.id = Uuid::makeV7();
    job.priority = priority;
    job.runAt = Timestamp(runAt);
    return std::make_shared<jobs::Hold>(std::move(job), Timestamp(1'000'000));
}

} // namespace

// Who is next, decided in memory; and when a failed job is next.
class LanesTest : public QObject {
    Q_OBJECT

private slots:
    void takesByPriorityThenTimeWithinAnOrganisation()
    {
        jobs::Lanes lanes({.name = "q", .concurrency = 10, .perOrganisation = 10});
        for (const auto& [priority, runAt] : {std::pair{5, 1}, {5, 0}, {0, 9}, {9, 0}, {0, 8}}) {
            lanes.add(held(1, priority, runAt));
        }
        std::vector<std::pair<int, std::int64_t>> order;
        while (const auto hold = lanes.take())
            order.emplace_back(hold->job.priority, hold->job.runAt.micros());
        const std::vector<std::pair<int, std::int64_t>> expected{
            {0, 8}, {0, 9}, {5, 0}, {5, 1}, {9, 0}};
        QVERIFY(order == expected);
    }

    void organisationsTakeTurns()
    {
        jobs::Lanes lanes({.name = "q", .concurrency = 100, .perOrganisation = 100});
        for (int i = 0; i < 40; ++i)
            lanes.add(held(1, 0, i)); // floods, with the best priority
        for (int i = 0; i < 3; ++i)
            lanes.add(held(2, 9, i));
        lanes.add(held(3, 9, 0));
        std::vector<int> order;
        for (int i = 0; i < 8; ++i) {
            const Uuid org = lanes.take()->job.org;
            order.push_back(org == orgOf(1) ? 1 : org == orgOf(2) ? 2 : 3);
        }
        const std::vector<int> expected{1, 2, 3, 1, 2, 1, 2, 1};
        QVERIFY(order == expected);
    }

    void oneOrganisationNeverHasAllThreads()
    {
        jobs::Lanes lanes({.name = "q", .concurrency = 8});
        for (int i = 0; i < 20; ++i)
            lanes.add(held(1, 5, i));
        int running = 0;
        while (lanes.take())
            ++running;
        QCOMPARE(running, 6); // all but a quarter
        lanes.add(held(2, 5, 0));
        QCOMPARE(lanes.take()->job.org, orgOf(2));
        QVERIFY(!lanes.take());
        lanes.finished(orgOf(1));
        QCOMPARE(lanes.take()->job.org, orgOf(1));
    }

    void neverRunsMoreThanItsConcurrency()
    {
        jobs::Lanes lanes({.name = "q", .concurrency = 2, .perOrganisation = 2});
        for (int org = 0; org < 5; ++org)
            lanes.add(held(org, 5, 0));
        QVERIFY(lanes.take() && lanes.take());
        QVERIFY(!lanes.take());
    }

    void claimsOnlyWhatFits()
    {
        jobs::Lanes lanes({.name = "q", .concurrency = 1, .claimSize = 10});
        QCOMPARE(lanes.room(), std::size_t{40});
        QCOMPARE(lanes.roomFor(orgOf(1)), std::size_t{10});
        for (int i = 0; i < 6; ++i)
            lanes.add(held(1, 5, i));
        QCOMPARE(lanes.roomFor(orgOf(1)), std::size_t{0}); // more than half full
        QCOMPARE(lanes.roomFor(orgOf(2)), std::size_t{10});
        for (int org = 2; org < 6; ++org) {
            for (int i = 0; i < 8; ++i)
                lanes.add(held(org, 5, i));
        }
        QCOMPARE(lanes.room(), std::size_t{2});
        QCOMPARE(lanes.roomFor(orgOf(7)), std::size_t{2});
        QCOMPARE(lanes.takeAll().size(), std::size_t{38});
        QCOMPARE(lanes.room(), std::size_t{40});
    }

    void backOffIsFullJitterOfDoublingsUpToTheCap_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<double>("random");
        QTest::addColumn<qint64>("micros");
        QTest::newRow("first") << 1 << 0.5 << qint64{1'000'000};
        QTest::newRow("first, no luck") << 1 << 0.0 << qint64{0};
        QTest::newRow("second") << 2 << 0.25 << qint64{1'000'000};
        QTest::newRow("ninth") << 9 << 0.5 << qint64{256'000'000};
        QTest::newRow("tenth is capped") << 10 << 0.5 << qint64{300'000'000};
        QTest::newRow("hundredth") << 100 << 0.75 << qint64{450'000'000};
    }
    void backOffIsFullJitterOfDoublingsUpToTheCap()
    {
        QFETCH(int, attempt);
        QFETCH(double, random);
        QFETCH(qint64, micros);
        QCOMPARE(qint64{jobs::BackOff().after(attempt, random).count()}, micros);
    }

    void errorsDecideWhetherToTryAgain_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isRetried");
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
            const auto each = static_cast<ErrorKind>(kind);
            const bool isRetried = each == ErrorKind::RateLimited ||
                                   each == ErrorKind::Unavailable || each == ErrorKind::Timeout ||
                                   each == ErrorKind::InDoubt || each == ErrorKind::Conflict;
            QTest::newRow(std::string(name(each)).c_str()) << kind << isRetried;
        }
    }
    void errorsDecideWhetherToTryAgain()
    {
        QFETCH(int, kind);
        QFETCH(bool, isRetried);
        const jobs::Outcome outcome(fail(static_cast<ErrorKind>(kind), "test.failed"));
        QCOMPARE(outcome.kind == jobs::Outcome::Kind::Retry, isRetried);
        QCOMPARE(outcome.kind == jobs::Outcome::Kind::Permanent, !isRetried);
    }
};

STOA_TEST(LanesTest)
#include "test_lanes.moc"
