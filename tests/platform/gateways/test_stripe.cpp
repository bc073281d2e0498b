#include "platform/gateways/stripe_gateway.h"
#include "platform/gateways/stripe_shapes.h"
#include "platform/gateways/webhook_signature.h"
#include "support/expect.h"
#include "support/fake_clock.h"
#include "support/http_stand_in.h"
#include "support/test_main.h"

#include <QFile>

using namespace stoa;
using namespace stoa::test;
using gateways::Verdict;

namespace {

const Money kAmount{1250, Currency::of("EUR")};
constexpr Timestamp kStart(0);
constexpr Timestamp kEnd(253'402'300'799'000'000); // 9999
constexpr const char* kKey = "sk_test_of_the_tests";
constexpr const char* kIntent = "pi_3MtwBwLkdIwHu7ix28a3tqPa";

} // namespace

// Against Stripe's documented shapes (tests/platform/gateways/stripe) and a local stand-in.
class StripeTest : public QObject {
    Q_OBJECT

    FakeClock m_clock;
    Uuid m_attempt;
    std::optional<HttpStandIn> m_server;
    std::optional<gateways::StripeGateway> m_stripe;
    std::map<std::string, StandInAnswer> m_answers; // by "METHOD path", without the query

    std::string shape(const char* name) const
    {
        QFile file(QStringLiteral(STOA_STRIPE_SHAPES "/%1.json").arg(name));
        if (!file.open(QIODevice::ReadOnly)) qFatal("no shape %s", name);
        return file.readAll().replace("ATTEMPT", m_attempt.text().c_str()).toStdString();
    }
    std::string list(const char* name, bool hasMore = false) const
    {
        const std::string item = name == nullptr ? "" : shape(name);
        return R"({"object":"list","data":[)" + item + R"(],"has_more":)" +
               (hasMore ? "true}" : "false}");
    }
    void answer(const std::string& call, const char* name, int status = 200)
    {
        m_answers[call] = {status, shape(name)};
    }
    StandInRequest asked() const { return m_server->requests().back(); }

private slots:
    void init()
    {
        m_attempt = Uuid::makeV7(m_clock.now(), 1, 2);
        m_answers.clear();
        m_stripe.reset();
        m_server.emplace([this](const StandInRequest& request) {
            const auto path = request.target.substr(0, request.target.find('?'));
            const auto at = m_answers.find(request.method + ' ' + path);
            return at == m_answers.end() ? StandInAnswer{404, "{}"} : at->second;
        });
        gateways::ProviderLink::Options link;
        link.base = m_server->base();
        link.secret = kKey;
        m_stripe.emplace(link, "whsec_1", m_clock);
    }

    void authorisesWithManualCapture()
    {
        answer("POST /v1/payment_intents", "payment_intent_requires_capture");
        const auto outcome = m_stripe->authorise(m_attempt, kAmount, "pm_card_visa");
        QCOMPARE(outcome.verdict, Verdict::Approved);
        QVERIFY(!outcome.isCaptured);
        QCOMPARE(outcome.reference, std::string(kIntent));
        QCOMPARE(outcome.method, std::string("Visa ·· 4242"));
        auto request = asked();
        QCOMPARE(request.body,
                 "amount=1250&currency=eur&payment_method=pm_card_visa&capture_method=manual"
                 "&confirm=true&automatic_payment_methods%5Benabled%5D=true"
                 "&automatic_payment_methods%5Ballow_redirects%5D=never"
                 "&expand%5B%5D=latest_charge&metadata%5Battempt%5D=" +
                     m_attempt.text());
        QCOMPARE(request.headers["authorization"], std::string("Bearer ") + kKey);
        QCOMPARE(request.headers["idempotency-key"], "authorise-" + m_attempt.text());
        QCOMPARE(request.headers["stripe-version"], std::string("2024-06-20"));
        QCOMPARE(request.headers["content-type"], std::string("application/x-www-form-urlencoded"));
    }

