#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class CancellationsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_plate;
    api::OrderView m_order; // 3 × 10.00, 2 × 5.00, shipping 5.00

    OrderId id() const { return m_order.row.id; }
    api::CancelContent part(std::size_t line, std::int64_t quantity) const
    {
        api::CancelContent content;
        content.lines = {{m_order.lines[line].id, quantity}};
        content.reason = api::CancelReason::Inventory;
        return content;
    }
    std::string refusal(const api::CancelContent& content)
    {
        const auto before = m_shop->fingerprint();
        const auto result = m_shop->cancel(id(), content);
        if (m_shop->fingerprint() != before) return "something was written";
        return codeOf(result);
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_plate = m_shop->addVariant("5.00", 10);
        auto request = m_shop->basket({{m_bowl, 3}, {m_plate, 2}});
        request.shipping = m_shop->money("5.00");
        m_order = must(m_shop->place(request));
    }

    void checksAllowTheWordsOfTheEnums()
    {
        QCOMPARE(m_shop->checkWords("refund", "originator"),
                 sorted(enumWords<api::RefundOriginator>()));
    }

    void aWholeOrderIsCanceledAfterItWasPaid()
    {
        const auto before = m_shop->fingerprint();
        const auto preview = must(m_shop->previewCancel(id(), {}));
        QCOMPARE(m_shop->fingerprint(), before);
        QVERIFY(preview.isWhole);
        QCOMPARE(preview.back, m_shop->money("45.00"));
        QVERIFY(preview.voided.isZero());
        QCOMPARE(preview.refund->escrowAfter, m_shop->money("0.00"));
        const auto view = must(m_shop->cancel(id(), {}));
        QCOMPARE(m_shop->bench.events(),
                 std::string("order.canceled stock.moved stock.moved refund.requested"
                             " refund.succeeded payment.refunded"));
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(view.row.fulfillmentStatus, api::FulfillmentStatus::Canceled);
        QCOMPARE(view.row.version, Version{2});
        QCOMPARE(view.row.refunded, preview.back);
        QVERIFY(view.escrow.isZero());
        QCOMPARE(view.cancellations.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].originator, api::RefundOriginator::Cancellation);
        QCOMPARE(view.refunds[0].originatorId, view.cancellations[0].id.text());
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(m_shop->stockOf(m_plate), (Stock{10, 0}));
        QCOMPARE(m_shop->findings(), std::string());
        QCOMPARE(refusal({}), std::string("order.canceled"));
    }

    void aPartIsCanceledAndTheRestLeaves()
    {
        const auto view = must(m_shop->cancel(id(), part(0, 2)));
        QCOMPARE(view.row.status, api::OrderStatus::Placed);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(view.row.refunded, m_shop->money("20.00"));
        QCOMPARE(view.lines[0].withdrawnQuantity, 2);
        QVERIFY(!view.cancellations[0].isWhole);
        QCOMPARE(view.cancellations[0].reason, api::CancelReason::Inventory);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 1}));
        const auto sent =
            must(m_shop->ask(api::FulfillOrder{m_shop->seller, id(), view.row.version, "", ""}));
        QCOMPARE(sent.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{9, 0}));
        QCOMPARE(refusal({}), std::string("order.nothing_to_cancel"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theLastPartCancelsTheOrderAndGivesTheShippingBack()
    {
        must(m_shop->cancel(id(), part(0, 3)));
        const auto preview = must(m_shop->previewCancel(id(), part(1, 2)));
        QVERIFY(preview.isWhole);
        QCOMPARE(preview.back, m_shop->money("15.00"));
        const auto view = must(m_shop->cancel(id(), part(1, 2)));
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void goodsThatAreLostAreWrittenOff()
    {
        auto content = part(0, 2);
        content.restock = api::Restock::WriteOff;
        must(m_shop->cancel(id(), content));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{8, 1}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void whatWasRefundedAndKeptIsCanceledWithoutMoney()
    {
        api::RefundContent gift;
        gift.lines = {{m_order.lines[0].id, 3, std::nullopt, api::Restock::Keep}};
        must(m_shop->refund(id(), gift));
        const auto view = must(m_shop->cancel(id(), part(0, 3)));
        QCOMPARE(m_shop->bench.events(), std::string("stock.moved order.partly_canceled"));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void refusesAndWritesNothing()
    {
        QCOMPARE(refusal(part(0, 4)), std::string("order.quantity_exceeds_left"));
        QCOMPARE(refusal(part(0, 9999)), std::string("order.quantity_exceeds_left"));
        auto content = part(0, 1);
        content.shipping = m_shop->money("5.01");
        QCOMPARE(refusal(content), std::string("refund.shipping_exceeds_paid"));
        content.shipping = m_shop->money("-1.00");
        QCOMPARE(refusal(content), std::string("refund.negative"));
        content.shipping = Money(100, Currency::of("USD"));
        QCOMPARE(refusal(content), std::string("refund.wrong_currency"));
        m_shop->usesScripted = true;
        m_shop->scripted.refunded = gateways::Verdict::Declined;
        QCOMPARE(refusal(part(0, 1)), std::string("refund.declined"));
        m_shop->scripted.refunded = gateways::Verdict::InDoubt;
        QCOMPARE(refusal(part(0, 1)), std::string("refund.in_doubt"));
    }

    void manyCancelAndRefundAtOnceAndNothingGoesBackTwice()
    {
        std::atomic<int> done = 0;
        const Version version = m_order.row.version;
        inParallel(8, [&](std::size_t i) {
            const auto connection = m_shop->bench.connect();
            if (i % 2 == 0) {
                const api::CancelOrder cancel{m_shop->seller, id(), version, {}};
                if (m_shop->runOn(*connection, [&](Unit& unit) {
                        return refunds::handle(unit, cancel, m_shop->providers());
                    }))
                    ++done;
            } else if (m_shop->refundOn(*connection, id(), version,
                                        {{refundLine(m_order.lines[0].id, 3)}, {}, {}})) {
                ++done;
            }
        });
        QCOMPARE(done.load(), 1);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(CancellationsTest)
#include "test_cancellations.moc"
