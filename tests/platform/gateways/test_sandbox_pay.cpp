#include "core/clock.h"
#include "platform/gateways/webhook_signature.h"
#include "sandbox/sandbox_process.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace stoa;
using namespace stoa::test;
using gateways::Verdict;

namespace {

const Money kAmount{1250, Currency::of("EUR")};
constexpr Timestamp kStart(0);
constexpr Timestamp kEnd(253'402'300'799'000'000); // 9999

} // namespace

// The client and the process, with a real socket between them.
class SandboxPayTest : public QObject {
    Q_OBJECT

    std::optional<SandboxProcess> m_process;

    static gateways::Outcome paid(const gateways::SandboxPayGateway& client, const Uuid& attempt,
                                  std::string_view method = "tok_visa")
    {
        const auto authorised = client.authorise(attempt, kAmount, method);
        if (authorised.verdict != Verdict::Approved) return authorised;
        return client.capture(attempt, kAmount, authorised.reference);
    }

private slots:
    void init() { m_process.emplace(); }
    void cleanup() { m_process.reset(); }

    void authorisesAndCapturesOnce()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        QCOMPARE(client.findPayment(attempt).verdict, Verdict::Absent);
        const auto first = client.authorise(attempt, kAmount, "tok_visa");
        QCOMPARE(first.verdict, Verdict::Approved);
        QCOMPARE(first.method, std::string("Visa ·· 4242"));
        QVERIFY(!first.isCaptured);
        const auto again = client.authorise(attempt, kAmount, "tok_visa");
        QCOMPARE(again.reference, first.reference);
        QVERIFY(client.capture(attempt, kAmount, first.reference).isCaptured);
        QVERIFY(client.capture(attempt, kAmount, first.reference).isCaptured); // the same key
        QVERIFY(client.findPayment(attempt).isCaptured);
        const auto lines = must(client.balanceTransactions(kStart, kEnd, {}, 10)).lines;
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].kind, gateways::BalanceKind::Charge);
        QCOMPARE(lines[0].amount, kAmount);
        QCOMPARE(lines[0].fee, Money(44, kAmount.currency()));
        QCOMPARE(lines[0].source, first.reference);
    }

    void decidesByToken()
    {
        const auto client = m_process->client();
        const auto verdict = [&](std::string_view token) {
            const auto outcome = client.authorise(Uuid::makeV7(), kAmount, token);
            return std::pair(outcome.verdict, outcome.reason);
        };
        QCOMPARE(verdict("tok_declined"),
                 std::pair(Verdict::Declined, std::string("card_declined")));
        QCOMPARE(verdict("tok_insufficient_funds"),
                 std::pair(Verdict::Declined, std::string("insufficient_funds")));
        QCOMPARE(verdict("tok_stuck").first, Verdict::Pending);
        QCOMPARE(verdict("tok_of_nobody").first, Verdict::UnknownMethod);
    }

    void anotherBodyUnderTheSameKeyIsRefused()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        client.authorise(attempt, kAmount, "tok_visa");
        QCOMPARE(client.authorise(attempt, kAmount + kAmount, "tok_visa").verdict,
                 Verdict::InDoubt);
        QCOMPARE(must(client.balanceTransactions(kStart, kEnd, {}, 10)).lines.size(),
                 std::size_t{0});
    }

    void cancelLetsGoAndCapturedStays()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        const auto authorised = client.authorise(attempt, kAmount, "tok_visa");
        QCOMPARE(client.cancel(attempt, authorised.reference).verdict, Verdict::Approved);
        QCOMPARE(client.findPayment(attempt).verdict, Verdict::Declined);
        QCOMPARE(client.capture(attempt, kAmount, authorised.reference).verdict, Verdict::Declined);
        const Uuid other = Uuid::makeV7();
        const auto captured = paid(client, other);
        QCOMPARE(client.cancel(other, captured.reference).verdict, Verdict::Declined);
        QVERIFY(client.findPayment(other).isCaptured);
    }

    void refundsNeverExceedThePayment()
    {
        const auto client = m_process->client();
        const auto payment = paid(client, Uuid::makeV7());
        const Money half(625, kAmount.currency());
        const Uuid attempt = Uuid::makeV7();
        QCOMPARE(client.refund(attempt, half, payment.reference).verdict, Verdict::Approved);
        QCOMPARE(client.refund(attempt, half, payment.reference).verdict, Verdict::Approved);
        QCOMPARE(client.findRefund(attempt, payment.reference).verdict, Verdict::Approved);
        const auto tooMuch = client.refund(Uuid::makeV7(), kAmount, payment.reference);
        QCOMPARE(tooMuch.verdict, Verdict::Declined);
        QCOMPARE(tooMuch.reason, std::string("amount_too_large"));
        QCOMPARE(must(client.balanceTransactions(kStart, kEnd, {}, 10)).lines[0].amount, -half);
    }

    void refundsStayPendingUntilTheyAreDecided()
    {
        const auto client = m_process->client();
        const auto payment = paid(client, Uuid::makeV7(), "tok_refund_pending");
        const Uuid attempt = Uuid::makeV7();
        const auto refund = client.refund(attempt, kAmount, payment.reference);
        QCOMPARE(refund.verdict, Verdict::Pending);
        m_process->post("/v1/decisions", {{"id", refund.reference}, {"status", "failed"}});
        const auto failed = client.findRefund(attempt, payment.reference);
        QCOMPARE(failed.verdict, Verdict::Declined);
        QCOMPARE(failed.reason, std::string("expired_or_canceled_card"));
        QCOMPARE(must(client.balanceTransactions(kStart, kEnd, {}, 1)).lines[0].kind,
                 gateways::BalanceKind::RefundFailure);
    }

    void faultsLeaveDoubtAndAskingEndsIt_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("hasHappened");
        QTest::newRow("before") << "500_before" << false;
        QTest::newRow("after") << "500_after" << true;
        QTest::newRow("timeout") << "timeout_after" << true;
    }
    void faultsLeaveDoubtAndAskingEndsIt()
    {
        QFETCH(QString, fault);
        QFETCH(bool, hasHappened);
        const auto client = m_process->client(std::chrono::milliseconds(1000));
        m_process->fail("/v1/payments", fault.toStdString());
        const Uuid attempt = Uuid::makeV7();
        QCOMPARE(client.authorise(attempt, kAmount, "tok_visa").verdict, Verdict::InDoubt);
        QCOMPARE(client.findPayment(attempt).verdict,
                 hasHappened ? Verdict::Approved : Verdict::Absent);
        QCOMPARE(client.authorise(attempt, kAmount, "tok_visa").verdict, Verdict::Approved);
    }

    // The second try of the same call, with the same key, gets the answer of the first.
    void aConnectionThatBreaksIsTriedAgainOnce()
    {
        const auto client = m_process->client();
        m_process->fail("/v1/payments", "drop_after");
        QCOMPARE(client.authorise(Uuid::makeV7(), kAmount, "tok_visa").verdict, Verdict::Approved);
        QCOMPARE(client.link()->counters().retries, 1);
        m_process->fail("/v1/payments", "drop_after", 2);
        const Uuid attempt = Uuid::makeV7();
        const auto fresh = m_process->client(); // without a connection that might be stale
        QCOMPARE(fresh.authorise(attempt, kAmount, "tok_visa").verdict, Verdict::InDoubt);
        QCOMPARE(fresh.findPayment(attempt).verdict, Verdict::Approved);
    }

    void survivesBeingKilledAtAnyTime()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        const auto payment = paid(client, attempt);
        const Uuid refund = Uuid::makeV7();
        client.refund(refund, kAmount, payment.reference);
        m_process->kill();
        QCOMPARE(client.findPayment(attempt).verdict, Verdict::InDoubt);
        QFile log(m_process->folder() + "/bank.log");
        QVERIFY(log.open(QIODevice::Append));
        log.write(R"({"put":[{"kind":"payments","id":"torn")"); // a write that was not finished
        log.close();
        m_process->start();
        const auto after = m_process->client();
        QVERIFY(after.findPayment(attempt).isCaptured);
        QCOMPARE(after.findRefund(refund, payment.reference).verdict, Verdict::Approved);
        QCOMPARE(after.authorise(attempt, kAmount, "tok_visa").reference, payment.reference);
        QCOMPARE(must(after.balanceTransactions(kStart, kEnd, {}, 10)).lines.size(),
                 std::size_t{2});
    }

    void aProviderThatIsAwayCostsNothingAfterAWhile()
    {
        const auto client = m_process->client();
        m_process->kill();
        for (int call = 0; call < 20; ++call)
            QCOMPARE(client.findPayment(Uuid::makeV7()).verdict, Verdict::InDoubt);
        QCOMPARE(client.link()->state(), resilience::CircuitBreaker::State::Open);
        QCOMPARE(client.link()->counters().calls, 5);
        QCOMPARE(client.link()->counters().breaker.refused, 15);
    }

    void transfersAndPayouts()
    {
        const auto client = m_process->client();
        paid(client, Uuid::makeV7());
        const Uuid transfer = Uuid::makeV7();
        const auto poor = client.transfer(transfer, kAmount, "acct_1"); // there is the fee
        QCOMPARE(poor.verdict, Verdict::Declined);
        QCOMPARE(poor.reason, std::string("balance_insufficient"));
        QCOMPARE(client.findTransfer(transfer).verdict, Verdict::Absent);
        paid(client, Uuid::makeV7());
        const auto sent = client.transfer(transfer, kAmount, "acct_1");
        QCOMPARE(sent.verdict, Verdict::Approved);
        QCOMPARE(client.findTransfer(transfer).reference, sent.reference);
        const Uuid reversal = Uuid::makeV7();
        QCOMPARE(client.reverseTransfer(reversal, kAmount, sent.reference).verdict,
                 Verdict::Approved);
        QCOMPARE(client.findReversal(reversal, sent.reference).verdict, Verdict::Approved);
        QCOMPARE(client.reverseTransfer(Uuid::makeV7(), kAmount, sent.reference).verdict,
                 Verdict::Declined);
        const auto back = client.findTransfer(transfer);
        QCOMPARE(back.verdict, Verdict::Declined);
        QCOMPARE(back.reason, std::string(gateways::kReversed));
        QCOMPARE(back.reference, sent.reference);
        const auto moved = must(client.balanceTransactions(kStart, kEnd, {}, 2)).lines;
        QCOMPARE(moved[0].kind, gateways::BalanceKind::TransferReversal);
        QCOMPARE(moved[0].source, sent.reference);
        QCOMPARE(moved[1].kind, gateways::BalanceKind::Transfer);
        QCOMPARE(moved[1].source, sent.reference);
        const Uuid payout = Uuid::makeV7();
        const auto paying = client.payOut(payout, kAmount, "acct_1");
        QCOMPARE(paying.verdict, Verdict::Pending);
        m_process->post("/v1/decisions", {{"id", paying.reference}, {"status", "paid"}});
        QCOMPARE(client.findPayOut(payout, "acct_1").verdict, Verdict::Approved);
    }

    void chargebacksAreFoundAndAnswered()
    {
        const auto client = m_process->client();
        paid(client, Uuid::makeV7());
        const auto payment = paid(client, Uuid::makeV7(), "tok_disputed");
        paid(client, Uuid::makeV7());
        const auto lines = must(client.balanceTransactions(kStart, kEnd, {}, 100)).lines;
        QCOMPARE(lines.size(), std::size_t{4}); // three charges, a dispute
        QCOMPARE(lines[1].kind, gateways::BalanceKind::Dispute);
        const auto page = must(client.balanceTransactions(kStart, kEnd, lines[0].reference, 1));
        QCOMPARE(page.lines[0].reference, lines[1].reference);
        QVERIFY(page.hasMore);
        auto dispute = must(client.findDispute(lines[1].source));
        QCOMPARE(dispute.payment, payment.reference);
        QCOMPARE(dispute.state, gateways::DisputeState::NeedsResponse);
        QCOMPARE(dispute.amount, kAmount);
        QVERIFY(dispute.respondBy.has_value());
        QCOMPARE(dispute.fee, Money(1500, kAmount.currency()));
        QCOMPARE(lines[1].fee, dispute.fee);
        QCOMPARE(client.answerDispute(Uuid::makeV7(), dispute.reference, "It was sent.").verdict,
                 Verdict::Approved);
        dispute = must(client.findDispute(dispute.reference));
        QCOMPARE(dispute.state, gateways::DisputeState::UnderReview);
        STOA_FAILS(client.findDispute("sp_di_none"), "provider.not_found");
    }

    void itsTimeCanBeSetAhead()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        QCOMPARE(client.authorise(attempt, kAmount, "tok_slow").verdict, Verdict::Pending);
        m_process->advance(std::chrono::hours(24));
        QCOMPARE(client.findPayment(attempt).verdict, Verdict::Approved);
        m_process->kill();
        m_process->start();
        const auto payment = paid(client, Uuid::makeV7());
        const auto line = must(client.balanceTransactions(kStart, kEnd, {}, 1)).lines.at(0);
        QCOMPARE(line.source, payment.reference);
        QVERIFY(line.createdAt - SystemClock().now() > std::chrono::hours(23));
        for (const std::int64_t bad : {0LL, -1000LL, 1000LL * 3600 * 24 * 367}) {
            const auto answer = m_process->post("/v1/clock", {{"advance_ms", bad}});
            QCOMPARE(answer.at("error").as_string(), json::string("bad_time"));
        }
    }

    void withoutTheSecretNobodyGetsIn()
    {
        auto options = m_process->link();
        options.secret = "a secret of the test";
        const gateways::SandboxPayGateway stranger(options, "");
        QCOMPARE(stranger.authorise(Uuid::makeV7(), kAmount, "tok_visa").verdict, Verdict::InDoubt);
        QCOMPARE(must(m_process->client().balanceTransactions(kStart, kEnd, {}, 10)).lines.size(),
                 std::size_t{0});
    }

    void webhooksComeSignedAndTwiceIfToldSo()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        std::vector<QByteArray> heard;
        connect(&listener, &QTcpServer::newConnection, &listener, [&] {
            QTcpSocket* const socket = listener.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, &heard] {
                const QByteArray request =
                    socket->property("bytes").toByteArray() + socket->readAll();
                socket->setProperty("bytes", request);
                if (!request.trimmed().endsWith("}}")) return;
                socket->setProperty("bytes", QByteArray());
                heard.push_back(request);
                const bool isFirst = heard.size() == 1; // refused, so that it comes again
                socket->write(isFirst ? "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"
                                      : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            });
        });
        m_process.emplace("http://127.0.0.1:" + std::to_string(listener.serverPort()) + "/hook");
        m_process->post("/v1/webhook_faults", {{"copies", 2}});
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        client.authorise(attempt, kAmount, "tok_visa");
        QVERIFY(QTest::qWaitFor([&] { return heard.size() == 3; }, 60'000));
        for (const QByteArray& request : heard) {
            QVERIFY(request.startsWith("POST /hook HTTP/1.1\r\n"));
            const auto from = request.indexOf("Sandbox-Signature: ") + 19;
            const auto signature = request.mid(from, request.indexOf("\r\n", from) - from);
            const auto body = request.mid(request.indexOf("\r\n\r\n") + 4);
            const auto notice = must(client.readNotice(signature.toStdString(), body.toStdString(),
                                                       SystemClock().now()));
            QCOMPARE(notice.event, std::string("evt_1"));
            QCOMPARE(notice.kind, gateways::NoticeKind::Payment);
            QCOMPARE(notice.attempt, std::optional(attempt));
        }
    }
};

STOA_TEST(SandboxPayTest)
#include "test_sandbox_pay.moc"
