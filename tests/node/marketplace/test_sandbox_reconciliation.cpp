#include "platform/db/connection.h"
#include "platform/gateways/webhook_signature.h"
#include "sandbox/sandbox_process.h"
#include "stage/shop.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;
using api::ReconciliationStatus;

namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr db::Statement kStatus{"test.run_status", "SELECT status, tries FROM reconciliation"
                                                   " WHERE reconciliation_id = $1"};
constexpr db::Statement kPaid{"test.payment_status",
                              "SELECT payment_status AS status FROM marketplace_order"
                              " WHERE order_id = $1"};
constexpr db::Statement kRefund{"test.refund_status",
                                "SELECT status FROM refund WHERE refund_id = $1"};
constexpr db::Statement kDisputes{"test.disputes", "SELECT count(*)::text AS status FROM dispute"
                                                   " WHERE reference = $1"};

} // namespace

// Runs of reconciliation as the node's jobs do them, over the statement of stoa-sandbox-pay, a
// process of its own.
class SandboxReconciliationTest : public QObject {
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
    template <class Key>
    bool becomes(const db::Statement& statement, const Key& key, const char* status)
    {
        return waitUntil(
            [&] {
                const auto rows = must(m_observer->run(statement, key));
                return !rows.empty() && rows[0].template get<std::string>("status") == status;
            },
            kPatience);
    }
    api::OrderView paid()
    {
        auto request = m_shop->checkout(2);
        request.paymentMethod = "tok_visa";
        const auto placed =
            must(call(m_marketplace->node(), m_shop->storefront(), std::move(request)));
        if (!becomes(kPaid, placed.row.id, "paid")) qFatal("the order was not paid");
        return ask(api::GetOrder{placed.row.seller, placed.row.id});
    }
    void refund(const api::OrderView& order)
    {
        api::RequestRefund request{order.row.seller, order.row.id, order.row.version, {}};
        request.content.lines = {{order.lines[0].id, 1, std::nullopt, api::Restock::Restock}};
        QVERIFY(becomes(kRefund, ask(std::move(request)).id, "succeeded"));
    }
    void dispute(const api::OrderView& order)
    {
        const auto payment = m_process->client().findPayment(order.payments[0].id.uuid());
        const auto opened = m_process->post("/v1/disputes", {{"payment", payment.reference},
                                                             {"amount", order.row.total.minor()},
                                                             {"reason", "fraudulent"}});
        const std::string reference(opened.at("id").as_string());
        api::ReceiveWebhook request;
        request.provider = "sandbox_pay";
        request.body.value =
            json::serialize(json::object{{"id", Uuid::makeV7().text()},
                                         {"type", "dispute.created"},
                                         {"data", json::object{{"id", reference}}}});
        request.signature.value = gateways::signWebhook(SandboxProcess::kWebhookSecret,
                                                        request.body.value, SystemClock().now());
        must(call(m_marketplace->node(), {}, std::move(request)));
        QVERIFY(becomes(kDisputes, reference, "1"));
    }
    // Since yesterday, so that no midnight comes between.
    api::ReconciliationRow start()
    {
        const auto dayOf = [](Timestamp at) { return at.text().substr(0, 10); };
        const auto now = SystemClock().now();
        return ask(api::StartReconciliation{"sandbox_pay", dayOf(now - std::chrono::hours(24)),
                                            dayOf(now), "", 0});
    }
    api::ReconciliationView reconciled()
    {
        const auto run = start();
        if (!becomes(kStatus, run.id, "done")) qFatal("the run did not end");
        return ask(api::GetReconciliation{run.id});
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
        m_shop.emplace(*m_marketplace);
        ask(api::SetPaymentRoute{"card", "sandbox_pay", std::nullopt});
    }
    void cleanupTestCase()
    {
        m_observer.reset();
        m_shop.reset();
        m_marketplace.reset();
        m_process.reset();
    }

    // The night's run is begun by the clock, when the node starts for the first time.
    void theNightBeginsARunByItself()
    {
        QVERIFY(waitUntil(
            [this] {
                const auto rows = must(m_observer->run(
                    db::Statement{"test.nightly", "SELECT count(*) AS runs FROM reconciliation"
                                                  " WHERE status = 'done'"}));
                return rows.single().get<std::int64_t>("runs") == 1;
            },
            kPatience));
        const auto run = ask(api::ListReconciliations{"sandbox_pay", "", 5}).items.at(0);
        QCOMPARE(run.requestedBy, std::string("System"));
        QCOMPARE(run.theirCount, 0);
    }

    void whatTheNodeDidAgreesWithTheProvider()
    {
        paid();
        refund(paid());
        dispute(paid());
        const auto view = reconciled();
        QCOMPARE(view.run.ourCount, 5);
        QCOMPARE(view.run.theirCount, 5);
        QCOMPARE(view.run.differenceCount, 0);
        QCOMPARE(view.totals.size(), std::size_t{3});
        for (const auto& total : view.totals)
            QCOMPARE(total.ours, total.theirs);
        QVERIFY(view.totals[0].fees.isPositive());
    }

    void whatWasPaidBesideTheNodeIsMissingHere()
    {
        const auto client = m_process->client();
        const Uuid attempt = Uuid::makeV7();
        const Money amount(777, Currency::of("EUR"));
        const auto payment = client.authorise(attempt, amount, "tok_visa");
        QVERIFY(client.capture(attempt, amount, payment.reference).isCaptured);
        QCOMPARE(reconciled().run.openCount, 1);
        const auto found = ask(api::ListDifferences{}).items.at(0);
        QCOMPARE(found.kind, api::DifferenceKind::MissingHere);
        QCOMPARE(found.reference, payment.reference);
        QCOMPARE(found.there, std::optional(amount));
        ask(api::ExplainDifference{found.id, found.version, "By hand, for the fair."});
        const auto again = reconciled().run;
        QCOMPARE(again.differenceCount, 1);
        QCOMPARE(again.openCount, 0);
    }

    void aProviderThatWasKilledIsWaitedFor()
    {
        m_process->kill();
        const auto run = start();
        QVERIFY(becomes(kStatus, run.id, "waiting"));
        const auto waiting = ask(api::GetReconciliation{run.id}).run;
        QCOMPARE(waiting.failure, std::string("provider.unavailable"));
        QVERIFY(waiting.tries > 0);
        QCOMPARE(start().id, run.id); // it is this one that goes on
        m_process->start();
        QVERIFY(becomes(kStatus, run.id, "done"));
        QCOMPARE(ask(api::GetReconciliation{run.id}).run.theirCount, 6);
    }
};

STOA_TEST(SandboxReconciliationTest)
#include "test_sandbox_reconciliation.moc"
