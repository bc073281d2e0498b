#include "api/operations.h"
#include "support/test_main.h"
#include "support/test_redis.h"
#include "support/wait_until.h"
#include "two_nodes.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;

// What one node decides, the other knows at once through Redis; and what becomes of that when Redis
// is killed.
class TwoNodesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestRedis> m_redis;
    std::unique_ptr<TwoNodes> m_nodes;

    static const node::HealthCheck* find(const std::vector<node::HealthCheck>& checks,
                                         std::string_view name)
    {
        const auto at = std::find_if(checks.begin(), checks.end(),
                                     [&](const auto& check) { return check.name == name; });
        return at == checks.end() ? nullptr : &*at;
    }
    std::vector<std::string> categoriesOf(node::Marketplace& at)
    {
        std::vector<std::string> paths;
        for (const auto& category : must(m_nodes->ask(at, m_nodes->admin(), api::ListCategories{})))
            paths.push_back(category.path);
        return paths;
    }
    double answersOfTree(const std::string& level)
    {
        return metric(m_nodes->a(), "stoa_cache_answers_total{cache=\"catalogue.list_categories\","
                                    "level=\"" +
                                        level + "\"}");
    }
    void addCategory(const std::string& path)
    {
        must(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::CreateCategory{path, {}}));
    }

