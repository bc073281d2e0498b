// Campaigns: many histories, each from its own seed, against a real database whose links break. The
// usual size is for every run; STOA_SEEDS asks for more, STOA_SEED for one that begins elsewhere.

#include "node/local/verify.h"
#include "order_history.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

#include <QTemporaryDir>

using namespace stoa;
using namespace stoa::test;

namespace {

struct Seeds {
    std::uint64_t first;
    std::size_t count;
};

Seeds seedsOf(std::size_t usual)
{
    const int count = qEnvironmentVariableIntValue("STOA_SEEDS");
    return {Random().seed(), count > 0 ? static_cast<std::size_t>(count) : usual};
}

} // namespace

class CheckoutCampaign final : public QObject {
    Q_OBJECT

private slots:
    void losesAndDoublesNothing();
};

void CheckoutCampaign::losesAndDoublesNothing()
{
    const auto seeds = seedsOf(200);
    const QTemporaryDir folder;
    const auto database = TestCluster::ofProcess().createDatabase();
    ChaosProxy proxy(database);
    node::Marketplace::Options options;
    options.database = proxy.info();
    options.workers = 4;
    options.jobThreads = 1;
    options.orderLog = folder.path().toStdString() + "/order-log";
    const auto marketplace = must(node::Marketplace::open(std::move(options)));
    const Shop shop(*marketplace, 3, 100'000);

    std::size_t orders = 0;
    for (std::size_t i = 0; i < seeds.count; ++i) {
        OrderHistory history({marketplace->node(), shop, proxy, must(marketplace->operatorToken())},
                             seeds.first + i);
        const auto problems = history.run();
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
        orders += history.orders();
    }
    qInfo("%zu histories, %zu orders, first seed %llu", seeds.count, orders,
          static_cast<unsigned long long>(seeds.first));
    const auto report = must(node::verify(database));
    for (const auto& finding : report.findings)
        qWarning("%s %s %s", finding.organisation.c_str(), finding.rule.c_str(),
                 finding.detail.c_str());
    QVERIFY(report.isSound());
}

STOA_TEST(CheckoutCampaign)
#include "test_campaigns.moc"
