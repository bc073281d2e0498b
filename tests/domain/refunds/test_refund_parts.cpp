// A refund that is more than one payment can give back, cut along the order's payments.

#include "domain/refunds/refund_parts.h"
#include "domain_shop/shop.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::refunds;
using namespace stoa::test;
using To = api::RefundDestination;

namespace {

constexpr int kSeries = 3000;

orders::LineState lineState(std::int64_t quantity, const Money& price, std::int64_t commission)
{
    const Money none(0, price.currency());
    orders::LineState line;
    line.id = OrderLineId::make();
    line.variant = VariantId::make();
    line.quantity = quantity;
    line.unitPrice = price;
    line.total = price * quantity;
    line.taxBasisPoints = 1900;
    line.tax = taxes::includedIn(line.total, line.taxBasisPoints);
    line.commission = line.total.portion(commission, 10'000);
    line.commissionTax = line.commission.portion(1900, 10'000);
    line.refunded = line.commissionRefunded = line.commissionTaxRefunded = none;
    line.taxRefunded = none;
    return line;
}

payments::Captured paid(const Money& amount)
{
    const Money none = amount - amount;
    return {PaymentId::make(), "ref", amount, none, "sandbox", none};
}

// Shipping of `shipping`; what the lines cost. Nothing is captured for it yet.
orders::OrderState orderOf(std::vector<orders::LineState> lines, const Money& shipping)
{
    const Money none = shipping - shipping;
    orders::OrderState order;
    order.id = OrderId::make();
    order.lines = std::move(lines);
    order.shipping = order.total = shipping;
    order.shippingRefunded = order.refunded = order.reduced = order.excessRefunded = none;
    order.shippingTax = order.shippingTaxRefunded = none;
    for (const auto& line : order.lines)
        order.total += line.total;
    order.authorized = order.captured = order.total;
    return order;
}

api::RefundContent everything(const orders::OrderState& order)
{
    api::RefundContent content;
    for (const auto& line : order.lines) {
        if (line.quantity == line.refundedQuantity) continue;
        content.lines.push_back(
            {line.id, line.quantity - line.refundedQuantity, std::nullopt, api::Restock::Restock});
    }
    content.shipping = order.shipping - order.shippingRefunded;
    return content;
}

} // namespace

class RefundPartsTest : public QObject {
    Q_OBJECT

    orders::OrderState m_order; // 3 × 10.00, 1 × 5.00, shipping 4.90; 30.00, then 9.90

    static Money eur(std::int64_t minor) { return Money(minor, Currency::of("EUR")); }
    std::vector<RefundPart> parts(const api::RefundContent& content,
                                  std::optional<PaymentId> first = std::nullopt)
    {
        const auto plan = must(planRefund(m_order, content));
        return partsOf(m_order, plan, Commission::GiveBack, content.to, first);
    }

private slots:
    void init()
    {
        m_order = orderOf({lineState(3, eur(1000), 1000), lineState(1, eur(500), 1000)}, eur(490));
        m_order.payments = {paid(eur(990)), paid(eur(3000))}; // the newest first
    }

    void whatOnePaymentCanGiveIsOneRefundOfTheNewest()
    {
        api::RefundContent content;
        content.lines = {{m_order.lines[1].id, 1, std::nullopt, api::Restock::Restock}};
        const auto made = parts(content);
        QCOMPARE(made.size(), std::size_t{1});
        QCOMPARE(made[0].payment, std::optional(std::size_t{0}));
        QCOMPARE(made[0].plan.total, eur(500));
        QVERIFY(made[0].plan.credit.isZero());
    }

    void theRestGoesThroughTheOneBeforeIt()
    {
        const auto made = parts(everything(m_order));
        QCOMPARE(made.size(), std::size_t{2});
        QCOMPARE(made[0].payment, std::optional(std::size_t{0}));
        QCOMPARE(made[0].plan.total, eur(990));
        QCOMPARE(made[0].plan.shipping, eur(490));
        QCOMPARE(made[0].plan.lines.size(), std::size_t{1});
        QCOMPARE(made[0].plan.lines[0].quantity, 3); // with their first money
        QCOMPARE(made[0].plan.lines[0].amount, eur(500));
        QCOMPARE(made[1].payment, std::optional(std::size_t{1}));
        QCOMPARE(made[1].plan.total, eur(3000));
        QCOMPARE(made[1].plan.extra, eur(2500));
        QCOMPARE(made[1].plan.lines[0].quantity, 0);
        QCOMPARE(made[1].plan.lines[0].extra, eur(2500));
        QVERIFY(made[1].plan.lines[0].restock == api::Restock::Keep);
        QCOMPARE(made[1].plan.lines[1].quantity, 1);
        QCOMPARE(made[1].plan.lines[1].amount, eur(500));
        QCOMPARE(made[0].plan.commission + made[1].plan.commission, eur(350));
    }

    void whatPaymentsHaveReturnedOrTheBankHasIsNotGivenTwice()
    {
        m_order.payments[0].refunded = eur(400);
        m_order.payments[1].disputed = eur(2900);
        api::RefundContent content;
        content.extra = eur(1000);
        const auto made = parts(content);
        QCOMPARE(made.size(), std::size_t{2});
        QCOMPARE(made[0].plan.total, eur(590));
        QCOMPARE(made[1].plan.total, eur(410)); // 1.00 through the card
        QCOMPARE(made[1].plan.credit, eur(310));
        QCOMPARE(made[1].plan.outside(), eur(100));
    }

    void onePaymentMayComeFirst()
    {
        api::RefundContent content;
        content.extra = eur(1000);
        const auto made = parts(content, m_order.payments[1].id);
        QCOMPARE(made.size(), std::size_t{1});
        QCOMPARE(made[0].payment, std::optional(std::size_t{1}));
    }

    void storeCreditGoesThroughNone()
    {
        api::RefundContent content = everything(m_order);
        content.to = To::StoreCredit;
        const auto made = parts(content);
        QCOMPARE(made.size(), std::size_t{1});
        QVERIFY(!made[0].payment);
        QCOMPARE(made[0].plan.credit, eur(3990));
    }

    void partsAreTheWhole_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void partsAreTheWhole()
    {
        QFETCH(QString, code);
        const Currency currency = Currency::of(code.toStdString());
        Random random;
        for (int i = 0; i < kSeries; ++i) {
            std::vector<orders::LineState> lines;
            for (auto count = random.between(1, 4); count > 0; --count) {
                const Money price(random.between(0, random.chance(0.3) ? 3 : 9999), currency);
                lines.push_back(lineState(random.between(1, 5), price, random.between(0, 5000)));
            }
            auto order = orderOf(std::move(lines), Money(random.between(0, 999), currency));
            if (!order.captured.isPositive()) continue;
            std::int64_t left = order.captured.minor();
            while (left > 0) {
                const auto part = random.chance(0.3) ? left : random.between(1, left);
                order.payments.push_back(paid(Money(part, currency)));
                left -= part;
            }
            verifyParts(order);
        }
    }

private:
    void verifyParts(const orders::OrderState& order)
    {
        const auto plan = must(planRefund(order, everything(order)));
        auto now = order;
        Money commission = plan.commission - plan.commission;
        std::int64_t pieces = 0;
        for (const auto& part :
             partsOf(order, plan, Commission::GiveBack, To::OriginalMethod, std::nullopt)) {
            QVERIFY(part.payment && part.plan.credit.isZero());
            QVERIFY(part.plan.total <= order.payments[*part.payment].room());
            Money sum = part.plan.shipping + part.plan.extra;
            for (const auto& line : part.plan.lines) {
                sum += line.amount;
                pieces += line.quantity;
                QVERIFY(!line.commission.isNegative() && !line.commissionTax.isNegative());
            }
            QCOMPARE(sum, part.plan.total);
            commission += part.plan.commission;
            now = applied(std::move(now), part.plan);
        }
        const auto whole = applied(order, plan);
        QCOMPARE(now.refunded, whole.refunded);
        QCOMPARE(commission, plan.commission);
        for (std::size_t i = 0; i < now.lines.size(); ++i) {
            QCOMPARE(now.lines[i].refunded, whole.lines[i].refunded);
            QCOMPARE(now.lines[i].taxRefunded, whole.lines[i].taxRefunded);
            QCOMPARE(now.lines[i].refundedQuantity, whole.lines[i].refundedQuantity);
            pieces -= now.lines[i].refundedQuantity;
        }
        QCOMPARE(pieces, 0);
    }
};

STOA_TEST(RefundPartsTest)
#include "test_refund_parts.moc"
