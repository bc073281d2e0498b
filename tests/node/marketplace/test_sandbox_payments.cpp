#include "node/local/verify.h"
#include "platform/db/connection.h"
#include "platform/gateways/webhook_signature.h"
#include "sandbox/sandbox_process.h"
#include "stage/shop.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <QRegularExpression>

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr Timestamp kStart(0);
constexpr Timestamp kEnd(253'402'300'799'000'000); // 9999
constexpr db::Statement kEvents{"test.events", "SELECT count(*) AS count FROM event_log"
                                               " WHERE org_id = $1 AND aggregate_id = $2"};

} // namespace

// A whole marketplace whose cards go to stoa-sandbox-pay, a process of its own: jobs, calls,
// webhooks and what becomes of orders.
class SandboxPaymentsTest : public QObject {
    Q_OBJECT

    std::optional<SandboxProcess> m_process;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::optional<Shop> m_shop;
    std::unique_ptr<db::Connection> m_observer;

    template <class Request>
    typename Request::Reply ask(Request request)
    {
        return must(call(m_marketplace->node(), m_shop->admin(), std::move(request)));
    }
    api::OrderView place(const std::string& token)
    {
        auto request = m_shop->checkout(2);
        request.paymentMethod = token;
        return must(call(m_marketplace->node(), m_shop->storefront(), std::move(request)));
    }
    api::OrderView order(const api::OrderView& of)
    {
        return ask(api::GetOrder{of.row.seller, of.row.id});
    }
    // Asks the door only when something happened to the order: it counts how often it is asked.
    bool becomes(const api::OrderView& of, const std::function<bool(const api::OrderView&)>& as)
    {
        std::int64_t seen = -1;
        return waitUntil(
            [&] {
                const auto events = must(m_observer->run(kEvents, of.row.seller, of.row.id))
                                        .single()
                                        .get<std::int64_t>("count");
                if (events == seen) return false;
                seen = events;
                return as(order(of));
            },
            std::chrono::seconds(60));
    }
    bool becomes(const api::OrderView& of, api::PaymentStatus status)
    {
        return becomes(of, [&](const auto& now) { return now.row.paymentStatus == status; });
    }
    api::RefundView refundAll(const api::OrderView& of)
    {
        const auto now = order(of);
        api::RequestRefund request{of.row.seller, of.row.id, now.row.version, {}};
        request.content.lines = {
            {of.lines[0].id, of.lines[0].quantity, std::nullopt, api::Restock::Restock}};
        return ask(std::move(request));
    }
    // One more of everything, to be paid.
    api::OrderView askForMore(const api::OrderView& of)
    {
        const auto now = order(of);
        api::EditOrder request{of.row.seller, of.row.id, now.row.version, {}};
        request.content.lines = {{of.lines[0].id, of.lines[0].quantity + 1}};
        return ask(std::move(request));
    }
    void payEdit(const api::OrderView& of, const std::string& method)
    {
        const api::PayOrderEdit request{of.row.seller, of.row.id, of.edits.back().id, method,
                                        std::nullopt};
        QCOMPARE(must(call(m_marketplace->node(), m_shop->storefront(), request)).status,
                 api::OrderEditStatus::AwaitingPayment);
    }
    void hear(const std::string& type, const api::OrderView& about)
    {
        hear(type, "any", about.payments[0].id.uuid().text());
    }
    void hear(const std::string& type, const std::string& object, const std::string& attempt)
    {
        api::ReceiveWebhook request;
        request.provider = "sandbox_pay";
        const json::object data{{"id", object}, {"attempt", attempt}};
        request.body.value = json::serialize(
            json::object{{"id", Uuid::makeV7().text()}, {"type", type}, {"data", data}});
        request.signature.value = gateways::signWebhook(SandboxProcess::kWebhookSecret,
                                                        request.body.value, SystemClock().now());
        must(call(m_marketplace->node(), {}, std::move(request)));
    }

private slots:
    void initTestCase()
    {
        m_process.emplace();
        node::Marketplace::Options options;
        options.database = TestCluster::ofProcess().createDatabase();
        options.version = "1.2.3";
        options.rateFactor = 1000; // it asks all the time
        options.workers = 2;
        options.sandboxPay = {m_process->link(), SandboxProcess::kWebhookSecret};
        m_observer =
            must(db::Connection::open(options.database, db::within(std::chrono::minutes(10))));
        m_marketplace = must(node::Marketplace::open(std::move(options)));
        m_shop.emplace(*m_marketplace, 1, 100);
        const auto routes = ask(api::SetPaymentRoute{"card", "sandbox_pay", std::nullopt});
        QCOMPARE(routes.providers.size(), std::size_t{2});
    }
    void cleanupTestCase()
    {
        m_observer.reset();
        m_shop.reset();
        m_marketplace.reset();
        m_process.reset();
    }

