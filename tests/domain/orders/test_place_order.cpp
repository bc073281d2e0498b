#include "domain/ledger/ledger_sql.h"
#include "domain/orders/orders_sql.h"
#include "domain/payments/payments_sql.h"
#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class PlaceOrderTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_plate;

    // The refusal's code, after proof that nothing was written.
    std::string refusal(const api::PlaceOrder& request)
    {
        const auto before = m_shop->fingerprint();
        const auto result = m_shop->place(request);
        if (m_shop->fingerprint() != before) return "something was written";
        return codeOf(result);
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("12.50", 10);
        m_plate = m_shop->addVariant("3.33", 10);
    }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), orders::sql::kAll));
        STOA_OK(prepareAll(m_shop->bench.db(), payments::sql::kAll));
    }

    void checksAllowTheWordsOfTheEnums()
    {
        QCOMPARE(m_shop->checkWords("marketplace_order", "status"),
                 sorted(enumWords<api::OrderStatus>()));
        QCOMPARE(m_shop->checkWords("marketplace_order", "payment_status"),
                 sorted(enumWords<api::PaymentStatus>()));
        QCOMPARE(m_shop->checkWords("marketplace_order", "fulfillment_status"),
                 sorted(enumWords<api::FulfillmentStatus>()));
        QCOMPARE(m_shop->checkWords("payment", "state"), sorted(enumWords<api::PaymentState>()));
    }

    void placesPaysAndHolds()
    {
        auto request = m_shop->basket({{m_bowl, 2}, {m_plate, 3}});
        request.shipping = m_shop->money("4.90");
        request.lines[0].unitPrice = m_shop->money("12.50");
        const auto view = must(m_shop->place(request));
        QCOMPARE(view.row.status, api::OrderStatus::Placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Unfulfilled);
        QCOMPARE(view.items, m_shop->money("34.99"));
        QCOMPARE(view.row.total, m_shop->money("39.89"));
        QCOMPARE(view.row.itemCount, 5);
        QCOMPARE(view.row.sellerName, std::string("Atelier"));
        QCOMPARE(view.row.country, std::string("RO"));
        QCOMPARE(view.row.placedAt, m_shop->bench.clock.now());
        QCOMPARE(view.escrow, view.row.total);
        QCOMPARE(view.commission, m_shop->money("3.50")); // 2.50 and 1.00, rounded line by line
        QCOMPARE(view.lines.size(), std::size_t{2});
        QCOMPARE(view.lines[0].optionsText, std::string("Size M"));
        QCOMPARE(view.lines[0].imageUrl, std::string("https://img.example/bowl.jpg"));
        QCOMPARE(view.lines[1].total, m_shop->money("9.99"));
        QCOMPARE(view.payments.size(), std::size_t{1});
        QCOMPARE(view.payments[0].state, api::PaymentState::Succeeded);
        QCOMPARE(view.payments[0].captured, view.row.total);
        QCOMPARE(view.payments[0].method, std::string("Visa ·· 4242"));
        QCOMPARE(view.transfers.size(), std::size_t{1});
        QCOMPARE(view.transfers[0].reason, std::string("capture"));
        QCOMPARE(view.transfers[0].debit, api::AccountKind::ProviderReceivable);
        QCOMPARE(view.transfers[0].credit, api::AccountKind::OrderHold);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 2}));
        QCOMPARE(m_shop->stockOf(m_plate), (Stock{10, 3}));
        QCOMPARE(m_shop->bench.events(), std::string("order.placed"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void detailTellsTheTimelineOldestFirst()
    {
        const auto placed = must(m_shop->place(m_shop->basket({{m_bowl, 1}})));
        const auto view = must(m_shop->order(placed.row.id));
        QCOMPARE(view.timeline.size(), std::size_t{1});
        QCOMPARE(view.timeline[0].type, std::string("order.placed"));
        QCOMPARE(view.timeline[0].actorName, std::string("Mara"));
        QCOMPARE(view.timeline[0].facts[1].value.value, std::string("12.50 EUR"));
        QCOMPARE(view.timeline[0].facts[3].name.value, std::string("paid"));
        QCOMPARE(view.timeline[0].facts[3].value.value, std::string("12.50 EUR"));
        QCOMPARE(view.timeline[0].facts[4].value.value, std::string("Visa ·· 4242"));
    }

    void needsFewRoundTrips()
    {
        must(m_shop->place(m_shop->basket({{m_bowl, 1}}))); // statements are prepared now
        const auto before = m_shop->bench.db().roundTrips();
        must(m_shop->place(m_shop->basket({{m_bowl, 1}, {m_plate, 1}})));
        QCOMPARE(m_shop->bench.db().roundTrips() - before, 3); // read, write, log and commit
    }

    void refusesInOrderAndWritesNothing()
    {
        auto request = m_shop->basket({{m_bowl, 1}});
        request.lines.clear();
        QCOMPARE(refusal(request), std::string("order.no_lines"));
        request = m_shop->basket({{m_bowl, 1}, {m_bowl, 2}});
        QCOMPARE(refusal(request), std::string("order.duplicate_variant"));
        request = m_shop->basket({{m_bowl, 1}});
        request.shippingAddress.country = "ZZ";
        QCOMPARE(refusal(request), std::string("country.unknown"));
        request = m_shop->basket({{VariantId::make(), 1}});
        QCOMPARE(refusal(request), std::string("variant.not_for_sale"));
        request = m_shop->basket({{m_bowl, 1}});
        request.lines[0].unitPrice = m_shop->money("12.49");
        QCOMPARE(refusal(request), std::string("price.changed"));
        request.lines[0].unitPrice = Money(1250, Currency::of("USD"));
        QCOMPARE(refusal(request), std::string("order.wrong_currency"));
        request = m_shop->basket({{m_bowl, 11}});
        QCOMPARE(refusal(request), std::string("stock.insufficient"));
        request.paymentMethod = "tok_declined"; // the shelf is asked before the card
        QCOMPARE(refusal(request), std::string("stock.insufficient"));
        request = m_shop->basket({{m_bowl, 1}, {m_plate, 11}});
        QCOMPARE(refusal(request), std::string("stock.insufficient"));
        m_shop->takeOffSale(m_bowl);
        QCOMPARE(refusal(m_shop->basket({{m_bowl, 1}})), std::string("variant.not_for_sale"));
        m_shop->bench.suspend(m_shop->seller);
        QCOMPARE(refusal(m_shop->basket({{m_plate, 1}})), std::string("seller.suspended"));
    }

    void declinedPaymentLeavesNothing()
    {
        auto request = m_shop->basket({{m_bowl, 1}});
        request.paymentMethod = "tok_declined";
        QCOMPARE(refusal(request), std::string("payment.declined"));
        request.paymentMethod = "tok_insufficient_funds";
        const auto declined = m_shop->place(request);
        STOA_FAILS(declined, "payment.declined");
        QCOMPARE(declined.error().kind, ErrorKind::Refused);
        QCOMPARE(declined.error().params[0].second, std::string("insufficient_funds"));
        request.paymentMethod = "tok_of_somebody_else";
        QCOMPARE(refusal(request), std::string("payment.unknown_method"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
    }

    void unknownOutcomeIsNeverReportedAsFailure()
    {
        m_shop->usesScripted = true;
        m_shop->scripted.authorisation = gateways::Verdict::InDoubt;
        const auto before = m_shop->fingerprint();
        auto result = m_shop->place(m_shop->basket({{m_bowl, 1}}));
        STOA_FAILS(result, "payment.in_doubt");
        QCOMPARE(result.error().kind, ErrorKind::InDoubt);
        m_shop->scripted.authorisation = gateways::Verdict::Approved;
        m_shop->scripted.captured = gateways::Verdict::InDoubt;
        STOA_FAILS(m_shop->place(m_shop->basket({{m_bowl, 1}})), "payment.in_doubt");
        m_shop->scripted.captured = gateways::Verdict::Declined;
        STOA_FAILS(m_shop->place(m_shop->basket({{m_bowl, 1}})), "payment.declined");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void anOrderOfNothingNeedsNoPayment()
    {
        const auto sample = m_shop->addVariant("0.00", 5);
        const auto view = must(m_shop->place(m_shop->basket({{sample, 1}})));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QVERIFY(view.payments.empty());
        QVERIFY(view.transfers.empty());
        QCOMPARE(m_shop->findings(), std::string());
    }

    void otherTenantsSeeAndTouchNothing()
    {
        const auto placed = must(m_shop->place(m_shop->basket({{m_bowl, 1}})));
        const OrgId other = m_shop->bench.addSeller("Rival");
        const auto seen = m_shop->bench.run(other, [&](Unit& unit) {
            return orders::handle(unit, api::GetOrder{other, placed.row.id});
        });
        STOA_FAILS(seen, "order.not_found");
        QCOMPARE(seen.error().kind, ErrorKind::NotFound);
        auto theirs = m_shop->basket({{m_bowl, 1}});
        const auto bought = m_shop->bench.run(other, [&](Unit& unit) {
            return orders::placeOrder(unit, theirs, m_shop->providers());
        });
        STOA_FAILS(bought, "variant.not_for_sale");
    }

    void twentyBuyersShareTheLastFivePieces()
    {
        const auto last = m_shop->addVariant("8.00", 5);
        must(m_shop->place(m_shop->basket({{m_bowl, 1}}))); // the seller's first: opens its books
        std::atomic<int> placed = 0;
        std::atomic<int> refused = 0;
        inParallel(20, [&](std::size_t) {
            const auto connection = m_shop->bench.connect();
            const auto result = m_shop->placeOn(*connection, m_shop->basket({{last, 1}}));
            if (result) ++placed;
            if (codeOf(result) == "stock.insufficient") ++refused;
        });
        QCOMPARE(placed.load(), 5);
        QCOMPARE(refused.load(), 15);
        QCOMPARE(m_shop->stockOf(last), (Stock{5, 5}));
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(PlaceOrderTest)
#include "test_place_order.moc"
