#include "api/operations.h"
#include "domain_shop/shop.h"
#include "node/marketplace/marketplace.h"
#include "node/double/call.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

// Each caller has an allowance of each class of calls, which refills with time.
class RateLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void whoAsksTooOftenWaits()
    {
        Shop shop;
        node::Marketplace::Options options;
        options.database = shop.bench.db().info();
        options.workers = 1;
        options.jobThreads = 0;
        options.rateFactor = 2.0 / 600; // two commands a minute, four queries
        options.clock = &shop.bench.clock;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        const std::string token = must(marketplace->operatorToken());
        const auto create = [&](const std::string& name) {
            return call(marketplace->node(), token, api::CreateCategory{name, {}});
        };
        STOA_OK(create("Bowls"));
        STOA_OK(create("Cups"));
        const auto third = create("Plates");
        STOA_FAILS(third, "rate.limited");
        QCOMPARE(third.error().kind, ErrorKind::RateLimited);
        QCOMPARE(third.error().retryAfter, std::chrono::milliseconds(30'000));
        const auto read = [&] { return call(marketplace->node(), token, api::ListCategories{}); };
        QCOMPARE(must(read()).size(), std::size_t{2}); // queries have an allowance of their own

        shop.bench.clock.advance(std::chrono::seconds(29));
        STOA_FAILS(create("Plates"), "rate.limited");
        shop.bench.clock.advance(std::chrono::seconds(1));
        STOA_OK(create("Plates"));
        QCOMPARE(must(read()).size(), std::size_t{3});
    }
};

STOA_TEST(RateLimitsTest)
#include "test_rate_limits.moc"
