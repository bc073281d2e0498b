#include "domain/payments/webhooks.h"
#include "settlement_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kInbox{
    "test.inbox", "SELECT (SELECT count(*) FROM inbound_event) || ' ' ||"
                  " (SELECT count(*) FROM job WHERE kind = 'payments.webhook') AS text"};
constexpr db::Statement kJobPayload{
    "test.job_payload",
    "SELECT convert_from(payload, 'UTF8') AS text FROM job WHERE kind = 'payments.webhook'"};

} // namespace

class WebhooksTest : public QObject {
    Q_OBJECT

    std::optional<SettlementBench> m_bench;

    db::Connection& db() { return m_bench->shop.bench.db(); }
    OrgId marketplace() const { return m_bench->shop.bench.marketplace(); }
    Result<Nothing> receive(const std::string& provider, const std::string& signature,
                            const std::string& body)
    {
        api::ReceiveWebhook request;
        request.provider = provider;
        request.signature.value = signature;
        request.body.value = body;
        return m_bench->shop.bench.run(std::nullopt, [&](Unit& unit) {
            return payments::handle(unit, request, m_bench->shop.providers());
        });
    }
    std::string inbox() { return must(db().run(kInbox)).single().get<std::string>("text"); }
    std::string payload() { return must(db().run(kJobPayload)).single().get<std::string>("text"); }

private slots:
    void init() { m_bench.emplace(); }

    void isWrittenOnceHoweverOftenItComes()
    {
        const auto placed = m_bench->place();
        m_bench->finish(placed.payments[0].id.uuid());
        STOA_OK(receive("fake", "signed", "evt_1"));
        STOA_OK(receive("fake", "signed", "evt_1"));
        QCOMPARE(inbox(), std::string("1 1"));
        STOA_OK(receive("fake", "signed", "evt_2"));
        QCOMPARE(inbox(), std::string("2 2"));
    }

    void whatSpeaksOfAPayoutIsTakenInToo()
    {
        STOA_OK(receive("fake", "signed", "a payout"));
        const auto inbound = must(payments::findInbound(db(), marketplace(), payload()));
        QVERIFY(inbound->kind == gateways::NoticeKind::PayOut);
        QVERIFY(!inbound->organisation.has_value()); // of no payment
    }

    void isFoundUntilItIsProcessed()
    {
        const auto placed = m_bench->place();
        m_bench->finish(placed.payments[0].id.uuid());
        STOA_OK(receive("fake", "signed", "evt_1"));
        const auto inbound = must(payments::findInbound(db(), marketplace(), payload()));
        QVERIFY(inbound.has_value());
        QCOMPARE(inbound->event, std::string("evt_1"));
        QCOMPARE(inbound->attempt, std::optional(placed.payments[0].id.uuid()));
        QCOMPARE(inbound->organisation, std::optional(m_bench->shop.seller));
        STOA_OK(payments::markProcessed(db(), marketplace(), *inbound,
                                        m_bench->shop.bench.clock.now()));
        QVERIFY(!must(payments::findInbound(db(), marketplace(), payload())).has_value());
        STOA_OK(receive("fake", "signed", "evt_1")); // nor does it come back
        QVERIFY(!must(payments::findInbound(db(), marketplace(), payload())).has_value());
    }

    void refusalsWriteNothing()
    {
        STOA_FAILS(receive("fake", "", "evt_1"), "webhook.wrong_signature");
        STOA_FAILS(receive("nobody", "signed", "evt_1"), "webhook.unknown_provider");
        STOA_FAILS(receive("sandbox", "signed", "evt_1"), "webhook.unknown_provider"); // instant
        STOA_FAILS(receive("fake", "signed", "of no type"), "webhook.unknown_event");
        STOA_FAILS(receive("fake", "signed", std::string(300, 'e')), "webhook.malformed");
        QCOMPARE(inbox(), std::string("0 0"));
    }

    void isForgottenAfterAMonth()
    {
        STOA_OK(receive("fake", "signed", "evt_1"));
        auto& clock = m_bench->shop.bench.clock;
        clock.advance(std::chrono::hours(24 * 29));
        QCOMPARE(must(payments::forgetInbound(db(), marketplace(), clock.now(), 10)),
                 std::size_t{0});
        clock.advance(std::chrono::hours(24 * 2));
        QCOMPARE(must(payments::forgetInbound(db(), marketplace(), clock.now(), 10)),
                 std::size_t{1});
        QCOMPARE(inbox(), std::string("0 1"));
    }
};

STOA_TEST(WebhooksTest)
#include "test_webhooks.moc"
