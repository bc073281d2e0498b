#include "domain/orders/order_parts_sql.h"
#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class FulfillmentsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_plate;
    api::OrderView m_order; // 4 bowls, 2 plates

    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }
    Result<api::OrderView> fulfill(std::vector<api::LineQuantity> lines, bool isWaiting = false)
    {
        api::FulfillOrder request{m_shop->seller, m_order.row.id, m_order.row.version, "DHL",
                                  "JD1"};
        request.lines.assign(lines.begin(), lines.end());
        request.isWaiting = isWaiting;
        return adopted(m_shop->ask(request));
    }
    template <class Request>
    Result<api::OrderView> move(FulfillmentId parcel)
    {
        Request request;
        request.seller = m_shop->seller;
        request.order = m_order.row.id;
        request.fulfillment = parcel;
        request.version = m_order.row.version;
        return adopted(m_shop->ask(request));
    }
    Result<api::OrderView> adopted(Result<api::OrderView> view)
    {
        if (view) m_order = *view;
        return view;
    }
    // The refusal's code, after proof that nothing was written.
    template <class Ask>
    std::string refusal(Ask ask)
    {
        const auto before = m_shop->fingerprint();
        const auto result = ask();
        if (m_shop->fingerprint() != before) return "something was written";
        return codeOf(result);
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_plate = m_shop->addVariant("5.00", 10);
        m_order = must(m_shop->place(m_shop->basket({{m_bowl, 4}, {m_plate, 2}})));
    }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), order_parts::sql::kAll));
    }

    void checksAllowTheWordsOfTheEnums()
    {
        QCOMPARE(m_shop->checkWords("fulfillment", "status"),
                 sorted(enumWords<api::FulfillmentState>()));
        QCOMPARE(m_shop->checkWords("fulfillment", "tracking_status"),
                 sorted(enumWords<api::TrackingStatus>()));
        QCOMPARE(m_shop->checkWords("order_cancellation", "reason"),
                 sorted(enumWords<api::CancelReason>()));
        QCOMPARE(m_shop->checkWords("fulfillment_hold", "reason"),
                 sorted(enumWords<api::HoldReason>()));
    }

    void leavesInPartsAndArrivesInParts()
    {
        STOA_OK(fulfill({{line(0), 1}, {line(1), 2}}));
        QCOMPARE(m_shop->bench.events(), std::string("stock.moved stock.moved order.fulfilled"));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Partial);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{9, 3}));
        QCOMPARE(m_shop->stockOf(m_plate), (Stock{8, 0}));
        STOA_OK(fulfill({}));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{6, 0}));
        QCOMPARE(m_order.fulfillments.size(), std::size_t{2});
        const auto& first = m_order.fulfillments[0];
        QCOMPARE(first.state, api::FulfillmentState::Fulfilled);
        QCOMPARE(first.carrier, std::string("DHL"));
        QCOMPARE(first.trackingNumber, std::string("JD1"));
        QCOMPARE(first.fulfilledAt, std::optional(m_shop->bench.clock.now()));
        QCOMPARE(first.lines.size(), std::size_t{2});
        QCOMPARE(first.lines[1],
                 (api::LineQuantityView{line(1), std::string("Stoneware bowl"), 2}));
        QCOMPARE(m_order.fulfillments[1].lines[0].quantity, 3);
        STOA_OK(move<api::DeliverFulfillment>(m_order.fulfillments[1].id));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m_order.lines[0].deliveredQuantity, 3);
        STOA_OK(
            m_shop->ask(api::DeliverOrder{m_shop->seller, m_order.row.id, m_order.row.version}));
        m_order = must(m_shop->order(m_order.row.id));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Delivered);
        QCOMPARE(m_order.fulfillments[0].deliveredAt, std::optional(m_shop->bench.clock.now()));
        QCOMPARE(m_order.timeline[1].actorName, std::string("Mara"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aPackedParcelWaitsAndThenLeaves()
    {
        STOA_OK(fulfill({{line(0), 4}}, true));
        QCOMPARE(m_shop->bench.events(), std::string("order.packed"));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Unfulfilled);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        QCOMPARE(refusal([&] {
                     return fulfill({{line(0), 1}});
                 }),
                 std::string("order.quantity_exceeds_left"));
        QCOMPARE(refusal([&] {
                     return m_shop->refund(m_order.row.id, {{refundLine(line(0), 1)}, {}, {}});
                 }),
                 std::string("refund.packed"));
        STOA_OK(move<api::HandOverFulfillment>(m_order.fulfillments[0].id));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Partial);
        QCOMPARE(m_order.fulfillments[0].carrier, std::string("DHL")); // as it was packed
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{6, 0}));
    }

    void aCanceledParcelIsOnTheShelfAgain()
    {
        STOA_OK(fulfill({{line(0), 4}}));
        STOA_OK(move<api::CancelFulfillment>(m_order.fulfillments[0].id));
        QCOMPARE(m_shop->bench.events(),
                 std::string("stock.moved stock.moved order.fulfillment_canceled"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Unfulfilled);
        STOA_OK(fulfill({{line(0), 2}}, true));
        STOA_OK(move<api::CancelFulfillment>(m_order.fulfillments[1].id));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 4}));
        STOA_OK(fulfill({}));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m_order.fulfillments.size(), std::size_t{3});
        QCOMPARE(m_order.fulfillments[0].canceledAt, std::optional(m_shop->bench.clock.now()));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void trackingIsDataAndMovesNothing()
    {
        STOA_OK(fulfill({}));
        api::TrackFulfillment track{m_shop->seller, m_order.row.id, m_order.fulfillments[0].id,
                                    m_order.row.version};
        track.trackingStatus = api::TrackingStatus::Delivered;
        m_order = must(m_shop->ask(track));
        QCOMPARE(m_order.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m_order.fulfillments[0].trackingStatus, api::TrackingStatus::Delivered);
        QCOMPARE(m_order.fulfillments[0].trackingNumber, std::string("JD1"));
    }

    void refusesInOrderAndWritesNothing()
    {
        const auto old = m_order;
        STOA_OK(fulfill({{line(0), 1}}));
        const auto current = m_order;
        m_order = old;
        QCOMPARE(refusal([&] { return fulfill({}); }), std::string("order.stale"));
        m_order = current;
        QCOMPARE(refusal([&] { return move<api::DeliverFulfillment>(FulfillmentId::make()); }),
                 std::string("fulfillment.not_found"));
        QCOMPARE(refusal([&] { return move<api::TrackFulfillment>(FulfillmentId::make()); }),
                 std::string("fulfillment.not_found"));
        QCOMPARE(
            refusal([&] { return move<api::HandOverFulfillment>(current.fulfillments[0].id); }),
            std::string("fulfillment.wrong_state"));
        STOA_OK(fulfill({}));
        QCOMPARE(refusal([&] { return fulfill({}); }), std::string("order.nothing_to_fulfill"));
        STOA_OK(
            m_shop->ask(api::DeliverOrder{m_shop->seller, m_order.row.id, m_order.row.version}));
        m_order = must(m_shop->order(m_order.row.id));
        QCOMPARE(refusal([&] {
                     return m_shop->ask(
                         api::DeliverOrder{m_shop->seller, m_order.row.id, m_order.row.version});
                 }),
                 std::string("order.nothing_to_deliver"));
    }

    void goodsLeaveOnceWhenManyPackThem()
    {
        std::atomic<int> sent = 0;
        std::atomic<int> stale = 0;
        inParallel(8, [&](std::size_t) {
            const auto connection = m_shop->bench.connect();
            const api::FulfillOrder request{m_shop->seller, m_order.row.id, m_order.row.version, "",
                                            ""};
            const auto result = m_shop->runOn(
                *connection, [&](Unit& unit) { return orders::handle(unit, request); });
            if (result) ++sent;
            if (codeOf(result) == "order.stale") ++stale;
        });
        QCOMPARE(sent.load(), 1);
        QCOMPARE(stale.load(), 7);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{6, 0}));
    }
};

STOA_TEST(FulfillmentsTest)
#include "test_fulfillments.moc"
