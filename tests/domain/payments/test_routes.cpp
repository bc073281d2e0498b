#include "domain/payments/payments_sql.h"
#include "domain/payments/routes.h"
#include "domain_shop/fake_provider.h"
#include "domain_shop/shop.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class RoutesTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    gateways::SandboxGateway m_sandbox;
    FakeProvider m_fake;
    std::optional<payments::Providers> m_providers;

    Result<api::PaymentRoutesView> set(const std::string& method, const std::string& provider,
                                       std::optional<Version> version = std::nullopt)
    {
        return m_shop->bench.run(m_shop->bench.marketplace(), [&](Unit& unit) {
            return payments::handle(unit, api::SetPaymentRoute{method, provider, version},
                                    *m_providers);
        });
    }
    Result<api::PaymentRoutesView> get()
    {
        return m_shop->bench.run(m_shop->bench.marketplace(), [&](Unit& unit) {
            return payments::handle(unit, api::GetPaymentRoutes{}, *m_providers);
        });
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_providers.emplace(m_sandbox);
        m_providers->add(m_fake);
    }

    void statementsFitTheSchema() { STOA_OK(prepareAll(m_shop->bench.db(), payments::sql::kAll)); }

    void aChangeIsSeenAndCounts()
    {
        QVERIFY(must(get()).routes.empty());
        const auto view = must(set("card", "fake"));
        QCOMPARE(m_shop->bench.events(), std::string("payment.route_changed"));
        QCOMPARE(view.routes.size(), std::size_t{1});
        QCOMPARE(view.routes[0].method, std::string("card"));
        QCOMPARE(view.routes[0].provider, std::string("fake"));
        QCOMPARE(view.routes[0].version, Version{1});
        QCOMPARE(view.fallback, std::string("sandbox"));
        QCOMPARE(view.providers.size(), std::size_t{2});
        QVERIFY(view.providers[0].isInstant);
        QVERIFY(!view.providers[1].isInstant);
        QCOMPARE(std::string(must(m_providers->choose("tok_visa")).gateway->name()),
                 std::string("sandbox")); // until it is loaded
        STOA_OK(payments::loadRoutes(*m_providers, m_shop->bench.db()));
        QCOMPARE(std::string(must(m_providers->choose("tok_visa")).gateway->name()),
                 std::string("fake"));
        must(set("card", "sandbox", Version{1}));
        STOA_OK(payments::loadRoutes(*m_providers, m_shop->bench.db()));
        QCOMPARE(std::string(must(m_providers->choose("tok_visa")).gateway->name()),
                 std::string("sandbox"));
    }

    void showsWhatIsInFlight()
    {
        m_shop->routeTo(m_fake);
        const auto bowl = m_shop->addVariant("12.50", 10);
        must(m_shop->place(m_shop->basket({{bowl, 1}})));
        must(m_shop->place(m_shop->basket({{bowl, 1}})));
        auto view = must(get());
        QCOMPARE(view.providers[1].inFlight, 2);
        m_providers.emplace(m_sandbox); // started without it
        view = must(get());
        QCOMPARE(view.providers.size(), std::size_t{2});
        QCOMPARE(view.providers[1].name, std::string("fake"));
        QVERIFY(!view.providers[1].isConfigured);
        QCOMPARE(view.providers[1].inFlight, 2);
    }

    void refusesAndWritesNothing()
    {
        must(set("card", "fake"));
        const auto refused = [&](const Result<api::PaymentRoutesView>& result) {
            const auto now = must(get()).routes;
            if (now.size() != 1 || now[0].version != Version{1}) return std::string("written");
            return codeOf(result);
        };
        QCOMPARE(refused(set("Card", "fake")), std::string("payment_route.bad_method"));
        QCOMPARE(refused(set("1card", "fake")), std::string("payment_route.bad_method"));
        const auto unknown = set("wallet", "stripes");
        QCOMPARE(refused(unknown), std::string("payment_route.unknown_provider"));
        QCOMPARE(unknown.error().params[0].second, std::string("sandbox, fake"));
        QCOMPARE(refused(set("card", "sandbox")), std::string("payment_route.stale"));
        QCOMPARE(refused(set("card", "sandbox", Version{7})), std::string("payment_route.stale"));
        QCOMPARE(refused(set("wallet", "sandbox", Version{1})), std::string("payment_route.stale"));
    }
};

STOA_TEST(RoutesTest)
#include "test_routes.moc"
