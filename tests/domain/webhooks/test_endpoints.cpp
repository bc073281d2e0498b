#include "domain/webhooks/event_kinds.h"
#include "hook_bench.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::WebhookState;

namespace {

constexpr db::Statement kSecretsElsewhere{
    "test.secrets_elsewhere",
    "SELECT count(*) AS number FROM event_log WHERE convert_from(payload, 'UTF8') LIKE '%whsec%'"};
constexpr db::Statement kEndpoints{"test.endpoints",
                                   "SELECT count(*) AS number FROM webhook_endpoint"};

api::UpdateWebhookEndpoint changed(const api::WebhookEndpointView& of)
{
    return {of.seller, of.id, of.version, of.url, of.description, {}, true};
}

} // namespace

class EndpointsTest : public QObject {
    Q_OBJECT

    std::optional<HookBench> m;

private slots:
    void init() { m.emplace(); }

    void itsStatementsFitTheSchema() { STOA_OK(prepareAll(m->bench.db(), webhooks::sql::kAll)); }

    void showsItsSecretOnce()
    {
        auto request = m->newEndpoint({"order.placed", "order.canceled", "order.placed"});
        const auto made = must(m->ask(request));
        QCOMPARE(m->bench.events(), std::string("webhook_endpoint.created"));
        QVERIFY(made.secret && outbound::parseWebhookSecret(*made.secret));
        const std::vector<std::string> kinds{"order.canceled", "order.placed"};
        QVERIFY(made.kinds == kinds);
        QCOMPARE(made.state, WebhookState::Active);
        QCOMPARE(made.url, request.url.value);
        QVERIFY(!m->now(made.id).secret);
        const auto all = must(m->ask(api::ListWebhookEndpoints{m->seller}));
        QCOMPARE(all.endpoints.size(), std::size_t{1});
        QVERIFY(!all.endpoints[0].secret);
        QCOMPARE(m->number(kSecretsElsewhere), std::int64_t{0});
    }

    void refusesInOrder()
    {
        auto request = m->newEndpoint({"order.lost"});
        request.url = "http://hooks.example/in";
        STOA_FAILS(m->ask(request), "webhook.url_not_https");
        request.url = "https://ada@hooks.example/in";
        STOA_FAILS(m->ask(request), "webhook.url_malformed");
        request.url = "https://10.0.0.1/in";
        const auto refused = m->ask(request);
        STOA_FAILS(refused, "webhook.url_private");
        QCOMPARE(refused.error().field, std::string("url"));
        request.url = "https://hooks.example/in";
        const auto unknown = m->ask(request);
        STOA_FAILS(unknown, "webhook.unknown_kind");
        QCOMPARE(unknown.error().field, std::string("kinds[0]"));
        STOA_FAILS(m->askAs(OrgId::make(), m->newEndpoint()), "seller.not_found");
        QCOMPARE(m->number(kEndpoints), std::int64_t{0});
    }

    void thereAreAtMostTwenty()
    {
        for (int i = 0; i < webhooks::kMaxEndpoints; ++i)
            must(m->ask(m->newEndpoint()));
        const auto refused = m->ask(m->newEndpoint());
        STOA_FAILS(refused, "webhook.too_many_endpoints");
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        const auto all = must(m->ask(api::ListWebhookEndpoints{m->seller}));
        must(m->ask(api::RemoveWebhookEndpoint{m->seller, all.endpoints[7].id}));
        must(m->ask(m->newEndpoint())); // there is room again
    }

