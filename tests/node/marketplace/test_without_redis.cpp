#include "api/operations.h"
#include "platform/db/connection.h"
#include "support/chaos_proxy.h"
#include "support/test_main.h"
#include "support/wait_until.h"
#include "two_nodes.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kTerminate{
    "test.terminate", "SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity"
                      " WHERE datname = current_database() AND pid <> pg_backend_pid()"};

} // namespace

// Without Redis the nodes have the database and its notifications.
class WithoutRedisTest : public QObject {
    Q_OBJECT

private slots:
    void revocationsTravelWithTheEvents()
    {
        TwoNodes nodes({});
        const auto session = nodes.person("ann@market.example");
        STOA_OK(nodes.ask(nodes.b(), session.accessToken, api::GetMe{}));
        STOA_OK(nodes.ask(nodes.a(), session.accessToken, api::SignOut{}));
        STOA_FAILS(nodes.ask(nodes.a(), session.accessToken, api::GetMe{}), "session.revoked");
        QVERIFY(waitUntil([&] {
            return codeOf(nodes.ask(nodes.b(), session.accessToken, api::GetMe{})) ==
                   "session.revoked";
        }));
        QVERIFY(nodes.a().services().empty());
    }

    void cachedRepliesAreForgottenByEvents()
    {
        TwoNodes nodes({});
        const auto count = [&](node::Marketplace& at) {
            return must(nodes.ask(at, nodes.admin(), api::ListCategories{})).size();
        };
        QCOMPARE(count(nodes.b()), std::size_t{0});
        must(nodes.ask(nodes.a(), nodes.admin(), api::CreateCategory{"Home", {}}));
        QCOMPARE(count(nodes.a()), std::size_t{1});
        QVERIFY(waitUntil([&] { return count(nodes.b()) == 1; }));
    }

    // The other node was cut off when it happened, and nobody says it again.
    void whatWasMissedIsReadWhenTheLinkIsBack()
    {
        std::unique_ptr<ChaosProxy> proxy;
        TwoNodes nodes({.secondWay = [&](const db::ConnectInfo& database) {
            proxy = std::make_unique<ChaosProxy>(database);
            return proxy->info();
        }});
        const auto session = nodes.person("ann@market.example");
        STOA_OK(nodes.ask(nodes.b(), session.accessToken, api::GetMe{}));
        QCOMPARE(must(nodes.ask(nodes.b(), nodes.admin(), api::ListCategories{})).size(),
                 std::size_t{0});

        proxy->refuse(true);
        const auto observer =
            must(db::Connection::open(nodes.database(), db::within(std::chrono::seconds(20))));
        must(observer->run(kTerminate));
        QVERIFY(waitUntil([&] {
            return nodes.ask(nodes.a(), nodes.admin(), api::CreateCategory{"Home", {}}).has_value();
        }));
        QVERIFY(waitUntil([&] {
            const auto ended = nodes.ask(nodes.a(), session.accessToken, api::SignOut{});
            return ended.has_value() || ended.error().code == "session.revoked";
        }));
        QCOMPARE(must(nodes.ask(nodes.b(), nodes.admin(), api::ListCategories{})).size(),
                 std::size_t{0}); // from memory: it can know no better

        proxy->refuse(false);
        QVERIFY(waitUntil([&] {
            return codeOf(nodes.ask(nodes.b(), session.accessToken, api::GetMe{})) ==
                   "session.revoked";
        }));
        QVERIFY(waitUntil([&] {
            const auto found = nodes.ask(nodes.b(), nodes.admin(), api::ListCategories{});
            return found && found->size() == 1;
        }));
    }
};

STOA_TEST(WithoutRedisTest)
#include "test_without_redis.moc"
