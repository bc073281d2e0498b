// Random series of refunds: whatever the order and the sizes, no minor unit is lost or made, nobody
// gets more than was there, and giving back the rest ends at exactly nothing.

#include "domain/refunds/refund_rules.h"
#include "domain_shop/random_orders.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::refunds;

namespace {

constexpr int kPureSeries = 3000;
constexpr int kStoredSeries = 4; // of each currency

std::string brokenLaw(const orders::OrderState& before, const RefundPlan& plan,
                      const orders::OrderState& after)
{
    const auto preview = previewOf(before, plan);
    Money parts = plan.shipping + plan.extra;
    Money extras = plan.shippingExtra;
    for (const LinePlan& line : plan.lines) {
        parts += line.amount;
        extras += line.extra;
        if (line.extra.isNegative() || line.commission.isNegative()) return "negative share";
        if (line.commissionTax.isNegative() || line.tax.isNegative()) return "negative tax";
    }
    if (parts != plan.total) return "parts differ from the total";
    if (extras != plan.extra) return "shares differ from the extra";
    if (after.refunded > after.captured) return "more than captured";
    if (sumOf(after, &orders::LineState::refunded) + after.shippingRefunded != after.refunded) {
        return "lines and shipping differ from the refunded total";
    }
    for (const auto& line : after.lines) {
        if (line.refunded > line.total) return "line refunded above its total";
        if (line.commissionRefunded > line.commission) return "commission above the frozen one";
        if (line.commissionTaxRefunded > line.commissionTax) return "tax above the frozen one";
        if (line.taxRefunded > line.tax) return "tax on the goods above the frozen one";
        if (line.refunded == line.total && line.taxRefunded != line.tax) {
            return "line given back in full without the tax in it";
        }
        if (line.refunded == line.total && line.commissionTaxRefunded != line.commissionTax) {
            return "line given back in full without the whole tax";
        }
        if (line.refunded == line.total && line.commissionRefunded != line.commission) {
            return "line given back in full without its whole commission";
        }
    }
    if (preview.buyer != preview.fromSeller + preview.fromCommission + preview.fromCommissionTax +
                             preview.fromCollectedTax) {
        return "preview: who bears it";
    }
    if (preview.fromSeller.isNegative()) return "preview: seller gains";
    if (preview.sellerNetAfter.isNegative()) return "preview: seller pays for it";
    Money collected(0, after.total.currency());
    if (after.isShippingTaxCollected) collected += after.shippingTax - after.shippingTaxRefunded;
    for (const auto& line : after.lines)
        if (line.isTaxCollected) collected += line.tax - line.taxRefunded;
    if (preview.escrowAfter !=
        preview.sellerNetAfter + preview.commissionAfter + preview.commissionTaxAfter + collected) {
        return "preview: what stays";
    }
    return {};
}

} // namespace

class RefundSeriesTest : public QObject {
    Q_OBJECT

    static void currencies()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"}) // no, two and three decimals
            QTest::newRow(code) << QString(code);
    }

private slots:
    void pureSeriesEndAtExactlyNothing_data() { currencies(); }
    void pureSeriesEndAtExactlyNothing()
    {
        QFETCH(QString, code);
        const Currency currency = Currency::of(code.toStdString());
        Random random;
        for (int i = 0; i < kPureSeries; ++i) {
            auto order = randomOrder(random, currency);
            if (!order.captured.isPositive()) continue;
            for (int step = 0; order.refunded < order.captured; ++step) {
                const auto content = step < 8 ? randomContent(random, order) : theRest(order);
                const auto plan = planRefund(order, content);
                if (!plan) {
                    const bool isExpected = plan.error().code == "refund.empty" ||
                                            plan.error().code == "refund.exceeds_captured";
                    QVERIFY2(isExpected && step < 8, problemOf(plan).c_str());
                    continue;
                }
                const auto after = applied(order, *plan);
                const auto broken = brokenLaw(order, *plan, after);
                QVERIFY2(broken.empty(), broken.c_str());
                order = after;
            }
            QCOMPARE(order.refunded, order.captured);
            QCOMPARE(sumOf(order, &orders::LineState::commissionRefunded),
                     sumOf(order, &orders::LineState::commission));
        }
    }

    void storedSeriesKeepTheBooks_data() { currencies(); }
    void storedSeriesKeepTheBooks()
    {
        QFETCH(QString, code);
        Random random;
        Shop shop(code.toStdString(), random.between(0, 5000));
        shop.tax(random.between(0, 3000),
                 random.chance(0.5) ? api::TaxCollector::Marketplace : api::TaxCollector::Seller);
        const auto cheap = shop.addVariant(Money(random.between(1, 99), shop.currency), 1000);
        const auto dear = shop.addVariant(Money(random.between(100, 99'999), shop.currency), 1000);
        for (int i = 0; i < kStoredSeries; ++i) {
            auto request =
                shop.basket({{cheap, random.between(1, 9)}, {dear, random.between(1, 5)}});
            request.shipping = Money(random.between(0, 999), shop.currency);
            auto view = must(shop.place(request));
            const OrderId id = view.row.id;
            for (int step = 0; view.row.refunded < view.row.total; ++step) {
                const auto order = must(shop.bench.run(shop.seller, [&](Unit& unit) {
                    return orders::loadState(unit, id, orders::ForUpdate::No);
                }));
                const auto content = step < 5 ? randomContent(random, order) : theRest(order);
                const auto preview = shop.preview(id, content);
                const auto refund = shop.refund(id, content);
                QCOMPARE(codeOf(refund), codeOf(preview)); // what is shown is what happens
                view = must(shop.order(id));
                if (refund) {
                    QCOMPARE(refund->total, preview->buyer);
                    QCOMPARE(view.escrow, preview->escrowAfter);
                }
                QCOMPARE(view.escrow, view.row.total - view.row.refunded);
                QCOMPARE(shop.findings(), std::string());
            }
            QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Refunded);
            QVERIFY(view.escrow.isZero());
        }
    }
};

STOA_TEST(RefundSeriesTest)
#include "test_refund_series.moc"
