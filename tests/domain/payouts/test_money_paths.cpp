// Random lives of orders in a real database: placed, refunded, delivered, released, refunded again.
// The books are right after every step, in currencies of no, two and three decimals.

#include "domain/payouts/escrow_operations.h"
#include "domain_shop/shop.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kOrders = 6; // of each currency

} // namespace

class MoneyPathsTest : public QObject {
    Q_OBJECT

    static api::RefundContent someOf(Random& random, const api::OrderView& order)
    {
        const Money left = order.row.total - order.row.refunded;
        api::RefundContent content;
        content.extra = Money(random.between(1, left.minor()), left.currency());
        return content;
    }

private slots:
    void everyStepKeepsTheBooks_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void everyStepKeepsTheBooks()
    {
        QFETCH(QString, code);
        Random random;
        Shop shop(code.toStdString(), random.between(0, 5000));
        shop.tax(random.between(0, 3000),
                 random.chance(0.5) ? api::TaxCollector::Marketplace : api::TaxCollector::Seller);
        const auto cheap = shop.addVariant(Money(random.between(1, 99), shop.currency), 1000);
        const auto dear = shop.addVariant(Money(random.between(100, 99'999), shop.currency), 1000);
        for (int i = 0; i < kOrders; ++i) {
            auto request =
                shop.basket({{cheap, random.between(1, 9)}, {dear, random.between(1, 5)}});
            request.shipping = Money(random.between(0, 999), shop.currency);
            const OrderId id = must(shop.place(request)).row.id;
            const auto refundSome = [&] {
                const auto order = must(shop.order(id));
                if (order.row.refunded == order.row.total) return;
                const auto content = someOf(random, order);
                const auto preview = must(shop.preview(id, content));
                QCOMPARE(must(shop.refund(id, content)).total, preview.buyer);
                QCOMPARE(preview.buyer, preview.fromSeller + preview.fromCommission +
                                            preview.fromCommissionTax + preview.fromCollectedTax);
                QCOMPARE(must(shop.order(id)).escrow, preview.escrowAfter);
                QCOMPARE(shop.findings(), std::string());
            };
            if (random.chance(0.5)) refundSome();
            must(shop.deliver(id));
            if (random.chance(0.5)) refundSome();
            shop.bench.clock.advance(std::chrono::hours(24 * 15));
            must(shop.bench.run(shop.seller, ledger::releaseDue));
            QCOMPARE(shop.findings(), std::string());
            QVERIFY(must(shop.order(id)).escrow.isZero());
            refundSome();
            if (random.chance(0.5)) refundSome();
        }
    }
};

STOA_TEST(MoneyPathsTest)
#include "test_money_paths.moc"