    void aChangedRouteCountsAtOnceAndTheJobPays()
    {
        const auto placed = place("tok_visa");
        QCOMPARE(placed.payments[0].provider, std::string("sandbox_pay"));
        QCOMPARE(placed.payments[0].state, api::PaymentState::Processing);
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        QCOMPARE(order(placed).escrow, placed.row.total);
        const auto refund = refundAll(placed);
        QCOMPARE(refund.status, api::RefundStatus::Pending);
        QVERIFY(becomes(placed, [](const auto& now) {
            return now.refunds[0].status == api::RefundStatus::Succeeded;
        }));
    }

    void whatTheProviderWasAskedIsCounted()
    {
        const auto counted = [this](const QString& metric) {
            const QRegularExpression line(metric + "\\{provider=\"sandbox_pay\"\\} ([0-9]+)");
            const auto page = QString::fromStdString(m_marketplace->metricsPage());
            return line.match(page).captured(1).toInt();
        };
        const int calls = counted("stoa_provider_calls_total");
        const int failures = counted("stoa_provider_failures_total");
        m_process->fail("/v1/payments", "500_after", 1);
        QVERIFY(becomes(place("tok_visa"), api::PaymentStatus::Paid));
        // Reserved with a lost answer, asked for, taken; a webhook may have asked once more.
        QVERIFY(counted("stoa_provider_calls_total") - calls >= 3);
        QCOMPARE(counted("stoa_provider_failures_total") - failures, 1);
    }

    void aDeclinedCardCancelsTheOrder()
    {
        const auto placed = place("tok_declined");
        QVERIFY(becomes(placed, api::PaymentStatus::Voided));
        QCOMPARE(order(placed).row.status, api::OrderStatus::Canceled);
    }

    void anAnswerThatGotLostIsAskedFor()
    {
        m_process->fail("/v1/payments", "500_after", 2);
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        const auto lines =
            must(m_process->client().balanceTransactions(kStart, kEnd, {}, 100)).lines;
        const auto reference =
            must(m_process->client().balanceTransactions(kStart, kEnd, {}, 1)).lines[0].source;
        QCOMPARE(std::count_if(lines.begin(), lines.end(),
                               [&](const auto& line) { return line.source == reference; }),
                 1);
    }

    void aWebhookBringsTheDecisionForward()
    {
        const auto placed = place("tok_stuck");
        const auto client = m_process->client();
        const Uuid attempt = placed.payments[0].id.uuid();
        QVERIFY(waitUntil(
            [&] { return client.findPayment(attempt).verdict == gateways::Verdict::Pending; },
            std::chrono::seconds(60)));
        m_process->post("/v1/decisions", {{"id", client.findPayment(attempt).reference},
                                          {"status", "requires_capture"}});
        hear("payment.updated", placed);
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
    }

    void aRefundThatComesBackIsTurnedAround()
    {
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        const auto refund = refundAll(placed);
        QVERIFY(becomes(placed, [](const auto& now) {
            return now.refunds[0].status == api::RefundStatus::Succeeded;
        }));
        const auto found = m_process->client().findRefund(refund.id.uuid(), {});
        m_process->post("/v1/decisions", {{"id", found.reference}, {"status", "failed"}});
        hear("refund.updated", found.reference, refund.id.uuid().text());
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        QCOMPARE(order(placed).refunds[0].status, api::RefundStatus::Failed);
        QCOMPARE(order(placed).escrow, placed.row.total);
    }

    void storeCreditBesideTheCardIsTakenAndBecomesCreditAgain()
    {
        auto request = m_shop->checkout(2);
        const Money part = m_shop->listing().variants[0].price;
        ask(api::GrantStoreCredit{request.seller, request.buyer.email, part, "Sorry."});
        const auto credit = [&] {
            return ask(api::GetStoreCredit{request.seller, request.buyer.email}).balances.at(0);
        };
        request.storeCredit = part;
        const auto placed = must(call(m_marketplace->node(), m_shop->storefront(), request));
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        QVERIFY(credit().balance.isZero());
        QVERIFY(credit().reserved.isZero());
        QCOMPARE(order(placed).escrow, placed.row.total);
        const auto refund = refundAll(placed);
        QCOMPARE(refund.status, api::RefundStatus::Pending);
        QCOMPARE(refund.credit, refund.total - placed.payments[0].amount); // the card's part first
        QVERIFY(becomes(placed, [](const auto& now) {
            return now.refunds[0].status == api::RefundStatus::Succeeded;
        }));
        QCOMPARE(credit().balance, refund.credit);
        QCOMPARE(order(placed).payments[0].refunded, placed.payments[0].amount);
        QVERIFY(must(node::verify(m_observer->info())).isSound());

        request.paymentMethod = "tok_declined";
        request.storeCredit = refund.credit;
        const auto declined = must(call(m_marketplace->node(), m_shop->storefront(), request));
        QVERIFY(becomes(declined, api::PaymentStatus::Voided));
        QCOMPARE(credit().balance, refund.credit);
    }

