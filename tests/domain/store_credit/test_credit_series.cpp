// Random lives of a buyer's credit in a real database: given, spent, made of refunds. No minor unit
// is made or lost, in currencies of no, two and three decimals.

#include "credit_bench.h"
#include "support/random.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr int kOrders = 8; // of each currency

} // namespace

class CreditSeriesTest : public QObject {
    Q_OBJECT

    static api::RefundContent someOf(Random& random, const api::OrderView& order)
    {
        const Money left = order.row.total - order.row.refunded;
        api::RefundContent content;
        content.extra = Money(random.between(1, left.minor()), left.currency());
        content.to = random.chance(0.4) ? api::RefundDestination::StoreCredit
                                        : api::RefundDestination::OriginalMethod;
        return content;
    }
    static std::optional<Money> partOf(Random& random, const Money& balance, const Money& total)
    {
        const std::int64_t most = std::min(balance, total).minor();
        if (most == 0 || random.chance(0.2)) return std::nullopt;
        return Money(random.chance(0.3) ? most : random.between(1, most), total.currency());
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
        CreditBench bench(code.toStdString());
        Shop& shop = bench.shop;
        const auto odd = shop.addVariant(Money(random.between(1, 9999), shop.currency), 1000);
        Money expected(0, shop.currency);
        const auto verify = [&] {
            QCOMPARE(bench.balance(), expected);
            QCOMPARE(shop.findings(), std::string());
        };
        for (int i = 0; i < kOrders; ++i) {
            const Money gift(random.between(1, 5000), shop.currency);
            must(bench.grant(gift));
            expected += gift;
            auto request = shop.basket({{odd, random.between(1, 9)}});
            request.shipping = Money(random.between(0, 999), shop.currency);
            const Money total =
                must(shop.place(request)).row.total; // what the same basket costs again
            request.storeCredit = partOf(random, expected, total);
            const OrderId id = must(shop.place(request)).row.id;
            if (request.storeCredit) expected -= *request.storeCredit;
            verify();
            const bool isReleased = random.chance(0.5);
            if (isReleased) bench.release(id);
            for (int step = 0; step < 6; ++step) {
                const auto order = must(shop.order(id));
                if (order.row.refunded == order.row.total) break;
                const auto content = someOf(random, order);
                const auto preview = must(shop.preview(id, content));
                const auto refund = must(shop.refund(id, content));
                QCOMPARE(refund.credit, preview.toCredit);
                expected += refund.credit;
                verify();
            }
        }
    }
};

STOA_TEST(CreditSeriesTest)
#include "test_credit_series.moc"
