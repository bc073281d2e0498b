#include "domain_shop/shop.h"
#include "node/marketplace/marketplace.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;

// A marketplace that runs jobs keeps the deadlines of its orders.
class OrderTimerJobsTest : public QObject {
    Q_OBJECT

private slots:
    void ordersThatNobodySendsAreCanceledByTheClock()
    {
        Shop shop;
        const VariantId bowl = shop.addVariant("10.00", 10);
        const auto late = must(shop.place(shop.basket({{bowl, 3}})));
        shop.bench.clock.advance(std::chrono::days(13));
        const auto early = must(shop.place(shop.basket({{bowl, 1}})));
        shop.bench.clock.advance(std::chrono::days(1));
        node::Marketplace::Options options;
        options.database = shop.bench.db().info();
        options.workers = 1;
        options.jobThreads = 2;
        options.clock = &shop.bench.clock;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        QVERIFY(waitUntil([&] {
            return must(shop.order(late.row.id)).row.status == api::OrderStatus::Canceled;
        }));
        QCOMPARE(must(shop.order(early.row.id)).row.status, api::OrderStatus::Placed);
        QCOMPARE(shop.stockOf(bowl), (Stock{10, 1}));
        QCOMPARE(must(shop.order(late.row.id)).cancellations[0].actorName, std::string("System"));
        QCOMPARE(shop.findings(), std::string());
    }
};

STOA_TEST(OrderTimerJobsTest)
#include "test_order_timers.moc"
