// Random lives of orders that are edited, refunded and sent in between: in currencies of no, two
// and three decimals no minor unit is lost or made, and what is shown is what happens.

#include "domain_shop/random_orders.h"
#include "edit_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kPureSeries = 3000;
constexpr int kStoredSeries = 5; // of each currency

api::OrderEditContent randomEdit(Random& random, const orders::OrderState& order)
{
    api::OrderEditContent content;
    for (const auto& line : order.lines) {
        if (line.quantity == 0 || random.chance(0.5)) continue;
        content.lines.push_back({line.id, random.between(0, line.quantity + 1)});
    }
    if (random.chance(0.3)) {
        content.shipping =
            Money(random.between(0, order.shipping.minor()), order.shipping.currency());
    }
    return content;
}

api::RefundContent randomRefund(Random& random, const orders::OrderState& order)
{
    const Money left = order.captured - order.refunded;
    api::RefundContent content;
    content.extra = Money(random.between(1, left.minor()), left.currency());
    return content;
}

std::string brokenLaw(const orders::OrderState& order)
{
    if (sumOf(order, &orders::LineState::total) + order.shipping != order.total) return "total";
    if (order.captured != order.total + order.reduced) return "captured";
    if (order.excess().isNegative()) return "excess";
    const Money parts =
        sumOf(order, &orders::LineState::refunded) + order.shippingRefunded + order.excessRefunded;
    if (parts != order.refunded) return "refunded";
    for (const auto& line : order.lines) {
        if (line.total != line.unitPrice * line.quantity) return "line's total";
        const Money collected = line.isTaxCollected ? line.tax : line.tax - line.tax;
        if (line.commission + line.commissionTax + collected > line.total) return "above the line";
        if (line.tax > line.total || line.taxRefunded > line.tax) return "tax given back";
        if (line.commission.isNegative() || line.commissionTax.isNegative()) return "commission";
        if (line.commissionRefunded > line.commission) return "commission given back";
        if (line.commissionTaxRefunded > line.commissionTax) return "its tax given back";
        if (line.refunded > line.total || line.refundedQuantity > line.quantity) return "line";
        if (line.open() < 0) return "open";
    }
    return {};
}

} // namespace

class EditSeriesTest : public QObject {
    Q_OBJECT

    static void currencies()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }

    // An edit that costs more: its money comes as the order's excess, and is all that it costs.
    static std::string pay(Random& random, orders::OrderState& order,
                           const api::OrderEditContent& content, const Money& amount)
    {
        const Money none = amount - amount;
        orders::OrderState richer = order;
        richer.captured += amount;
        richer.authorized += amount;
        richer.reduced += amount;
        richer.payments.insert(richer.payments.begin(),
                               {PaymentId::make(), "ref", amount, none, "sandbox", none});
        if (random.chance(0.2)) { // nobody wants it any more
            order = richer;
            api::RefundContent back;
            back.extra = amount;
            const auto refund = refunds::planRefund(order, back);
            if (!refund) return problemOf(refund);
            if (refund->excess < amount) return "not the excess first";
            order.payments.front().refunded = amount;
            order = refunds::applied(order, *refund);
            return {};
        }
        const auto plan = planOf(random, richer, content);
        if (!plan) return problemOf(plan);
        if (!plan->back.isZero() || !plan->toPay.isZero()) return "paid, and not all";
        order = plan->after;
        return {};
    }

    static Result<edits::EditPlan> planOf(Random& random, const orders::OrderState& order,
                                          const api::OrderEditContent& content)
    {
        const Currency currency = order.total.currency();
        ledger::Escrow escrow;
        escrow.state.disputed = Money(0, currency);
        std::vector<orders::Offered> offers;
        for (const auto& line : order.lines)
            offers.push_back({line.variant, ListingId::make(), "Bowl", "SKU", "", "",
                              Money(random.between(0, 999), currency)});
        const orders::Terms terms{true, currency, random.between(0, 9000)};
        return edits::planEdit({OrgId::make(), order, {}, escrow, terms, offers}, content);
    }

    // What an edit makes of the order, its money given back or not.
    static std::string step(Random& random, orders::OrderState& order)
    {
        const auto content = randomEdit(random, order);
        const auto plan = planOf(random, order, content);
        if (!plan) {
            const bool isExpected = plan.error().code == "order_edit.nothing" ||
                                    plan.error().code == "order_edit.quantity_gone" ||
                                    plan.error().code == "order_edit.shipping_gone" ||
                                    plan.error().code == "order_edit.leaves_nothing";
            return isExpected ? std::string() : problemOf(plan);
        }
        const auto preview = edits::previewOf(order, *plan);
        if (preview.totalBefore - preview.totalAfter + order.excess() !=
            preview.back - preview.toPay) {
            return "back and to pay";
        }
        if (plan->toPay.isPositive()) return pay(random, order, content, plan->toPay);
        if (preview.sellerNetAfter.isNegative() && order.refunded.isZero()) return "seller's net";
        order = plan->after;
        if (plan->back.isZero() || random.chance(0.3)) return {}; // it has failed
        api::RefundContent back;
        back.extra = plan->back;
        const auto refund = refunds::planRefund(order, back);
        if (!refund) return problemOf(refund);
        if (refund->excess != plan->back || !refund->lines.empty()) return "not the excess alone";
        order = refunds::applied(order, *refund);
        return {};
    }