    void capturesCancelsAndRefunds()
    {
        const std::string intent = std::string("/v1/payment_intents/") + kIntent;
        answer("POST " + intent + "/capture", "payment_intent_succeeded");
        const auto captured = m_stripe->capture(m_attempt, kAmount, kIntent);
        QCOMPARE(captured.verdict, Verdict::Approved);
        QVERIFY(captured.isCaptured);
        QCOMPARE(asked().body, std::string("amount_to_capture=1250"));
        answer("POST " + intent + "/cancel", "payment_intent_canceled");
        QCOMPARE(m_stripe->cancel(m_attempt, kIntent).verdict, Verdict::Approved);
        QCOMPARE(asked().headers["idempotency-key"], "cancel-" + m_attempt.text());
        answer("POST " + intent + "/cancel", "error_unexpected_state_succeeded", 400);
        QCOMPARE(m_stripe->cancel(m_attempt, kIntent).verdict, Verdict::Declined);
        answer("POST " + intent + "/capture", "error_unexpected_state_succeeded", 400);
        QVERIFY(m_stripe->capture(m_attempt, kAmount, kIntent).isCaptured); // it had been already

        answer("POST /v1/refunds", "refund_succeeded");
        QCOMPARE(m_stripe->refund(m_attempt, kAmount, kIntent).verdict, Verdict::Approved);
        QCOMPARE(asked().body, std::string("payment_intent=") + kIntent +
                                   "&amount=1250&metadata%5Battempt%5D=" + m_attempt.text());
        answer("POST /v1/refunds", "refund_pending");
        QCOMPARE(m_stripe->refund(m_attempt, kAmount, kIntent).verdict, Verdict::Pending);
        answer("POST /v1/refunds", "refund_failed");
        const auto failed = m_stripe->refund(m_attempt, kAmount, kIntent);
        QCOMPARE(failed.verdict, Verdict::Declined);
        QCOMPARE(failed.reason, std::string("expired_or_canceled_card"));
        answer("POST /v1/refunds", "error_charge_already_refunded", 400);
        QCOMPARE(m_stripe->refund(m_attempt, kAmount, kIntent).reason,
                 std::string("charge_already_refunded"));
    }

    void refusalsHaveTheirWords()
    {
        answer("POST /v1/payment_intents", "error_card_declined", 402);
        const auto declined = m_stripe->authorise(m_attempt, kAmount, "pm_1");
        QCOMPARE(declined.verdict, Verdict::Declined);
        QCOMPARE(declined.reason, std::string("insufficient_funds"));
        QCOMPARE(declined.reference, std::string("pi_3MtwBwLkdIwHu7ixDeclined"));
        answer("POST /v1/payment_intents", "error_no_such_payment_method", 400);
        QCOMPARE(m_stripe->authorise(m_attempt, kAmount, "pm_none").verdict,
                 Verdict::UnknownMethod);
    }

    void whatIsNoAnswerLeavesDoubt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        const auto idempotency = QString::fromStdString(shape("error_idempotency"));
        QTest::newRow("500") << 500 << "{}";
        QTest::newRow("429") << 429 << R"({"error":{"type":"invalid_request_error"}})";
        QTest::newRow("401") << 401 << R"({"error":{"type":"invalid_request_error"}})";
        QTest::newRow("409") << 409 << idempotency;
        QTest::newRow("key with other parameters") << 400 << idempotency;
        QTest::newRow("no JSON") << 200 << "<html>";
        QTest::newRow("no object") << 200 << "[]";
        QTest::newRow("a status of the future")
            << 200 << R"({"object":"payment_intent","status":"requires_thought"})";
        QTest::newRow("lost") << 0 << "";
    }
    void whatIsNoAnswerLeavesDoubt()
    {
        QFETCH(int, status);
        QFETCH(QString, body);
        m_answers["POST /v1/payment_intents"] = {status, body.toStdString(), status == 0};
        QCOMPARE(m_stripe->authorise(m_attempt, kAmount, "pm_1").verdict, Verdict::InDoubt);
    }