    void aChargebackIsTakenInAnsweredAndLost()
    {
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        const auto payment = m_process->client().findPayment(placed.payments[0].id.uuid());
        const auto opened = m_process->post("/v1/disputes", {{"payment", payment.reference},
                                                             {"amount", placed.row.total.minor()},
                                                             {"reason", "product_not_received"}});
        const std::string reference(opened.at("id").as_string());
        hear("dispute.created", reference, "");
        QVERIFY(becomes(placed, [](const auto& now) { return now.escrow.isZero(); }));
        const auto dispute = ask(api::ListDisputes{placed.row.seller, {}, "", 10}).items.at(0);
        QCOMPARE(dispute.reference, reference);
        QCOMPARE(dispute.status, api::DisputeStatus::NeedsResponse);
        QCOMPARE(dispute.fee.minor(), 1500);
        ask(api::SubmitEvidence{dispute.seller, dispute.id, dispute.version, "Signed for."});
        const auto has = [](std::string_view type) {
            return [type](const api::OrderView& now) {
                return std::ranges::find(now.timeline, type, &api::TimelineEvent::type) !=
                       now.timeline.end();
            };
        };
        QVERIFY(becomes(placed, has("dispute.under_review"))); // the job told the provider
        m_process->post("/v1/decisions", {{"id", reference}, {"status", "lost"}});
        hear("dispute.updated", reference, "");
        QVERIFY(becomes(placed, has("dispute.lost")));
        const auto lost = ask(api::GetDispute{dispute.seller, dispute.id});
        QCOMPARE(lost.status, api::DisputeStatus::Lost);
        QCOMPARE(lost.fromEscrow, placed.row.total);
    }

    void anEditIsPaidThoughAnAnswerGotLostAndWebhooksComeTwice()
    {
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        const auto asked = askForMore(placed);
        m_process->fail("/v1/payments", "500_after", 1);
        payEdit(asked, "tok_visa");
        const auto isDone = [](const api::OrderView& now) {
            return now.edits.back().status == api::OrderEditStatus::Confirmed;
        };
        QVERIFY(becomes(placed, isDone));
        auto now = order(placed);
        QCOMPARE(now.escrow, placed.row.total + asked.edits.back().toPay);
        QCOMPARE(now.row.total, now.escrow);
        const std::string attempt = now.payments[1].id.uuid().text();
        for (int i = 0; i < 2; ++i)
            hear("payment.updated", "any", attempt);
        const auto refund = refundAll(now);
        QVERIFY(becomes(placed, [](const auto& after) {
            return after.refunds.size() == 2 &&
                   std::ranges::all_of(after.refunds, [](const api::RefundView& each) {
                       return each.status == api::RefundStatus::Succeeded;
                   });
        }));
        now = order(placed);
        QCOMPARE(refund.total, now.payments[1].captured); // the newest first
        QCOMPARE(now.payments[1].refunded, now.payments[1].captured);
        QCOMPARE(now.payments[0].refunded, now.payments[0].captured - now.shipping);
        QVERIFY(must(node::verify(m_observer->info())).isSound());
    }

    void anEditWhosePaymentIsDeclinedIsNotDone()
    {
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        payEdit(askForMore(placed), "tok_declined");
        QVERIFY(becomes(placed, [](const api::OrderView& now) {
            return now.edits.back().status == api::OrderEditStatus::PaymentFailed;
        }));
        QCOMPARE(order(placed).row.total, placed.row.total);
        QCOMPARE(order(placed).escrow, placed.row.total);
    }

    void moneyForAWithdrawnEditGoesBack()
    {
        const auto placed = place("tok_visa");
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
        const auto asked = askForMore(placed);
        payEdit(asked, "tok_stuck");
        const auto client = m_process->client();
        const Uuid attempt = order(placed).payments[1].id.uuid();
        QVERIFY(waitUntil(
            [&] { return client.findPayment(attempt).verdict == gateways::Verdict::Pending; },
            std::chrono::seconds(60)));
        ask(api::CancelOrderEdit{placed.row.seller, placed.row.id, asked.edits.back().id});
        QCOMPARE(order(placed).edits.back().status, api::OrderEditStatus::Canceled);
        hear("payment.updated", "any", attempt.text());
        QVERIFY(becomes(placed, [](const api::OrderView& now) {
            return now.payments[1].state == api::PaymentState::Canceled ||
                   now.payments[1].state == api::PaymentState::Failed;
        }));
        QCOMPARE(order(placed).escrow, placed.row.total);
        QVERIFY(must(node::verify(m_observer->info())).isSound());
    }

    void aProviderThatWasKilledIsWaitedFor()
    {
        m_process->kill();
        const auto placed = place("tok_visa");
        QCOMPARE(placed.row.paymentStatus, api::PaymentStatus::None);
        m_process->start();
        QVERIFY(becomes(placed, api::PaymentStatus::Paid));
    }
};

STOA_TEST(SandboxPaymentsTest)
#include "test_sandbox_payments.moc"
