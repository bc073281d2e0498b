#include "domain/orders/deadlines.h"
#include "domain/orders/order_timers_sql.h"
#include "domain_shop/shop.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::orders;
using std::chrono::days;
using std::chrono::minutes;

class DeadlinesTest : public QObject {
    Q_OBJECT

    const Timestamp m_start{1'000'000'000};
    const TimerRules m_rules{
        {api::TimerKind::Payment, minutes(15)},   {api::TimerKind::AutoCancel, days(14)},
        {api::TimerKind::AutoComplete, days(14)}, {api::TimerKind::Dispute, days(60)},
        {api::TimerKind::HoldAlarm, days(72)},    {api::TimerKind::HoldCeiling, days(90)}};
    api::OrderView m_order;

    std::string text(std::vector<Timer> timers = {},
                     std::optional<Timestamp> releaseDueAt = {}) const
    {
        std::string text;
        for (const auto& each : deadlinesOf(m_order, m_rules, timers, releaseDueAt)) {
            const auto after = std::chrono::duration_cast<minutes>(each.dueAt - m_start);
            text += enumText(each.kind) + (each.isPaused ? "* " : " ") +
                    std::to_string(after.count()) + ' ';
        }
        return text;
    }

private slots:
    void init()
    {
        m_order = {};
        m_order.row.status = api::OrderStatus::Placed;
        m_order.row.paymentStatus = api::PaymentStatus::Paid;
        m_order.row.placedAt = m_start;
        m_order.escrow = Money(1000, Currency::of("EUR"));
    }

    void statementsFitTheSchemaAndWordsTheEnums()
    {
        Shop shop;
        STOA_OK(prepareAll(shop.bench.db(), order_timers::sql::kAll));
        QCOMPARE(shop.checkWords("order_timer", "kind"), sorted(enumWords<api::TimerKind>()));
        QCOMPARE(shop.checkWords("order_timer_rule", "kind"), sorted(enumWords<api::TimerKind>()));
        QCOMPARE(shop.checkWords("order_timer", "state"), sorted(enumWords<TimerState>()));
    }

    void anUnpaidOrderHasMinutes()
    {
        m_order.row.paymentStatus = api::PaymentStatus::None;
        m_order.escrow = Money(0, Currency::of("EUR"));
        QCOMPARE(text(), std::string("payment 15 "));
    }

    void aPaidOrderIsToBeSentInTime()
    {
        QCOMPARE(text(), std::string("auto_cancel 20160 hold_alarm 103680 hold_ceiling 129600 "));
        m_order.holds.push_back({});
        QCOMPARE(text(), std::string("auto_cancel* 20160 hold_alarm 103680 hold_ceiling 129600 "));
        m_order.holds[0].releasedAt = m_start;
        QVERIFY(text().starts_with("auto_cancel 20160"));
    }

    void anOrderThatIsOnItsWayOnlyHoldsMoney()
    {
        m_order.row.fulfillmentStatus = api::FulfillmentStatus::Partial;
        QCOMPARE(text(), std::string("hold_alarm 103680 hold_ceiling 129600 "));
    }

    void theReleaseWaitsForAnOpenClaim()
    {
        m_order.row.fulfillmentStatus = api::FulfillmentStatus::Delivered;
        const Timestamp due = m_start + days(16);
        QVERIFY(text({}, due).starts_with("auto_complete 23040 "));
        const std::vector<Timer> dispute{
            {api::TimerKind::Dispute, TimerState::Pending, m_start + days(3)}};
        QVERIFY(text(dispute, due).starts_with("dispute 4320 auto_complete* 23040 "));
    }

    void whatIsOverShowsNoDeadline()
    {
        const std::vector<Timer> over{{api::TimerKind::HoldAlarm, TimerState::Fired, m_start},
                                      {api::TimerKind::AutoCancel, TimerState::Failed, m_start},
                                      {api::TimerKind::Dispute, TimerState::Stopped, m_start}};
        QCOMPARE(text(over), std::string("hold_ceiling 129600 "));
        m_order.row.status = api::OrderStatus::Canceled;
        QCOMPARE(text(), std::string());
    }

    void releasedMoneyHasNoDeadline()
    {
        m_order.escrow = Money(0, Currency::of("EUR"));
        QCOMPARE(text(), std::string());
    }
};

STOA_TEST(DeadlinesTest)
#include "test_deadlines.moc"
