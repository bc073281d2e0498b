// The demo marketplace as a whole: filled through the door, sound, with reviews in every state, and
// whole or not there at all.

#include "api/reconciliation.h"
#include "api/refund_approvals.h"
#include "api/reviews.h"
#include "api/sellers.h"
#include "api/webhook_deliveries.h"
#include "node/demo/demo.h"
#include "node/demo/demo_sql.h"
#include "node/double/call.h"
#include "node/local/verify.h"
#include "node/marketplace/marketplace.h"
#include "sandbox/sandbox_process.h"
#include "support/expect.h"
#include "support/statements.h"
#include "support/test_cluster.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class DemoTest : public QObject {
    Q_OBJECT

    static constexpr demo::DemoSize kSmall{60, 260, 20261118};

    static Result<std::optional<node::FirstOwner>> fill(const db::ConnectInfo& database)
    {
        return demo::ensureDemo(database, kSmall, [](double, const std::string&) {});
    }
    // The report, and how often an owner was told.
    static std::pair<demo::DemoReport, int> seed(const db::ConnectInfo& database,
                                                 const demo::DemoSize& size)
    {
        int owners = 0;
        auto report = must(demo::seed(
            database, size, [](double, const std::string&) {},
            [&](const node::FirstOwner& owner) {
                ++owners;
                QVERIFY(owner.password.size() >= 20);
            }));
        return {std::move(report), owners};
    }
    static std::unique_ptr<db::Connection> connect(const db::ConnectInfo& database)
    {
        auto connection = must(db::Connection::open(database, db::within(std::chrono::minutes(1))));
        connection->setDeadline(db::within(std::chrono::minutes(1)));
        return connection;
    }
    static std::string counts(const db::ConnectInfo& database)
    {
        static constexpr db::Statement kCounts{
            "demo_test.counts",
            "SELECT concat_ws(' ', (SELECT count(*) FROM organisation), (SELECT count(*) FROM "
            "listing),"
            " (SELECT count(*) FROM marketplace_order), (SELECT count(*) FROM review)) AS text"};
        return must(connect(database)->run(kCounts)).single().get<std::string>("text");
    }