    void changesWhatItIsAsked()
    {
        const auto made = m->endpoint();
        auto request = changed(made);
        request.url = "https://hooks.example/other";
        request.kinds = {"order.paid"};
        request.isActive = false;
        const auto after = must(m->ask(request));
        QCOMPARE(m->bench.events(), std::string("webhook_endpoint.updated"));
        QCOMPARE(after.url, std::string("https://hooks.example/other"));
        QCOMPARE(after.state, WebhookState::Paused);
        QCOMPARE(after.version.value, std::int64_t{2});
        const auto stale = m->ask(request);
        STOA_FAILS(stale, "webhook.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        request.url = "https://localhost/";
        STOA_FAILS(m->ask(request), "webhook.url_private");
        request = changed(after);
        request.endpoint = WebhookEndpointId::make();
        STOA_FAILS(m->ask(request), "webhook.endpoint_not_found");
    }

    void whatIsRemovedIsGoneWithItsSecret()
    {
        const auto made = m->endpoint();
        must(m->ask(api::RemoveWebhookEndpoint{m->seller, made.id}));
        QCOMPARE(m->bench.events(), std::string("webhook_endpoint.removed"));
        STOA_FAILS(m->ask(api::GetWebhookEndpoint{m->seller, made.id}),
                   "webhook.endpoint_not_found");
        STOA_FAILS(m->ask(api::RemoveWebhookEndpoint{m->seller, made.id}),
                   "webhook.endpoint_not_found");
        STOA_FAILS(m->ask(changed(made)), "webhook.endpoint_not_found");
        QVERIFY(must(m->ask(api::ListWebhookEndpoints{m->seller})).endpoints.empty());
        constexpr db::Statement kKept{"test.kept", "SELECT count(secret) + count(previous_secret)"
                                                   " AS number FROM webhook_endpoint"};
        QCOMPARE(m->number(kKept), std::int64_t{0});
    }

    void anotherOrganisationsEndpointDoesNotExist()
    {
        const auto made = m->endpoint();
        const OrgId other = m->bench.addSeller("Other");
        STOA_FAILS(m->askAs(other, api::GetWebhookEndpoint{other, made.id}),
                   "webhook.endpoint_not_found");
        STOA_FAILS(m->askAs(other, api::RotateWebhookSecret{other, made.id, made.version}),
                   "webhook.endpoint_not_found");
        QVERIFY(must(m->askAs(other, api::ListWebhookEndpoints{other})).endpoints.empty());
    }

    void theMarketplaceHasItsOwn()
    {
        const OrgId marketplace = m->bench.marketplace();
        auto request = m->newEndpoint({"seller.created"});
        request.seller = marketplace;
        const auto made = must(m->askAs(marketplace, request));
        QCOMPARE(made.seller, marketplace);
    }

    void bothSecretsSignForAsLongAsItWasSaid()
    {
        const auto made = m->endpoint();
        m->happen();
        m->takeIn();
        const auto rotated =
            must(m->ask(api::RotateWebhookSecret{m->seller, made.id, made.version, 2}));
        QCOMPARE(m->bench.events(), std::string("webhook_endpoint.secret_rotated"));
        QVERIFY(rotated.secret && *rotated.secret != *made.secret);
        QVERIFY(rotated.previousSecretUntil == m->bench.clock.now() + std::chrono::hours(2));
        const auto both = m->advance(made.id);
        QCOMPARE(both->secrets.size(), std::size_t{2});
        QCOMPARE(outbound::textOf(both->secrets[0]), *rotated.secret);
        QCOMPARE(outbound::textOf(both->secrets[1]), *made.secret);
        m->bench.clock.advance(std::chrono::hours(2));
        QCOMPARE(m->advance(made.id)->secrets.size(), std::size_t{1});
    }

    void anOldSecretCanEndAtOnce()
    {
        const auto made = m->endpoint();
        const auto rotated =
            must(m->ask(api::RotateWebhookSecret{m->seller, made.id, made.version, 0}));
        QVERIFY(!rotated.previousSecretUntil);
        STOA_FAILS(m->ask(api::RotateWebhookSecret{m->seller, made.id, made.version, 0}),
                   "webhook.stale");
        m->happen();
        m->takeIn();
        const auto one = m->advance(made.id);
        QCOMPARE(one->secrets.size(), std::size_t{1});
        QCOMPARE(outbound::textOf(one->secrets[0]), *rotated.secret);
    }

    void theKindsAreKnown()
    {
        const auto kinds = must(m->ask(api::ListEventKinds{})).kinds;
        QVERIFY(kinds.size() > 100);
        QVERIFY(std::ranges::is_sorted(kinds));
        QVERIFY(webhooks::isEventKind("order.placed"));
        QVERIFY(!webhooks::isEventKind(webhooks::kTestKind));
    }
};

STOA_TEST(EndpointsTest)
#include "test_endpoints.moc"
