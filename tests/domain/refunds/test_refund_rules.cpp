#include "domain/refunds/refund_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::refunds;

namespace {

const Currency kEur = Currency::of("EUR");

Money eur(std::int64_t minor)
{
    return Money(minor, kEur);
}

orders::LineState lineState(std::int64_t quantity, std::int64_t unitPrice, std::int64_t commission)
{
    orders::LineState line;
    line.id = OrderLineId::make();
    line.variant = VariantId::make();
    line.title = "Bowl";
    line.quantity = quantity;
    line.unitPrice = eur(unitPrice);
    line.total = eur(unitPrice * quantity);
    line.commission = eur(commission);
    line.refunded = line.commissionRefunded = eur(0);
    line.commissionTax = line.commissionTaxRefunded = eur(0);
    line.tax = line.taxRefunded = eur(0);
    return line;
}

} // namespace

class RefundRulesTest : public QObject {
    Q_OBJECT

    orders::OrderState m_order; // 3 × 10.00 and 1 × 5.00, shipping 4.90
    api::RefundContent m_content;

    std::string problem() const { return problemOf(planRefund(m_order, m_content)); }
    std::string code() const { return codeOf(planRefund(m_order, m_content)); }
    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }

private slots:
    void init()
    {
        m_order = {};
        m_content = {};
        m_order.lines = {lineState(3, 1000, 247), lineState(1, 500, 41)};
        m_order.shipping = eur(490);
        m_order.total = m_order.authorized = m_order.captured = eur(3990);
        m_order.refunded = m_order.shippingRefunded = eur(0);
        m_order.reduced = m_order.excessRefunded = eur(0);
        m_order.shippingTax = m_order.shippingTaxRefunded = eur(0);
        m_order.payments = {{PaymentId::make(), "ref", eur(3990), eur(0), "sandbox", eur(0)}};
    }

    void everyStatusIsReachable()
    {
        const StateTable<api::RefundStatus, Command, Who> table(kTransitions);
        QCOMPARE(reachable(table, api::RefundStatus::AwaitingApproval).size(),
                 enumWords<api::RefundStatus>().size());
    }

    void refusesNothing()
    {
        QCOMPARE(code(), std::string("refund.empty"));
        m_content.shipping = eur(0);
        m_content.extra = eur(0);
        QCOMPARE(code(), std::string("refund.empty"));
        m_content.lines = {refundLine(line(0), 1)};
        m_content.lines[0].amount = eur(0);
        QCOMPARE(code(), std::string("refund.empty"));
    }

    void whatTheProviderCanNotGiveBecomesCredit()
    {
        using To = api::RefundDestination;
        const auto credit = [&](std::int64_t total, To to = To::OriginalMethod,
                                std::int64_t disputed = 0) {
            m_order.payments.front().disputed = eur(disputed);
            return creditOf(m_order, to, eur(total)).minor();
        };
        QCOMPARE(credit(3990), 0);
        QCOMPARE(credit(3990, To::StoreCredit), 3990);
        m_order.payments.front().captured = eur(2990); // and 10.00 with credit
        QCOMPARE(credit(2990), 0);
        QCOMPARE(credit(2991), 1);
        QCOMPARE(credit(3990), 1000);
        QCOMPARE(credit(1000, To::OriginalMethod, 2990), 1000); // the bank has the rest
        QCOMPARE(credit(1000, To::OriginalMethod, 2000), 10);
        m_order.payments.front().refunded = eur(2990);
        QCOMPARE(credit(1000), 1000);
        QCOMPARE(credit(1000, To::OriginalMethod, 2990), 1000); // both have: not less than nothing
        m_order.payments.clear();
        QCOMPARE(creditOf(m_order, To::OriginalMethod, eur(1)), eur(1));
    }

    void refusesInOrder()
    {
        m_content.lines = {refundLine(OrderLineId::make(), 9), refundLine(line(1), 1),
                           refundLine(line(1), 2)};
        m_content.lines[0].amount = eur(-1);
        m_content.shipping = Money(9999, Currency::of("USD"));
        m_order.captured = eur(0);
        QVERIFY(problem().starts_with("invalid refund.negative in lines[0].amount"));
        m_content.lines[0].amount = eur(9999);
        QVERIFY(problem().starts_with("invalid refund.wrong_currency in shipping"));
        m_content.shipping = eur(491);
        QVERIFY(problem().starts_with("invalid refund.duplicate_line in lines[2].line"));
        m_content.lines.pop_back();
        QCOMPARE(code(), std::string("refund.not_captured"));
        m_order.captured = eur(3990);
        QVERIFY(problem().starts_with("invalid refund.line_unknown in lines[0].line"));
        m_content.lines[0].line = line(0);
        QVERIFY(problem().starts_with(
            "refused refund.quantity_exceeds_ordered in lines[0].quantity (most=3)"));
        m_content.lines[0].quantity = 3;
        QVERIFY(problem().starts_with(
            "refused refund.amount_exceeds_line in lines[0].amount (most=30.00 EUR)"));
        m_content.lines[0].amount.reset();
        QVERIFY(problem().starts_with(
            "refused refund.shipping_exceeds_paid in shipping (most=4.90 EUR)"));
        m_content.shipping = eur(490);
        m_content.extra = eur(1);
        QVERIFY(problem().starts_with("refused refund.exceeds_captured (most=39.90 EUR)"));
        m_content.extra.reset();
        QCOMPARE(problem(), std::string("no error"));
    }

    void explainsWhoBearsIt()
    {
        m_content.lines = {refundLine(line(0), 1)};
        m_content.shipping = eur(100);
        const auto preview = previewOf(m_order, must(planRefund(m_order, m_content)));
        QCOMPARE(preview.buyer, eur(1100));
        QCOMPARE(preview.fromEscrow, eur(1100));
        QCOMPARE(preview.fromCommission, eur(82)); // a third of 2.47
        QCOMPARE(preview.fromSeller, eur(1018));
        QCOMPARE(preview.mostRefundable, eur(3990));
        QCOMPARE(preview.escrowAfter, eur(2890));
        QCOMPARE(preview.commissionAfter, eur(206));
        QCOMPARE(preview.sellerNetAfter, eur(2684));
        QCOMPARE(preview.lines.size(), std::size_t{1});
        QCOMPARE(preview.lines[0].amount, eur(1000));
    }

    void theTaxOnTheCommissionComesBackWithIt()
    {
        m_order.lines[0].commissionTax = eur(47);
        m_content.lines = {refundLine(line(0), 1)};
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.commission, eur(82)); // 0.98 is a third of both, 0.82 of that the fee
        QCOMPARE(plan.commissionTax, eur(16));
        const auto preview = previewOf(m_order, plan);
        QCOMPARE(preview.fromSeller, eur(902));
        QCOMPARE(preview.fromCommissionTax, eur(16));
        QCOMPARE(preview.commissionTaxAfter, eur(31));
        const auto kept = must(planRefund(m_order, m_content, Commission::Keep));
        QVERIFY(kept.commission.isZero() && kept.commissionTax.isZero());
        QCOMPARE(previewOf(m_order, kept).fromSeller, eur(1000));
    }

    void aFreeAmountGivesBackFirstWhatEditsTookOff()
    {
        m_order.captured = m_order.authorized = eur(4990);
        m_order.reduced = eur(1000);
        m_content.extra = eur(700);
        auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.excess, eur(700));
        QVERIFY(plan.lines.empty() && plan.shippingExtra.isZero() && plan.commission.isZero());
        QCOMPARE(previewOf(m_order, plan).sellerNetAfter, eur(3990 - 247 - 41));
        m_order = applied(m_order, plan);
        QCOMPARE(m_order.excess(), eur(300));
        plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.excess, eur(300));
        QCOMPARE(plan.total, eur(700)); // 4.00 of it from the lines and the shipping
        const auto after = applied(m_order, plan);
        QVERIFY(after.excess().isZero());
        QCOMPARE(after.lines[0].refunded + after.lines[1].refunded + after.shippingRefunded,
                 eur(400));
        QCOMPARE(takenBack(after, plan).excess(), eur(300));
    }

    void saysTheTaxThatItIncludes()
    {
        m_order.lines[0].tax = eur(479); // 19 % in 30.00
        m_order.shippingTax = eur(78);   // and in 4.90
        m_content.lines = {refundLine(line(0), 1)};
        m_content.shipping = eur(490);
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.lines[0].tax, eur(160));
        QCOMPARE(plan.shippingTax, eur(78));
        auto preview = previewOf(m_order, plan);
        QCOMPARE(preview.tax, eur(238));
        QVERIFY(preview.fromCollectedTax.isZero()); // the seller's to pass on
        QCOMPARE(preview.fromSeller, eur(1490 - 82));

        m_order.lines[0].isTaxCollected = m_order.isShippingTaxCollected = true;
        preview = previewOf(m_order, plan);
        QCOMPARE(preview.fromCollectedTax, eur(238));
        QCOMPARE(preview.fromSeller, eur(1490 - 82 - 238));
        QCOMPARE(preview.sellerNetAfter, eur(2500 - 206 - 319));
        m_order = applied(m_order, plan);
        m_content.lines = {refundLine(line(0), 2)};
        m_content.shipping.reset();
        QCOMPARE(must(planRefund(m_order, m_content)).lines[0].tax, eur(319)); // all of the rest
        QCOMPARE(takenBack(m_order, plan).lines[0].taxRefunded, eur(0));
        QCOMPARE(takenBack(m_order, plan).shippingTaxRefunded, eur(0));
    }

    void taxComesBackBeforeCommission()
    {
        m_order.lines[1].tax = eur(250);
        m_order.lines[1].isTaxCollected = true;
        m_order.lines[1].commission = eur(249);
        m_content.lines = {refundLine(line(1), 1)};
        m_content.lines[0].amount = eur(3); // 1.5 of each
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.lines[0].tax, eur(2));
        QCOMPARE(plan.lines[0].commission, eur(1));
    }

    void whatWasKeptComesBackAsFarAsARefundReaches()
    {
        m_content.lines = {refundLine(line(1), 1)};
        m_content.lines[0].amount = eur(499);
        m_order.lines[1].commission = eur(300);
        m_order = applied(m_order, must(planRefund(m_order, m_content, Commission::Keep)));
        m_content = {};
        m_content.extra = eur(3491); // all that is left
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.lines[1].extra, eur(1));
        QCOMPARE(plan.lines[1].commission, eur(1));
    }

    void layExtraOnWhatIsLeft()
    {
        m_content.lines = {refundLine(line(1), 1)};
        m_content.extra = eur(349); // a tenth of the 34.90 that are left
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.lines.size(), std::size_t{2});
        QCOMPARE(plan.lines[0].quantity, 0);
        QCOMPARE(plan.lines[0].extra, eur(300));
        QCOMPARE(plan.lines[0].commission, eur(25)); // a tenth of 2.47
        QCOMPARE(plan.lines[1].extra, eur(0));
        QCOMPARE(plan.lines[1].commission, eur(41));
        QCOMPARE(plan.shippingExtra, eur(49));
        QCOMPARE(plan.total, eur(849));
        QCOMPARE(previewOf(m_order, plan).lines.size(), std::size_t{1});
    }

    void afterAFreeAmountTheRestIsWhatIsLeft()
    {
        m_content.extra = eur(399);
        m_order = applied(m_order, must(planRefund(m_order, m_content)));
        m_content = {};
        m_content.lines = {refundLine(line(0), 3), refundLine(line(1), 1)};
        m_content.shipping = m_order.shipping - m_order.shippingRefunded;
        const auto plan = must(planRefund(m_order, m_content));
        QCOMPARE(plan.total, eur(3990 - 399));
        m_order = applied(m_order, plan);
        QCOMPARE(m_order.refunded, m_order.captured);
        QCOMPARE(m_order.lines[0].commissionRefunded, eur(247));
        QCOMPARE(m_order.lines[1].commissionRefunded, eur(41));
    }

    void withdrawsWhatHasNotLeftTheHouse()
    {
        m_order.lines[0].fulfilled = 1;
        m_content.lines = {refundLine(line(0), 3)};
        QCOMPARE(must(planRefund(m_order, m_content)).lines[0].withdrawn, 2);
        m_content.lines[0].restock = api::Restock::WriteOff;
        QCOMPARE(must(planRefund(m_order, m_content)).lines[0].withdrawn, 2);
        m_content.lines[0].restock = api::Restock::Keep;
        QCOMPARE(must(planRefund(m_order, m_content)).lines[0].withdrawn, 0);
    }
};

STOA_TEST(RefundRulesTest)
#include "test_refund_rules.moc"