private slots:
    void init()
    {
        m_redis = std::make_unique<TestRedis>();
        m_nodes = std::make_unique<TwoNodes>(TwoNodes::Options{m_redis->url()});
    }
    void cleanup()
    {
        m_nodes.reset();
        m_redis.reset();
    }

    void aSignedOutSessionIsRefusedByTheOtherNodeAtOnce()
    {
        const auto session = m_nodes->person("ann@market.example");
        STOA_OK(m_nodes->ask(m_nodes->b(), session.accessToken, api::GetMe{}));
        STOA_OK(m_nodes->ask(m_nodes->a(), session.accessToken, api::SignOut{}));
        STOA_FAILS(m_nodes->ask(m_nodes->b(), session.accessToken, api::GetMe{}),
                   "session.revoked");
        STOA_OK(m_nodes->ask(m_nodes->b(), m_nodes->admin(), api::GetMe{}));
    }

    void aChangeOfRolesEndsSessionsOnTheOtherNodeAtOnce()
    {
        const auto session = m_nodes->person("ann@market.example");
        STOA_OK(m_nodes->ask(m_nodes->b(), session.accessToken, api::GetMe{}));
        api::SetUserRoles roles;
        roles.user = session.user.id;
        roles.version = session.user.version;
        roles.organisation = m_nodes->organisation();
        roles.roles = {api::Role::Finance};
        STOA_OK(m_nodes->ask(m_nodes->a(), m_nodes->admin(), roles));
        STOA_FAILS(m_nodes->ask(m_nodes->b(), session.accessToken, api::GetMe{}),
                   "session.revoked");
    }

    void aReusedRefreshTokenEndsTheFamilyOnTheOtherNodeAtOnce()
    {
        const auto session = m_nodes->person("ann@market.example");
        const auto refresh = [&](const std::string& token) {
            api::RefreshSession request;
            request.refreshToken.value = token;
            return m_nodes->ask(m_nodes->a(), "", request);
        };
        const auto second = must(refresh(session.refreshToken));
        const auto third = must(refresh(second.refreshToken));
        STOA_OK(m_nodes->ask(m_nodes->b(), third.accessToken, api::GetMe{}));
        STOA_FAILS(refresh(session.refreshToken), "session.reused");
        STOA_FAILS(m_nodes->ask(m_nodes->b(), third.accessToken, api::GetMe{}), "session.revoked");
    }

    void aRevokedKeyIsRefusedByTheOtherNodeAtOnce()
    {
        const auto key =
            must(m_nodes->ask(m_nodes->a(), m_nodes->admin(),
                              api::CreateApiKey{"Shop", {api::Permission::StorefrontRead}}));
        STOA_OK(m_nodes->ask(m_nodes->b(), *key.secret, api::SearchStorefront{})); // remembered
        STOA_OK(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::RevokeApiKey{key.id}));
        STOA_FAILS(m_nodes->ask(m_nodes->b(), *key.secret, api::SearchStorefront{}),
                   "api_key.revoked");
    }

    void wrongPasswordsAreCountedTogether()
    {
        for (int i = 0; i < 10; ++i) {
            STOA_FAILS(m_nodes->signIn(i % 2 == 0 ? m_nodes->a() : m_nodes->b(),
                                       "olive@market.example", "a wrong guess"),
                       "sign_in.failed");
        }
        for (auto* node : {&m_nodes->a(), &m_nodes->b()}) {
            const auto refused =
                m_nodes->signIn(*node, "olive@market.example", TwoNodes::password());
            STOA_FAILS(refused, "sign_in.too_many");
            QVERIFY(refused.error().retryAfter > std::chrono::seconds(0));
        }
        QVERIFY(
            m_nodes->signIn(m_nodes->b(), "nobody@market.example", "a wrong guess").error().code ==
            "sign_in.failed");
    }

    void theCategoryTreeIsReadOnceForBothAndForgottenByEvents()
    {
        addCategory("Home");
        QCOMPARE(categoriesOf(m_nodes->a()), (std::vector<std::string>{"Home"}));
        QCOMPARE(categoriesOf(m_nodes->a()), (std::vector<std::string>{"Home"}));
        QCOMPARE(answersOfTree("source"), 1.0);
        QCOMPARE(answersOfTree("memory"), 1.0);
        QVERIFY(waitUntil([&] { return categoriesOf(m_nodes->b()).size() == 1; }));
        addCategory("Garden");
        QCOMPARE(categoriesOf(m_nodes->a()), (std::vector<std::string>{"Garden", "Home"}));
        QVERIFY(waitUntil([&] { return categoriesOf(m_nodes->b()).size() == 2; }));
    }

    void repliesOfOneOrganisationAreNotShownToAnother()
    {
        std::vector<std::string> names;
        for (const char* name : {"Kiln and Co", "Birch and Bone"}) {
            api::CreateSeller create;
            create.name = name;
            create.country = "DE";
            create.currency = "EUR";
            const auto seller = must(m_nodes->ask(m_nodes->a(), m_nodes->admin(), create));
            for (int i = 0; i < 2; ++i) { // from the database, from memory
                const auto found =
                    must(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::GetSeller{seller.id}));
                QCOMPARE(found.name, std::string(name));
            }
        }
        const auto all = must(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::ListSellers{}));
        QCOMPARE(all.items.size(), std::size_t{2});
    }

    void everyCallIsRightWhileRedisIsKilledAndStartedAgain()
    {
        int expected = 0;
        const auto round = [&] {
            addCategory("Category " + std::to_string(1000 + expected++));
            QCOMPARE(static_cast<int>(categoriesOf(m_nodes->a()).size()), expected);
            QVERIFY(waitUntil(
                [&] { return static_cast<int>(categoriesOf(m_nodes->b()).size()) == expected; }));
            STOA_OK(m_nodes->ask(m_nodes->b(), m_nodes->admin(), api::GetMe{}));
        };
        for (int i = 0; i < 10; ++i)
            round();
        QVERIFY(find(m_nodes->a().health(), "redis")->isGood);

        m_redis->kill();
        for (int i = 0; i < 10; ++i)
            round();
        const auto checks = m_nodes->a().health();
        QVERIFY(!find(checks, "redis")->isGood);
        QVERIFY(!find(checks, "redis")->isVital);
        QVERIFY(find(checks, "postgresql")->isGood);
        QVERIFY(metric(m_nodes->a(), "stoa_breaker_trips_total{dependency=\"redis\"}") >= 1);
        QCOMPARE(m_nodes->a().services().at(0).name, std::string("redis"));
        QCOMPARE(m_nodes->a().services().at(0).state, api::ServiceState::Degraded);

        m_redis->start();
        QVERIFY(waitUntil([&] {
            return find(m_nodes->a().health(), "redis")->isGood &&
                   m_nodes->a().services().at(0).state == api::ServiceState::Running;
        }));
        for (int i = 0; i < 10; ++i)
            round();
    }

    void aDeadRedisCostsNoTimeOnceThatIsKnown()
    {
        m_redis->kill();
        const auto failures = [&] { return metric(m_nodes->a(), "stoa_redis_failures_total"); };
        for (int i = 0; i < 10; ++i)
            STOA_OK(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::GetMe{}));
        const double before = failures();
        const double refused =
            metric(m_nodes->a(), "stoa_breaker_refused_total{dependency=\"redis\"}");
        QVERIFY(before >= 1);
        STOA_OK(m_nodes->ask(m_nodes->a(), m_nodes->admin(), api::GetMe{}));
        QVERIFY(failures() <= before + 1); // a probe at most
        QVERIFY(metric(m_nodes->a(), "stoa_breaker_refused_total{dependency=\"redis\"}") > refused);
    }
};

namespace stoa::api {
char* toString(ServiceState state)
{
    return qstrdup(std::string(enumText(state)).c_str());
}
} // namespace stoa::api

STOA_TEST(TwoNodesTest)
#include "test_two_nodes.moc"