    void anAnswerThatGetsLostIsAskedForAgainUnderTheSameKey()
    {
        m_answers["POST /v1/payment_intents"] = {200, "", true};
        QCOMPARE(m_stripe->authorise(m_attempt, kAmount, "pm_1").verdict, Verdict::InDoubt);
        const auto requests = m_server->requests();
        QCOMPARE(requests.size(), std::size_t{2});
        QCOMPARE(requests[0].headers.at("idempotency-key"),
                 requests[1].headers.at("idempotency-key"));
        QCOMPARE(requests[0].body, requests[1].body);
    }

    // Stripe's search is behind what it has done: nothing found says nothing at first.
    void findsPaymentsBySearchAndKnowsItsLag()
    {
        const std::string search = "GET /v1/payment_intents/search";
        m_answers[search] = {200, list("payment_intent_succeeded")};
        const auto found = m_stripe->findPayment(m_attempt);
        QCOMPARE(found.verdict, Verdict::Approved);
        QVERIFY(found.isCaptured);
        QCOMPARE(asked().target,
                 "/v1/payment_intents/search?query=metadata%5B%27attempt%27%5D%3A%27" +
                     m_attempt.text() + "%27&expand%5B%5D=data.latest_charge");
        m_answers[search] = {200, list(nullptr)};
        QCOMPARE(m_stripe->findPayment(m_attempt).verdict, Verdict::InDoubt);
        m_clock.advance(gateways::StripeGateway::kSearchLag + std::chrono::seconds(1));
        QCOMPARE(m_stripe->findPayment(m_attempt).verdict, Verdict::Absent);
    }

    void findsRefundsPageByPage()
    {
        m_answers["GET /v1/refunds"] = {200, list("refund_failed")};
        QCOMPARE(m_stripe->findRefund(m_attempt, kIntent).verdict, Verdict::Declined);
        QCOMPARE(asked().target, std::string("/v1/refunds?limit=100&payment_intent=") + kIntent);
        const Uuid other = Uuid::makeV7(m_clock.now(), 3, 4);
        QCOMPARE(m_stripe->findRefund(other, kIntent).verdict, Verdict::Absent);
        m_answers["GET /v1/refunds"] = {200, list("refund_failed", true)};
        QCOMPARE(m_stripe->findRefund(other, kIntent).verdict, Verdict::InDoubt); // without end
        QVERIFY(asked().target.ends_with("&starting_after=re_1Nispe2eZvKYlo2Cd31jOCgZ"));
    }

    void transfersReversalsAndPayouts()
    {
        answer("POST /v1/transfers", "transfer");
        const auto sent = m_stripe->transfer(m_attempt, kAmount, "acct_1MTfjCQ9PRzxEwkZ");
        QCOMPARE(sent.verdict, Verdict::Approved);
        QCOMPARE(asked().body, "amount=1250&currency=eur&destination=acct_1MTfjCQ9PRzxEwkZ"
                               "&transfer_group=" +
                                   m_attempt.text() + "&metadata%5Battempt%5D=" + m_attempt.text());
        m_answers["GET /v1/transfers"] = {200, list("transfer")};
        QCOMPARE(m_stripe->findTransfer(m_attempt).reference, sent.reference);
        const std::string reversals = "/v1/transfers/" + sent.reference + "/reversals";
        answer("POST " + reversals, "transfer_reversal");
        QCOMPARE(m_stripe->reverseTransfer(m_attempt, kAmount, sent.reference).verdict,
                 Verdict::Approved);
        m_answers["GET " + reversals] = {200, list("transfer_reversal")};
        QCOMPARE(m_stripe->findReversal(m_attempt, sent.reference).verdict, Verdict::Approved);
        std::string reversed = list("transfer");
        reversed.replace(reversed.find("\"reversed\": false"), 17, "\"reversed\": true");
        m_answers["GET /v1/transfers"] = {200, reversed};
        const auto back = m_stripe->findTransfer(m_attempt);
        QCOMPARE(back.verdict, Verdict::Declined);
        QCOMPARE(back.reason, std::string(gateways::kReversed));
        QCOMPARE(back.reference, sent.reference);
        m_answers["POST /v1/transfers"] = {
            400, R"({"error": {"type": "invalid_request_error", "code": "balance_insufficient"}})"};
        const auto poor = m_stripe->transfer(m_attempt, kAmount, "acct_1MTfjCQ9PRzxEwkZ");
        QCOMPARE(poor.verdict, Verdict::Declined);
        QCOMPARE(poor.reason, std::string("balance_insufficient"));
        answer("POST /v1/payouts", "payout_in_transit");
        QCOMPARE(m_stripe->payOut(m_attempt, kAmount, "acct_1").verdict, Verdict::Pending);
        QCOMPARE(asked().headers["stripe-account"], std::string("acct_1"));
        m_answers["GET /v1/payouts"] = {200, list("payout_failed")};
        const auto failed = m_stripe->findPayOut(m_attempt, "acct_1");
        QCOMPARE(failed.verdict, Verdict::Declined);
        QCOMPARE(failed.reason, std::string("account_closed"));
        QCOMPARE(asked().headers["stripe-account"], std::string("acct_1"));
    }

