#include "domain/orders/cancellation.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class HoldsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    api::OrderView m_order; // 3 bowls

    Result<api::OrderView> hold()
    {
        return m_shop->ask(api::PlaceHold{m_shop->seller, m_order.row.id, m_order.row.version,
                                          api::HoldReason::Address, "No house number"});
    }
    Result<api::OrderView> release()
    {
        return m_shop->ask(
            api::ReleaseHold{m_shop->seller, m_order.row.id, m_order.row.version, "It is 5"});
    }
    Result<api::OrderView> fulfill()
    {
        return m_shop->ask(
            api::FulfillOrder{m_shop->seller, m_order.row.id, m_order.row.version, "", ""});
    }
    Done cancelUnpaid(OrderId order)
    {
        return m_shop->runOn(m_shop->bench.db(), [&](Unit& unit) {
            return orders::cancelUnpaid(unit, order, api::CancelReason::Declined, "No funds");
        });
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_order = must(m_shop->place(m_shop->basket({{m_bowl, 3}})));
    }

    void aHeldOrderStaysAndKeepsItsStock()
    {
        m_order = must(hold());
        QCOMPARE(m_shop->bench.events(), std::string("order.held"));
        QCOMPARE(m_order.holds.size(), std::size_t{1});
        QCOMPARE(m_order.holds[0].reason, api::HoldReason::Address);
        QCOMPARE(m_order.holds[0].placedByName, std::string("Mara"));
        QVERIFY(!m_order.holds[0].releasedAt);
        const auto before = m_shop->fingerprint();
        const auto refused = fulfill();
        STOA_FAILS(refused, "order.held");
        QCOMPARE(refused.error().params[1].second, std::string("address"));
        STOA_FAILS(hold(), "order.held");
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        m_order = must(release());
        QCOMPARE(m_order.holds[0].releaseNote, std::string("It is 5"));
        QCOMPARE(m_order.holds[0].releasedAt, std::optional(m_shop->bench.clock.now()));
        STOA_FAILS(release(), "order.not_held");
        STOA_OK(fulfill());
    }

    void aHeldOrderIsHeldAgainAfterItsRelease()
    {
        m_order = must(hold());
        m_order = must(release());
        m_order = must(hold());
        QCOMPARE(m_order.holds.size(), std::size_t{2});
        STOA_FAILS(fulfill(), "order.held");
    }

    void aPackedParcelOfAHeldOrderStays()
    {
        api::FulfillOrder pack{m_shop->seller, m_order.row.id, m_order.row.version, "", ""};
        pack.isWaiting = true;
        m_order = must(m_shop->ask(pack));
        m_order = must(hold());
        STOA_FAILS(m_shop->ask(api::HandOverFulfillment{m_shop->seller, m_order.row.id,
                                                        m_order.fulfillments[0].id,
                                                        m_order.row.version, "", ""}),
                   "order.held");
    }

    void aNoteStandsInTheTimeline()
    {
        STOA_OK(m_shop->ask(api::AddOrderNote{m_shop->seller, m_order.row.id, "Called the buyer"}));
        const auto view = must(m_shop->order(m_order.row.id));
        QCOMPARE(view.timeline.back().type, std::string("order.noted"));
        QCOMPARE(view.timeline.back().facts[0].value.value, std::string("Called the buyer"));
        QCOMPARE(view.row.version, m_order.row.version);
        STOA_FAILS(m_shop->ask(api::AddOrderNote{m_shop->seller, OrderId::make(), "Who?"}),
                   "order.not_found");
    }

    void anOrderThatNobodyPaidIsCanceledAndItsStockFree()
    {
        api::FulfillOrder pack{m_shop->seller, m_order.row.id, m_order.row.version, "", ""};
        pack.lines = {{m_order.lines[0].id, 1}};
        pack.isWaiting = true;
        must(m_shop->ask(pack));
        must(m_shop->script("UPDATE marketplace_order SET captured_minor = 0, authorized_minor = 0,"
                            " payment_status = 'none'"));
        STOA_OK(cancelUnpaid(m_order.row.id));
        QCOMPARE(m_shop->bench.events(), std::string("stock.moved order.canceled"));
        const auto view = must(m_shop->order(m_order.row.id));
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Voided);
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Canceled);
        QCOMPARE(view.cancellations.size(), std::size_t{1});
        QCOMPARE(view.cancellations[0].reason, api::CancelReason::Declined);
        QVERIFY(view.cancellations[0].isWhole);
        QCOMPARE(view.cancellations[0].lines[0].quantity, 3);
        QCOMPARE(view.fulfillments[0].state, api::FulfillmentState::Canceled);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        const auto before = m_shop->fingerprint();
        STOA_OK(cancelUnpaid(m_order.row.id)); // a job that runs again
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void whatIsPaidIsNotCanceledAsUnpaid()
    {
        const auto before = m_shop->fingerprint();
        STOA_FAILS(cancelUnpaid(m_order.row.id), "order.paid");
        STOA_FAILS(cancelUnpaid(OrderId::make()), "order.not_found");
        QCOMPARE(m_shop->fingerprint(), before);
    }
};

STOA_TEST(HoldsTest)
#include "test_holds.moc"