private slots:
    void statementsFitTheSchema()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        STOA_OK(prepareAll(*connect(database), demo::sql::kAll));
    }

    void isFilledOnceAndSound()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        const auto owner = must(fill(database));
        QVERIFY(owner.has_value());
        const auto report = must(node::verify(database));
        for (const auto& finding : report.findings)
            qWarning("%s: %s", finding.rule.c_str(), finding.detail.c_str());
        QVERIFY(report.isSound());
        const std::string before = counts(database);
        QVERIFY(before.starts_with("13 60 "));
        QVERIFY(!must(fill(database)).has_value());
        QCOMPARE(counts(database), before);

        node::Marketplace::Options options;
        options.database = database;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        const std::string token = owner->session.accessToken;
        api::ListReviews list;
        list.limit = 200;
        const auto reviews = must(call(marketplace->node(), token, list)).items;
        QVERIFY(reviews.size() > 30);
        QVERIFY(
            std::ranges::any_of(reviews, [](const auto& each) { return each.answer.has_value(); }));
        list.waiting = true;
        const auto waiting = must(call(marketplace->node(), token, list)).items;
        const auto reported =
            std::ranges::count_if(waiting, [](const auto& each) { return each.openReports > 0; });
        QCOMPARE(reported, std::ptrdiff_t{2});
        QVERIFY(waiting.size() > 2); // the others are pending

        const auto refunds =
            must(call(marketplace->node(), token, api::ListRefundApprovals{})).items;
        QCOMPARE(refunds.size(), std::size_t{3});
        for (const auto& each : refunds)
            QVERIFY(each.mayDecide && each.refund.total.minor() > 250'00);
    }

    // Real differences and real posts: nothing of it is written beside the door.
    void showsWhatAProviderAndIntegratorsDid()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        const SandboxProcess sandbox;
        const auto owner = must(demo::ensureDemo(
            database, kSmall, [](double, const std::string&) {},
            gateways::ProviderSettings{sandbox.link(), SandboxProcess::kWebhookSecret}));
        QVERIFY(owner.has_value());
        node::Marketplace::Options options;
        options.database = database;
        options.jobThreads = 0;
        const auto marketplace = must(node::Marketplace::open(std::move(options)));
        const std::string token = owner->session.accessToken;
        const auto found = must(call(marketplace->node(), token, api::ListDifferences{})).items;
        QCOMPARE(found.size(), std::size_t{3});
        for (const auto& each : found) {
            QCOMPARE(each.kind, api::DifferenceKind::MissingHere);
            const bool isCharge = each.movement == api::Movement::Charge;
            QCOMPARE(each.state,
                     isCharge ? api::DifferenceState::Explained : api::DifferenceState::Open);
        }

        const OrgId us = owner->session.workspace.organisation;
        const auto endpoints =
            must(call(marketplace->node(), token, api::ListWebhookEndpoints{us})).endpoints;
        std::map<api::WebhookState, int> states;
        for (const auto& each : endpoints)
            ++states[each.state];
        QCOMPARE(states[api::WebhookState::Active], 0); // nothing is posted by a demo that is open
        QCOMPARE(states[api::WebhookState::Disabled], 1);
        api::ListWebhookDeliveries list;
        list.seller = us;
        list.limit = 200;
        const auto deliveries = must(call(marketplace->node(), token, list)).items;
        const auto has = [&](api::WebhookDeliveryState state, int attempts, int status) {
            return std::ranges::any_of(deliveries, [&](const auto& each) {
                return each.state == state && each.attempts == attempts &&
                       each.lastStatus == status;
            });
        };
        QVERIFY(has(api::WebhookDeliveryState::Delivered, 1, 200));
        QVERIFY(has(api::WebhookDeliveryState::Delivered, 2, 200)); // at the second try
        QVERIFY(has(api::WebhookDeliveryState::Failed, 1, 410));
        QVERIFY(must(node::verify(database)).isSound());
    }

    void seedingGivesANewMarketplaceItsOwnerAndGrowsTheSameShops()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        const auto [first, told] = seed(database, {40, 30, 7});
        QCOMPARE(told, 1);
        QCOMPARE(first.sellers, std::size_t{12});
        QCOMPARE(first.orders + first.refused, std::size_t{30});
        QVERIFY(counts(database).starts_with("13 40 " + std::to_string(first.orders) + ' '));

        const auto [second, toldAgain] = seed(database, {25, 20, 7});
        QCOMPARE(toldAgain, 0);
        QCOMPARE(second.sellers, std::size_t{0});
        QCOMPARE(second.listings, std::size_t{25});
        const std::string orders = std::to_string(first.orders + second.orders);
        QVERIFY(counts(database).starts_with("13 65 " + orders + ' '));

        const auto third = seed(database, {0, 20, 8}).first; // orders for what is there
        QVERIFY(third.orders >= 18);
        QVERIFY(counts(database).starts_with("13 65 "));
        QVERIFY(must(node::verify(database)).isSound());
    }

    void aShopThatSoldOutIsFilledAgain()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        seed(database, {15, 1, 7}); // one listing on sale
        const auto connection = connect(database);
        static constexpr db::Statement kSellOut{"demo_test.sell_out",
                                                "UPDATE stock_level SET on_hand = 2, reserved = 2"};
        must(connection->run(kSellOut));
        const auto report = seed(database, {0, 20, 7}).first;
        QVERIFY(report.refused >= 1);
        QVERIFY(report.orders >= 10);
    }

    void anInterruptedFillingBeginsAnew()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        const auto first = must(fill(database));
        const std::string whole = counts(database);
        const auto connection = connect(database);
        // As a process leaves it that ends in the middle.
        must(connection->run(demo::sql::kBeginFilling, SystemClock().now()));
        const auto second = must(fill(database));
        QVERIFY(second.has_value());
        QVERIFY(second->password != first->password);
        QCOMPARE(counts(database), whole);
        QVERIFY(must(node::verify(database)).isSound());
        QVERIFY(!must(fill(database)).has_value());
    }

    void twoProcessesDoNotFillAtOnce()
    {
        const auto database = TestCluster::ofProcess().createDatabase();
        auto other = connect(database);
        must(other->run(demo::sql::kLockFilling));
        const auto refused = fill(database);
        STOA_FAILS(refused, "demo.being_filled");
        QCOMPARE(refused.error().kind, ErrorKind::Unavailable);
        QCOMPARE(counts(database), std::string("0 0 0 0"));
        other.reset(); // however it ends
        QVERIFY(must(fill(database)).has_value());
    }
};

STOA_TEST(DemoTest)
#include "test_demo.moc"