private slots:
    void pureLivesLoseNothing_data() { currencies(); }
    void pureLivesLoseNothing()
    {
        QFETCH(QString, code);
        Random random;
        for (int i = 0; i < kPureSeries; ++i) {
            auto order = randomOrder(random, Currency::of(code.toStdString()));
            if (!order.captured.isPositive()) continue;
            for (int each = 0; each < 10; ++each) {
                std::string broken;
                if (random.chance(0.7)) {
                    broken = step(random, order);
                } else if (order.refunded < order.captured) {
                    const auto plan = refunds::planRefund(order, randomRefund(random, order));
                    broken = plan ? std::string() : problemOf(plan);
                    if (plan) order = refunds::applied(order, *plan);
                }
                if (broken.empty()) broken = brokenLaw(order);
                QVERIFY2(broken.empty(), broken.c_str());
            }
        }
    }

    void storedLivesKeepTheBooks_data() { currencies(); }
    void storedLivesKeepTheBooks()
    {
        QFETCH(QString, code);
        Random random;
        Shop shop(code.toStdString(), random.between(0, 5000));
        const auto cheap = shop.addVariant(Money(random.between(1, 99), shop.currency), 1000);
        const auto dear = shop.addVariant(Money(random.between(100, 99'999), shop.currency), 1000);
        for (int i = 0; i < kStoredSeries; ++i) {
            auto request =
                shop.basket({{cheap, random.between(1, 9)}, {dear, random.between(1, 5)}});
            request.shipping = Money(random.between(0, 999), shop.currency);
            const OrderId id = must(shop.place(request)).row.id;
            for (int each = 0; each < 6; ++each) {
                const auto order = must(shop.bench.run(shop.seller, [&](Unit& unit) {
                    return orders::loadState(unit, id, orders::ForUpdate::No);
                }));
                if (random.chance(0.25) && order.refunded < order.captured) {
                    must(shop.refund(id, randomRefund(random, order)));
                } else {
                    const auto content = randomEdit(random, order);
                    const auto preview = previewEdit(shop, id, content);
                    const auto edited = edit(shop, id, content);
                    QCOMPARE(codeOf(edited), codeOf(preview));
                    if (edited && preview->toPay.isPositive()) {
                        payOrWithdraw(random, shop, id, *preview);
                    } else if (edited) {
                        QCOMPARE(edited->row.total, preview->totalAfter);
                        QCOMPARE(edited->commission, sumOfCommissions(*edited));
                    }
                }
                QCOMPARE(shop.findings(), std::string());
            }
            if (random.chance(0.5)) {
                must(shop.cancel(id, {}));
            } else {
                must(shop.deliver(id));
                shop.bench.clock.advance(std::chrono::days(15));
                must(shop.bench.run(shop.seller, ledger::releaseDue));
            }
            QVERIFY(must(shop.order(id)).escrow.isZero());
            QCOMPARE(shop.findings(), std::string());
        }
        QCOMPARE(shop.stockOf(cheap).reserved, 0);
        QCOMPARE(shop.stockOf(dear).reserved, 0);
    }

private:
    static void payOrWithdraw(Random& random, Shop& shop, OrderId id,
                              const api::OrderEditPreview& preview)
    {
        const auto before = must(shop.order(id));
        QCOMPARE(before.row.total, preview.totalBefore);
        QCOMPARE(before.edits.back().toPay, preview.toPay);
        if (random.chance(0.3)) {
            must(withdrawEdit(shop, id, before.edits.back().id));
            QCOMPARE(must(shop.order(id)).row.total, preview.totalBefore);
            return;
        }
        must(payEdit(shop, id, before.edits.back().id));
        const auto after = must(shop.order(id));
        QCOMPARE(after.row.total, preview.totalAfter);
        QCOMPARE(after.commission, sumOfCommissions(after));
        QCOMPARE(after.escrow, before.escrow + preview.toPay);
    }

    static Money sumOfCommissions(const api::OrderView& order)
    {
        Money sum = order.row.total - order.row.total;
        for (const auto& line : order.lines)
            sum += line.commission;
        return sum;
    }
};

STOA_TEST(EditSeriesTest)
#include "test_edit_series.moc"