    void disputesAndBalance()
    {
        answer("GET /v1/disputes/du_1", "dispute");
        const auto dispute = must(m_stripe->findDispute("du_1"));
        QCOMPARE(dispute.payment, std::string(kIntent));
        QCOMPARE(dispute.state, gateways::DisputeState::WarningNeedsResponse);
        QCOMPARE(dispute.reason, std::string("product_not_received"));
        QCOMPARE(dispute.respondBy, std::optional(Timestamp(1'681'516'799'000'000)));
        QCOMPARE(dispute.fee, Money(1500, kAmount.currency()));
        STOA_FAILS(m_stripe->findDispute("du_2"), "provider.not_found");
        answer("POST /v1/disputes/du_1/close", "dispute");
        QCOMPARE(m_stripe->acceptDispute(m_attempt, "du_1").verdict, Verdict::Approved);
        QCOMPARE(asked().headers["idempotency-key"], "accept-" + m_attempt.text());
        answer("POST /v1/disputes/du_1", "dispute");
        QCOMPARE(m_stripe->answerDispute(m_attempt, "du_1", "Sent & signed").verdict,
                 Verdict::Approved);
        QCOMPARE(asked().body,
                 std::string("evidence%5Buncategorized_text%5D=Sent%20%26%20signed&submit=true"));
        answer("GET /v1/balance_transactions", "balance_transactions");
        const auto page = must(m_stripe->balanceTransactions(kStart, kEnd, "txn_3", 500));
        QCOMPARE(asked().target,
                 std::string("/v1/balance_transactions?limit=100&created%5Bgte%5D=0"
                             "&created%5Blt%5D=253402300799&expand%5B%5D=data.source"
                             "&starting_after=txn_3"));
        QVERIFY(page.hasMore);
        QCOMPARE(page.lines.size(), std::size_t{2});
        QCOMPARE(page.lines[0].amount, Money(-400, kAmount.currency()));
        QCOMPARE(page.lines[0].source, std::string("re_1"));
        QCOMPARE(page.lines[1].source, std::string(kIntent));
        QCOMPARE(page.lines[1].fee, Money(44, kAmount.currency()));
        QCOMPARE(page.lines[1].createdAt, Timestamp(1'678'043'844'000'000));
        m_answers["GET /v1/balance_transactions"] = {200, R"({"object": "list", "data": [
            {"id": "txn_4", "amount": 300, "created": 1678043800, "currency": "eur", "fee": 0,
             "type": "transfer_refund", "source": {"id": "trr_1", "object": "transfer_reversal",
             "transfer": "tr_1"}}]})"};
        const auto back = must(m_stripe->balanceTransactions(kStart, kEnd, "", 1)).lines.at(0);
        QCOMPARE(back.kind, gateways::BalanceKind::TransferReversal);
        QCOMPARE(back.source, std::string("tr_1")); // of a reversal its transfer
    }

    void movementsOfTheBalanceAreKnownByTheirTypes()
    {
        using gateways::BalanceKind;
        using gateways::stripe::balanceKindOf;
        const Money gain = kAmount;
        QCOMPARE(balanceKindOf("charge", "ch_1", gain), BalanceKind::Charge);
        QCOMPARE(balanceKindOf("payment", "py_1", gain), BalanceKind::Charge);
        QCOMPARE(balanceKindOf("refund", "re_1", -gain), BalanceKind::Refund);
        QCOMPARE(balanceKindOf("payment_refund", "pyr_1", -gain), BalanceKind::Refund);
        QCOMPARE(balanceKindOf("refund_failure", "re_1", gain), BalanceKind::RefundFailure);
        QCOMPARE(balanceKindOf("adjustment", "dp_1", -gain), BalanceKind::Dispute);
        QCOMPARE(balanceKindOf("adjustment", "du_1", gain), BalanceKind::DisputeReversal);
        QCOMPARE(balanceKindOf("adjustment", "other_1", gain), BalanceKind::Other);
        QCOMPARE(balanceKindOf("transfer", "tr_1", -gain), BalanceKind::Transfer);
        QCOMPARE(balanceKindOf("transfer_refund", "trr_1", gain), BalanceKind::TransferReversal);
        QCOMPARE(balanceKindOf("payout_failure", "po_1", gain), BalanceKind::Payout);
        QCOMPARE(balanceKindOf("stripe_fee", "", -gain), BalanceKind::Fee);
        QCOMPARE(balanceKindOf("of_tomorrow", "x_1", gain), BalanceKind::Other);
    }

    void webhooksAreVerifiedAndRead()
    {
        const auto read = [&](const std::string& body) {
            return m_stripe->readNotice(gateways::signWebhook("whsec_1", body, m_clock.now()), body,
                                        m_clock.now());
        };
        const auto notice = must(read(shape("event_refund_updated")));
        QCOMPARE(notice.event, std::string("evt_1NG8Du2eZvKYlo2CUI79vXWy"));
        QCOMPARE(notice.kind, gateways::NoticeKind::Refund);
        QCOMPARE(notice.reference, std::string("re_1Nispe2eZvKYlo2Cd31jOCgZ"));
        QCOMPARE(notice.attempt, std::optional(m_attempt));
        STOA_FAILS(read(R"({"id":"evt_1","type":"customer.created","data":{"object":{}}})"),
                   "webhook.unknown_event");
        STOA_FAILS(read(R"({"id":"evt_1","type":"payout.paid"})"), "webhook.malformed");
        STOA_FAILS(m_stripe->readNotice("t=1,v1=00", "{}", m_clock.now()),
                   "webhook.wrong_signature");
    }

    void currenciesWithoutMinorUnitsHaveTwoDecimalsAtStripe()
    {
        QCOMPARE(gateways::stripe::amountOf(Money(500, Currency::of("ISK"))), std::int64_t{50'000});
        QCOMPARE(gateways::stripe::amountOf(Money(500, Currency::of("JPY"))), std::int64_t{500});
        QCOMPARE(gateways::stripe::amountOf(kAmount), std::int64_t{1250});
    }

    void theKeyIsInNoError()
    {
        m_server.reset();
        gateways::ProviderLink::Options link;
        link.base = "http://127.0.0.1:1";
        link.secret = kKey;
        const gateways::ProviderLink way(link);
        const auto failed = way.call({"GET", "/v1/balance", {}, {}});
        STOA_FAILS(failed, "provider.unavailable");
        QVERIFY(describe(failed.error()).find(kKey) == std::string::npos);
    }
};

STOA_TEST(StripeTest)
#include "test_stripe.moc"
