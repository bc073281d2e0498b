#include "domain/refunds/order_timers.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using std::chrono::days;
using std::chrono::minutes;

class OrderTimersTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    api::OrderView m_order;

    std::string due()
    {
        std::string text;
        for (const auto& each : must(orders::findDue(m_shop->bench.db(), now()))) {
            if (each.order == m_order.row.id) text += enumText(each.kind) + ' ';
        }
        return text;
    }
    Timestamp now() const { return m_shop->bench.clock.now(); }
    Done fire(api::TimerKind kind)
    {
        return m_shop->runOn(m_shop->bench.db(), [&](Unit& unit) {
            return refunds::fireTimer(unit, m_order.row.id, kind, m_shop->providers());
        });
    }
    void reload() { m_order = must(m_shop->order(m_order.row.id)); }
    void makeUnpaid(std::string_view paymentState)
    {
        must(m_shop->script("UPDATE payment SET captured_minor = 0, state = '" +
                            std::string(paymentState) +
                            "'; UPDATE marketplace_order SET captured_minor = 0,"
                            " authorized_minor = 0, payment_status = 'none'"));
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_order = must(m_shop->place(m_shop->basket({{m_bowl, 3}})));
    }

    void anOrderThatNobodySendsIsCanceledOnItsDay()
    {
        reload();
        QCOMPARE(m_order.deadlines[0].kind, api::TimerKind::AutoCancel);
        QCOMPARE(m_order.deadlines[0].dueAt, m_order.row.placedAt + days(14));
        m_shop->bench.clock.advance(days(14) - minutes(1));
        QCOMPARE(due(), std::string());
        m_shop->bench.clock.advance(minutes(1));
        QCOMPARE(due(), std::string("auto_cancel "));
        STOA_OK(fire(api::TimerKind::AutoCancel));
        reload();
        QCOMPARE(m_order.row.status, api::OrderStatus::Canceled);
        QCOMPARE(m_order.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(m_order.cancellations[0].reason, api::CancelReason::Expired);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(due(), std::string());
        const auto before = m_shop->fingerprint();
        STOA_OK(fire(api::TimerKind::AutoCancel)); // a job that runs again
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aPackedOrderIsUnpackedAndCanceled()
    {
        api::FulfillOrder pack{m_shop->seller, m_order.row.id, m_order.row.version, "", ""};
        pack.isWaiting = true;
        must(m_shop->ask(pack));
        m_shop->bench.clock.advance(days(14));
        STOA_OK(fire(api::TimerKind::AutoCancel));
        reload();
        QCOMPARE(m_order.row.status, api::OrderStatus::Canceled);
        QCOMPARE(m_order.fulfillments[0].state, api::FulfillmentState::Canceled);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
    }

    void aHeldOrderIsNotCanceled()
    {
        must(m_shop->ask(api::PlaceHold{m_shop->seller, m_order.row.id, m_order.row.version}));
        m_shop->bench.clock.advance(days(15));
        QCOMPARE(due(), std::string());
        STOA_OK(fire(api::TimerKind::AutoCancel)); // it was found before it was held
        reload();
        QCOMPARE(m_order.row.status, api::OrderStatus::Placed);
        QVERIFY(m_order.deadlines[0].isPaused);
    }

    void whatIsOnItsWayIsNotCanceled()
    {
        api::FulfillOrder send{m_shop->seller, m_order.row.id, m_order.row.version, "", ""};
        send.lines = {{m_order.lines[0].id, 1}};
        must(m_shop->ask(send));
        m_shop->bench.clock.advance(days(15));
        QCOMPARE(due(), std::string());
        STOA_OK(fire(api::TimerKind::AutoCancel));
        reload();
        QCOMPARE(m_order.row.status, api::OrderStatus::Placed);
    }

    void anUnpaidOrderExpiresUnlessItsPaymentIsUnderWay()
    {
        makeUnpaid("processing");
        m_shop->bench.clock.advance(minutes(15));
        QCOMPARE(due(), std::string());
        makeUnpaid("failed");
        QCOMPARE(due(), std::string("payment "));
        STOA_OK(fire(api::TimerKind::Payment));
        reload();
        QCOMPARE(m_order.row.status, api::OrderStatus::Canceled);
        QCOMPARE(m_order.row.paymentStatus, api::PaymentStatus::Voided);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
    }

    void moneyIsNotHeldForLongerThanTheCountryAllows()
    {
        must(m_shop->script("UPDATE seller SET country = 'TH'"));
        must(m_shop->ask(
            api::FulfillOrder{m_shop->seller, m_order.row.id, m_order.row.version, "", ""}));
        m_shop->bench.clock.advance(days(8) - minutes(1));
        QCOMPARE(due(), std::string());
        m_shop->bench.clock.advance(minutes(1));
        QCOMPARE(due(), std::string("hold_alarm "));
        STOA_OK(fire(api::TimerKind::HoldAlarm));
        QCOMPARE(m_shop->bench.events(), std::string("order.hold_alarm"));
        QCOMPARE(due(), std::string());
        m_shop->bench.clock.advance(days(2));
        QCOMPARE(due(), std::string("hold_ceiling "));
        STOA_OK(fire(api::TimerKind::HoldCeiling));
        QCOMPARE(m_shop->bench.events(), std::string("order.hold_ceiling_reached escrow.released"));
        QCOMPARE(due(), std::string());
        reload();
        QVERIFY(m_order.escrow.isZero());
        QCOMPARE(m_shop->findings(), std::string());
    }

    void atTheCeilingWhatNobodySentGoesBack()
    {
        must(m_shop->script("UPDATE seller SET country = 'TH'"));
        m_shop->bench.clock.advance(days(10));
        QCOMPARE(due(), std::string("hold_alarm hold_ceiling "));
        STOA_OK(fire(api::TimerKind::HoldCeiling));
        reload();
        QCOMPARE(m_order.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aTimerThatIsRefusedIsGivenUpAndTold()
    {
        m_shop->bench.clock.advance(days(14));
        m_shop->usesScripted = true;
        m_shop->scripted.refunded = gateways::Verdict::Declined;
        const auto refused = fire(api::TimerKind::AutoCancel);
        STOA_FAILS(refused, "refund.declined");
        must(m_shop->runOn(m_shop->bench.db(), [&](Unit& unit) -> Done {
            refunds::giveUpTimer(unit, m_order.row.id, api::TimerKind::AutoCancel, refused.error());
            return {};
        }));
        QCOMPARE(m_shop->bench.events(), std::string("order.timer_failed"));
        QCOMPARE(due(), std::string());
        reload();
        QCOMPARE(m_order.timeline.back().facts[1].value.value, std::string("refund.declined"));
    }
};

STOA_TEST(OrderTimersTest)
#include "test_order_timers.moc"
