#include "domain/refunds/cancellation_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::refunds;

namespace {

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

orders::LineState lineState(std::int64_t quantity, std::int64_t unitPrice)
{
    orders::LineState line;
    line.id = OrderLineId::make();
    line.quantity = quantity;
    line.unitPrice = eur(unitPrice);
    line.total = eur(unitPrice * quantity);
    line.commission = line.refunded = line.commissionRefunded = eur(0);
    return line;
}

} // namespace

class CancellationRulesTest : public QObject {
    Q_OBJECT

    orders::OrderState m_order; // 4 × 10.00 and 1 × 5.00, shipping 4.90, paid
    api::CancelContent m_content;

    CancellationPlan plan() const { return must(planCancellation(m_order, m_content)); }
    std::string code() const { return codeOf(planCancellation(m_order, m_content)); }
    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }

private slots:
    void init()
    {
        m_order = {};
        m_content = {};
        m_order.status = api::OrderStatus::Placed;
        m_order.lines = {lineState(4, 1000), lineState(1, 500)};
        m_order.shipping = eur(490);
        m_order.total = m_order.authorized = m_order.captured = eur(4990);
        m_order.refunded = m_order.shippingRefunded = eur(0);
        m_order.reduced = m_order.excessRefunded = eur(0);
        m_order.payments = {{PaymentId::make(), "ref", eur(4990), eur(0), "sandbox", eur(0)}};
    }

    void withTheLastOfTheOrderGoesBackWhatAnEditCouldNot()
    {
        m_order.captured = m_order.authorized = eur(5990);
        m_order.reduced = eur(1000);
        QCOMPARE(plan().amount, eur(5990));
        QCOMPARE(plan().back.extra, std::optional(eur(1000)));
        m_content.lines = {{line(0), 1}};
        QCOMPARE(plan().amount, eur(1000)); // the bowl alone
        QVERIFY(!plan().back.extra);
    }

    void aWholeOrderGivesBackEverything()
    {
        const auto whole = plan();
        QVERIFY(whole.isWhole);
        QCOMPARE(whole.amount, eur(4990));
        QCOMPARE(whole.back.shipping, std::optional(eur(490)));
        QCOMPARE(whole.back.lines.size(), std::size_t{2});
        QVERIFY(whole.unpaid.empty());
    }

    void aPartKeepsTheShippingUnlessAsked()
    {
        m_content.lines = {{line(0), 1}};
        QVERIFY(!plan().isWhole);
        QCOMPARE(plan().amount, eur(1000));
        QVERIFY(!plan().back.shipping);
        m_content.shipping = eur(100);
        QCOMPARE(plan().amount, eur(1100));
    }

    void whatLeftIsNotCanceled()
    {
        m_order.lines[0].fulfilled = 3;
        const auto rest = plan();
        QVERIFY(!rest.isWhole);
        QCOMPARE(rest.amount, eur(1500));
        m_content.lines = {{line(0), 2}};
        QCOMPARE(code(), std::string("order.quantity_exceeds_left"));
        m_order.lines[0].fulfilled = 4;
        m_order.lines[1].fulfilled = 1;
        m_content.lines.clear();
        QCOMPARE(code(), std::string("order.nothing_to_cancel"));
    }

    void moneyThatWentBackBeforeDoesNotGoBackAgain()
    {
        m_order.lines[0].refundedQuantity = 3;
        m_order.lines[0].refunded = eur(3000);
        m_order.refunded = eur(3000);
        m_content.lines = {{line(0), 2}};
        const auto some = plan();
        QCOMPARE(some.amount, eur(1000));
        QCOMPARE(some.back.lines[0].quantity, Quantity(1));
        QCOMPARE(some.unpaid.size(), std::size_t{1});
        QCOMPARE(some.unpaid[0].quantity, 1);
        m_order.lines[0].refundedQuantity = 4;
        m_order.lines[0].refunded = eur(4000);
        QVERIFY(plan().amount.isZero());
        QVERIFY(plan().back.lines.empty());
    }

    void beforeThePaymentOnlyTheWholeIsCanceled()
    {
        m_order.captured = eur(0);
        m_order.payments.clear();
        const auto whole = plan();
        QVERIFY(whole.isWhole);
        QVERIFY(whole.amount.isZero());
        QCOMPARE(whole.unpaid.size(), std::size_t{2});
        m_content.lines = {{line(0), 1}};
        QCOMPARE(code(), std::string("order.payment_pending"));
    }

    void refusesInOrder()
    {
        m_content.lines = {{line(0), 1}, {line(0), 1}};
        QCOMPARE(code(), std::string("order.duplicate_line"));
        m_content.lines = {{OrderLineId::make(), 1}};
        QCOMPARE(code(), std::string("order.line_unknown"));
        m_content.lines.clear();
        m_content.restock = api::Restock::Keep;
        QCOMPARE(code(), std::string("order.restock_unclear"));
        m_order.status = api::OrderStatus::Canceled;
        QCOMPARE(code(), std::string("order.canceled"));
    }
};

STOA_TEST(CancellationRulesTest)
#include "test_cancellation_rules.moc"
