#include "domain/payouts/payout_rules.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::payouts;

namespace {

Timestamp at(std::string_view text)
{
    return must(Timestamp::parse(text));
}

api::PayoutScheduleView schedule(api::PayoutInterval interval, std::int64_t day = 1)
{
    api::PayoutScheduleView schedule;
    schedule.interval = interval;
    schedule.day = day;
    return schedule;
}

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

} // namespace

class PayoutRulesTest : public QObject {
    Q_OBJECT

private slots:
    void everyStatusIsReachable()
    {
        const StateTable<api::PayoutStatus, Command, Who> table(kTransitions);
        QCOMPARE(reachable(table, api::PayoutStatus::Pending).size(),
                 enumWords<api::PayoutStatus>().size());
        QVERIFY(!next(api::PayoutStatus::Paid, Command::Fail));
        QVERIFY(!next(api::PayoutStatus::Processing, Command::Cancel));
        QVERIFY(next(api::PayoutStatus::Paid, Command::Return) == api::PayoutStatus::Failed);
        for (const auto other : {api::PayoutStatus::Pending, api::PayoutStatus::Processing,
                                 api::PayoutStatus::Failed, api::PayoutStatus::Canceled})
            QVERIFY(!next(other, Command::Return));
    }

    void daysOfSchedules_data()
    {
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("latest");
        QTest::addColumn<QString>("next");
        const auto row = [](const char* name, api::PayoutInterval interval, int day,
                            const char* now, const char* latest, const char* next) {
            QTest::newRow(name) << static_cast<int>(interval) << day << QString(now)
                                << QString(latest) << QString(next);
        };
        using enum api::PayoutInterval;
        row("daily", Daily, 1, "2026-03-01T00:00:00Z", "2026-03-01", "2026-03-02");
        row("last moment", Daily, 1, "2026-02-28T23:59:59.999999Z", "2026-02-28", "2026-03-01");
        row("the weekday itself", Weekly, 1, "2026-11-23T12:00:00Z", "2026-11-23", "2026-11-30");
        row("the day before", Weekly, 1, "2026-11-22T12:00:00Z", "2026-11-16", "2026-11-23");
        row("sunday", Weekly, 7, "2026-11-23T12:00:00Z", "2026-11-22", "2026-11-29");
        row("this month", Monthly, 15, "2026-11-15T00:00:00Z", "2026-11-15", "2026-12-15");
        row("the month before", Monthly, 28, "2026-03-27T00:00:00Z", "2026-02-28", "2026-03-28");
        row("over the year", Monthly, 5, "2026-01-04T00:00:00Z", "2025-12-05", "2026-01-05");
    }
    void daysOfSchedules()
    {
        QFETCH(int, interval);
        QFETCH(int, day);
        QFETCH(QString, now);
        QFETCH(QString, latest);
        QFETCH(QString, next);
        const auto plan = schedule(static_cast<api::PayoutInterval>(interval), day);
        const Timestamp moment = at(now.toStdString());
        QCOMPARE(latestDay(plan, moment)->text().substr(0, 19), latest.toStdString() + "T00:00:00");
        QCOMPARE(nextDay(plan, moment)->text().substr(0, 19), next.toStdString() + "T00:00:00");
    }

    void aMissedDayIsMadeUpForOnce()
    {
        const auto weekly = schedule(api::PayoutInterval::Weekly, 1);
        const Timestamp wednesday = at("2026-11-25T09:00:00Z");
        QVERIFY(isDue(weekly, std::nullopt, wednesday));
        QVERIFY(isDue(weekly, at("2026-11-22T23:59:59Z"), wednesday));
        QVERIFY(!isDue(weekly, at("2026-11-23T00:00:00Z"), wednesday));
        QVERIFY(!isDue(schedule(api::PayoutInterval::Manual), std::nullopt, wednesday));
        QVERIFY(!nextDay(schedule(api::PayoutInterval::Manual), wednesday));
    }

    void debtIsPaidFirst()
    {
        const auto plan = schedule(api::PayoutInterval::Daily);
        const auto some = amountOf(eur(1000), eur(300), plan);
        QCOMPARE(some.debtPaid, eur(300));
        QCOMPARE(some.payout, eur(700));
        QCOMPARE(some.leftOut, api::LeftOut::None);
        const auto all = amountOf(eur(300), eur(1000), plan);
        QCOMPARE(all.debtPaid, eur(300));
        QVERIFY(all.payout.isZero());
        QCOMPARE(all.leftOut, api::LeftOut::InDebt);
    }

    void whatIsBelowTheMinimumWaits()
    {
        auto plan = schedule(api::PayoutInterval::Daily);
        plan.minimums = {eur(500)};
        QCOMPARE(amountOf(eur(499), eur(0), plan).leftOut, api::LeftOut::BelowMinimum);
        QVERIFY(amountOf(eur(499), eur(0), plan).payout.isZero());
        QCOMPARE(amountOf(eur(500), eur(0), plan).payout, eur(500));
        QCOMPARE(amountOf(eur(600), eur(101), plan).leftOut, api::LeftOut::BelowMinimum);
        const Money yen(1, Currency::of("JPY"));
        QCOMPARE(amountOf(yen, Money(0, yen.currency()), plan).payout, yen);
    }

    void refusesSchedulesThatMeanNothing()
    {
        using enum api::PayoutInterval;
        STOA_FAILS(checkSchedule(Weekly, 8, {}), "payout.bad_day");
        STOA_OK(checkSchedule(Monthly, 28, {}));
        STOA_FAILS(checkSchedule(Daily, 1, {eur(-1)}), "commission.negative_amount");
        const auto twice = checkSchedule(Daily, 1, {eur(1), eur(2)});
        STOA_FAILS(twice, "commission.duplicate_currency");
        QCOMPARE(twice.error().field, std::string("minimums[1]"));
    }
};

STOA_TEST(PayoutRulesTest)
#include "test_payout_rules.moc"
