#include "domain/edits/edits_sql.h"
#include "domain/ledger/escrow.h"
#include "edit_bench.h"
#include "support/in_parallel.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kHistory{"test.edit_history",
                                 "SELECT before::text AS before, after::text AS after, refund_id"
                                 " FROM order_edit ORDER BY created_at, edit_id"};

} // namespace

class EditsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_plate;
    VariantId m_vase;
    api::OrderView m_order; // 3 × 10.00, 2 × 5.00, shipping 5.00

    OrderId id() const { return m_order.row.id; }
    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }
    Money money(std::string_view amount) const { return m_shop->money(amount); }
    api::OrderView now() { return must(m_shop->order(id())); }
    std::string refusal(const api::OrderEditContent& content)
    {
        const auto before = m_shop->fingerprint();
        const auto result = edit(*m_shop, id(), content);
        if (m_shop->fingerprint() != before) return "something was written";
        return codeOf(result);
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_plate = m_shop->addVariant("5.00", 10);
        m_vase = m_shop->addVariant("20.00", 3);
        auto request = m_shop->basket({{m_bowl, 3}, {m_plate, 2}});
        request.shipping = money("5.00");
        m_order = must(m_shop->place(request));
    }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), edits::sql::kAll));
        QCOMPARE(m_shop->checkWords("order_edit", "status"),
                 sorted(enumWords<api::OrderEditStatus>()));
    }

    void whatIsTakenOutGoesBackOnSaleAndItsMoneyToTheBuyer()
    {
        const auto content = resized(line(0), 1);
        const auto before = m_shop->fingerprint();
        const auto preview = must(previewEdit(*m_shop, id(), content));
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(preview.back, money("20.00"));
        QCOMPARE(preview.totalAfter, money("25.00"));
        QCOMPARE(preview.commissionBefore, money("4.00"));
        QCOMPARE(preview.commissionAfter, money("2.00"));
        QCOMPARE(preview.sellerNetBefore, money("41.00"));
        QCOMPARE(preview.sellerNetAfter, money("23.00"));
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(m_shop->bench.events(), std::string("stock.moved order.edited refund.requested"
                                                     " refund.succeeded payment.refunded"));
        QCOMPARE(view.row.total, money("25.00"));
        QCOMPARE(view.items, money("20.00"));
        QCOMPARE(view.row.itemCount, 3);
        QCOMPARE(view.commission, money("2.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Unfulfilled);
        QVERIFY(view.row.refunded.isZero()); // of what the order is now
        QCOMPARE(view.row.version, Version{2});
        QCOMPARE(view.payments[0].refunded, money("20.00"));
        QCOMPARE(view.escrow, money("25.00"));
        QCOMPARE(view.lines[0].quantity, 1);
        QCOMPARE(view.lines[0].total, money("10.00"));
        QCOMPARE(view.refunds[0].originator, api::RefundOriginator::Edit);
        QCOMPARE(view.refunds[0].originatorId, view.edits[0].id.text());
        QCOMPARE(view.refunds[0].total, money("20.00"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 1}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theRecordSaysWhatWasAndWhatIs()
    {
        auto content = resized(line(0), 0);
        content.added = {{m_vase, 1, money("20.00")}};
        content.shippingAddress = m_order.shippingAddress;
        content.shippingAddress->city = "Sibiu";
        content.note = "A vase is better.";
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(view.shippingAddress.city.value, std::string("Sibiu"));
        QCOMPARE(view.lines.size(), std::size_t{3});
        QCOMPARE(view.lines[0].quantity, 0);
        QCOMPARE(view.lines[2].variant, m_vase);
        QCOMPARE(view.lines[2].optionsText, std::string("Size M"));
        QCOMPARE(view.edits.size(), std::size_t{1});
        QCOMPARE(view.edits[0].status, api::OrderEditStatus::Confirmed);
        QCOMPARE(view.edits[0].totalBefore, money("45.00"));
        QCOMPARE(view.edits[0].totalAfter, money("35.00"));
        QCOMPARE(view.edits[0].note, std::string("A vase is better."));
        QCOMPARE(view.edits[0].actorName, std::string("Mara"));
        const auto rows = must(m_shop->bench.db().run(kHistory));
        const auto before = QByteArray::fromStdString(rows.single().get<std::string>("before"));
        const auto after = QByteArray::fromStdString(rows.single().get<std::string>("after"));
        QVERIFY(before.contains("\"quantity\": 3") && before.contains("Brasov"));
        QVERIFY(!before.contains("\"quantity\": 2")); // the plates stay as they are
        QVERIFY(after.contains("\"quantity\": 0") && after.contains("Sibiu"));
        QVERIFY(after.contains(m_vase.text().c_str()));
        QCOMPARE(rows.single().get<RefundId>("refund_id"), view.refunds[0].id);
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{3, 1}));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        const auto timeline = now().timeline;
        QCOMPARE(timeline.size(), std::size_t{5});
        QCOMPARE(timeline[1].type, std::string("order.edited"));
        QCOMPARE(timeline[1].actorName, std::string("Mara"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aSwapOfTheSamePriceMovesNoMoney()
    {
        auto content = resized(line(0), 1);
        content.added = {{m_vase, 1, std::nullopt}};
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(m_shop->bench.events(), std::string("stock.moved stock.moved order.edited"));
        QVERIFY(view.refunds.empty());
        QCOMPARE(view.transfers.size(), m_order.transfers.size());
        QCOMPARE(view.row.total, money("45.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aLineGrowsAtThePriceThatItHas()
    {
        m_shop->setPrice(m_plate, money("7.00"));
        auto content = resized(line(1), 4);
        content.lines.push_back({line(0), 2});
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(view.lines[1].total, money("20.00"));
        QCOMPARE(view.row.total, money("45.00"));
        QCOMPARE(m_shop->stockOf(m_plate), (Stock{10, 4}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void shippingMayBeLessAndIsNotBelowWhatWentBack()
    {
        api::OrderEditContent content;
        content.shipping = money("2.00");
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(view.shipping, money("2.00"));
        QCOMPARE(view.refunds[0].total, money("3.00"));
        api::RefundContent refund;
        refund.shipping = money("1.50");
        must(m_shop->refund(id(), refund));
        content.shipping = money("1.00");
        QCOMPARE(refusal(content), std::string("order_edit.shipping_gone"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theShelfSaysNo()
    {
        auto content = resized(line(0), 0);
        content.lines.push_back({line(1), 0});
        content.added = {{m_vase, 4, std::nullopt}};
        m_shop->setPrice(m_vase, money("5.00"));
        STOA_FAILS(previewEdit(*m_shop, id(), content), "stock.insufficient");
        QVERIFY(problemOf(edit(*m_shop, id(), content))
                    .starts_with("refused stock.insufficient in added[0].quantity"));
        QCOMPARE(refusal(content), std::string("stock.insufficient"));
        content = resized(line(1), 12);
        content.lines.push_back({line(0), 0});
        QVERIFY(problemOf(previewEdit(*m_shop, id(), content))
                    .starts_with("refused stock.insufficient in lines[0].quantity"));
    }

    void whatTheEditTakesOutMayComeBackAtAnotherPrice()
    {
        auto tight = m_shop->addVariant("10.00", 1); // the last one is in the order
        m_order = must(m_shop->place(m_shop->basket({{tight, 1}, {m_plate, 1}})));
        m_shop->setPrice(tight, money("8.00"));
        auto content = resized(line(0), 0);
        content.added = {{tight, 1, std::nullopt}};
        QCOMPARE(must(previewEdit(*m_shop, id(), content)).back, money("2.00"));
        const auto view = must(edit(*m_shop, id(), content));
        QCOMPARE(view.lines[2].unitPrice, money("8.00"));
        QCOMPARE(m_shop->stockOf(tight), (Stock{1, 1}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void anEditedOrderLivesOn()
    {
        must(edit(*m_shop, id(), resized(line(0), 2)));
        api::RefundContent refund;
        refund.lines = {refundLine(line(0), 1)};
        const auto preview = must(m_shop->preview(id(), refund));
        QCOMPARE(preview.mostRefundable, money("35.00"));
        QCOMPARE(preview.fromCommission, money("1.00"));
        must(m_shop->refund(id(), refund));
        auto view = now();
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(view.row.refunded, money("10.00"));
        QCOMPARE(refusal(resized(line(0), 0)), std::string("order_edit.quantity_gone"));
        view = must(m_shop->cancel(id(), {}));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QVERIFY(view.escrow.isZero());
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(refusal(resized(line(1), 1)), std::string("order.canceled"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void whatIsPackedStaysInTheOrder()
    {
        api::FulfillOrder pack{m_shop->seller, id(), m_order.row.version, "", ""};
        pack.isWaiting = true;
        pack.lines = {{line(0), 2}};
        must(m_shop->ask(pack));
        QCOMPARE(refusal(resized(line(0), 1)), std::string("order_edit.quantity_gone"));
        const auto view = must(edit(*m_shop, id(), resized(line(0), 2)));
        QCOMPARE(view.lines[0].quantity, 2);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 2}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theRestOfADeliveredOrderIsNotWaitedFor()
    {
        api::FulfillOrder send{m_shop->seller, id(), m_order.row.version, "DHL", "JD1"};
        send.lines = {{line(0), 3}};
        const auto sent = must(m_shop->ask(send));
        must(m_shop->ask(api::DeliverOrder{m_shop->seller, id(), sent.row.version}));
        auto view = must(edit(*m_shop, id(), resized(line(1), 0)));
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Delivered);
        view = now();
        QVERIFY(!view.deadlines.empty());
        QCOMPARE(view.deadlines[0].kind, api::TimerKind::AutoComplete);
        m_shop->bench.clock.advance(std::chrono::days(15));
        must(m_shop->bench.run(m_shop->seller, ledger::releaseDue));
        QVERIFY(now().escrow.isZero());
        QCOMPARE(m_shop->findings(), std::string());
        QCOMPARE(refusal(resized(line(0), 2)), std::string("order_edit.released"));
    }

    void anOrderOfNothingMayBeEdited()
    {
        const auto gift = m_shop->addVariant("0.00", 5);
        m_order = must(m_shop->place(m_shop->basket({{gift, 3}})));
        const auto view = must(edit(*m_shop, id(), resized(line(0), 1)));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(m_shop->stockOf(gift), (Stock{5, 1}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void refusesAndWritesNothing()
    {
        QCOMPARE(refusal({}), std::string("order_edit.nothing"));
        QCOMPARE(refusal(resized(OrderLineId::make(), 1)), std::string("order.line_unknown"));
        STOA_FAILS(editOn(*m_shop, m_shop->bench.db(), OrderId::make(), Version{1}, {}),
                   "order.not_found");
        STOA_FAILS(editOn(*m_shop, m_shop->bench.db(), id(), Version{7}, {}), "order.stale");
        m_shop->usesScripted = true;
        m_shop->scripted.refunded = gateways::Verdict::Declined;
        QCOMPARE(refusal(resized(line(0), 1)), std::string("refund.declined"));
        m_shop->scripted.refunded = gateways::Verdict::InDoubt;
        QCOMPARE(refusal(resized(line(0), 1)), std::string("refund.in_doubt"));
        m_shop->usesScripted = false;
        must(m_shop->script("INSERT INTO order_timer SELECT org_id, order_id, 'dispute',"
                            " 'pending', now() FROM marketplace_order"));
        QCOMPARE(refusal(resized(line(0), 1)), std::string("order_edit.claimed"));
        must(m_shop->script("INSERT INTO escrow (org_id, order_id, currency, seller_minor,"
                            " fee_minor, tax_minor, disputed_minor) SELECT org_id, order_id, 'EUR',"
                            " 0, 0, 0, 1 FROM marketplace_order"));
        QCOMPARE(refusal(resized(line(0), 1)), std::string("order_edit.disputed"));
    }

    void manyEditCancelAndPackAtOnceAndOneOfThemDoes()
    {
        std::atomic<int> done = 0;
        const Version version = m_order.row.version;
        inParallel(9, [&](std::size_t i) {
            const auto connection = m_shop->bench.connect();
            const auto run = [&](auto work) { return m_shop->runOn(*connection, work); };
            bool isDone = false;
            if (i % 3 == 0) {
                isDone = bool(editOn(*m_shop, *connection, id(), version, resized(line(0), 1)));
            } else if (i % 3 == 1) {
                const api::CancelOrder cancel{m_shop->seller, id(), version, {}};
                isDone = bool(run([&](Unit& unit) {
                    return refunds::handle(unit, cancel, m_shop->providers());
                }));
            } else {
                const api::FulfillOrder send{m_shop->seller, id(), version, "", ""};
                isDone = bool(run([&](Unit& unit) { return orders::handle(unit, send); }));
            }
            if (isDone) ++done;
        });
        QCOMPARE(done.load(), 1);
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(EditsTest)
#include "test_edits.moc"
