#include "node/local/verify.h"
#include "platform/db/connection.h"
#include "platform/gateways/webhook_signature.h"
#include "sandbox/sandbox_process.h"
#include "stage/shop.h"
#include "support/test_cluster.h"
#include "support/test_main.h"
#include "support/wait_until.h"

using namespace stoa;
using namespace stoa::test;
using api::PayoutStatus;
using gateways::BalanceKind;

namespace {

constexpr Timestamp kStart(0);
constexpr Timestamp kEnd(253'402'300'799'000'000); // 9999
constexpr std::chrono::seconds kPatience{60};
constexpr db::Statement kPaid{"test.order_status",
                              "SELECT payment_status AS status FROM marketplace_order"
                              " WHERE order_id = $1"};
constexpr db::Statement kPayout{"test.payout_status",
                                "SELECT status FROM payout WHERE payout_id = $1"};
constexpr db::Statement kRun{"test.run_status", "SELECT status FROM reconciliation"
                                                " WHERE reconciliation_id = $1"};
constexpr db::Statement kUnheard{"test.unheard", "SELECT count(*)::text AS status"
                                                 " FROM inbound_event WHERE processed_at IS NULL"
                                                 " AND provider = $1"};

} // namespace

// A whole marketplace that pays its sellers through stoa-sandbox-pay, a process of its own, which
// fails as it is told: jobs, calls, notices and what becomes of payouts.
class SandboxPayoutsTest : public QObject {
    Q_OBJECT

    std::optional<SandboxProcess> m_process;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::optional<Shop> m_shop;
    std::unique_ptr<db::Connection> m_observer;
    std::string m_second; // token of another person of finance

    template <class Request>
    typename Request::Reply as(const std::string& token, Request request)
    {
        return must(call(m_marketplace->node(), token, std::move(request)));
    }
    template <class Request>
    typename Request::Reply ask(Request request)
    {
        return as(m_shop->admin(), std::move(request));
    }
    OrgId seller(std::size_t number = 0) const { return m_shop->listing(number).row.seller; }

    template <class Key>
    bool becomes(const db::Statement& statement, const Key& key, const std::string& status)
    {
        return waitUntil(
            [&] {
                const auto rows = must(m_observer->run(statement, key));
                return !rows.empty() && rows[0].template get<std::string>("status") == status;
            },
            kPatience);
    }
    bool becomes(const api::PayoutView& payout, PayoutStatus status)
    {
        return becomes(kPayout, payout.id, enumText(status));
    }
    std::string hire(const std::string& email)
    {
        api::CreateUser create;
        create.name = "Finn Moss";
        create.email = email;
        create.password.value = "quiet copper lantern";
        create.organisation = ask(api::GetMe{}).workspace.organisation;
        create.roles = {api::Role::Finance};
        ask(std::move(create));
        api::SignIn in;
        in.email = email;
        in.password.value = "quiet copper lantern";
        return as("", std::move(in)).accessToken;
    }
    void setAccount(const std::string& account, std::size_t number = 0)
    {
        const auto now = ask(api::GetPayoutAccount{seller(number)});
        const auto set = ask(api::SetPayoutAccount{seller(number), now.version,
                                                   api::PayoutProvider::SandboxPay, account});
        as(m_second, api::VerifyPayoutAccount{seller(number), set.version});
    }
    void payToBank(bool isSo)
    {
        const auto policy = ask(api::GetPayoutPolicy{});
        ask(api::SetPayoutPolicy{policy.version, policy.fallback, isSo});
    }
    // The money of an order of two that was paid in this way is the seller's.
    void earn(const std::string& token = "tok_visa", std::size_t number = 0)
    {
        auto request = m_shop->checkout(2, number);
        request.paymentMethod = token;
        const auto placed = as(m_shop->storefront(), std::move(request));
        if (!becomes(kPaid, placed.row.id, "paid")) qFatal("the order was not paid");
        ask(api::ReleaseEscrow{seller(number), placed.row.id, "for the test"});
    }
    api::PayoutView approved(std::size_t number = 0)
    {
        const auto batch = ask(api::PreparePayouts{seller(number)});
        return as(m_second, api::ApprovePayoutBatch{batch.row.id, batch.row.version}).payouts.at(0);
    }
    api::PayoutView now(const api::PayoutView& of)
    {
        api::ListPayouts list;
        list.seller = of.seller;
        const auto page = ask(std::move(list));
        return *std::ranges::find(page.items, of.id, &api::PayoutView::id);
    }
    Money available(std::size_t number = 0)
    {
        return ask(api::GetSellerBalance{seller(number)}).balances.at(0).available;
    }
    // How often the provider moved our balance so for the payout.
    std::int64_t moves(const api::PayoutView& payout, BalanceKind kind)
    {
        const auto transfer = m_process->client().findTransfer(payout.id.uuid()).reference;
        const auto lines =
            must(m_process->client().balanceTransactions(kStart, kEnd, {}, 100)).lines;
        return std::ranges::count_if(
            lines, [&](const auto& line) { return line.kind == kind && line.source == transfer; });
    }
    void decide(const api::PayoutView& payout, const char* status)
    {
        const auto found = m_process->client().findPayOut(payout.id.uuid(), {});
        m_process->post("/v1/decisions", {{"id", found.reference}, {"status", status}});
    }
    // A signed notice, once or more often, and the inbox is empty afterwards.
    void hear(const std::string& type, const std::string& attempt, int copies = 1)
    {
        const json::object data{{"id", "any"}, {"attempt", attempt}};
        api::ReceiveWebhook request;
        request.provider = "sandbox_pay";
        request.body.value = json::serialize(
            json::object{{"id", Uuid::makeV7().text()}, {"type", type}, {"data", data}});
        request.signature.value = gateways::signWebhook(SandboxProcess::kWebhookSecret,
                                                        request.body.value, SystemClock().now());
        for (int copy = 0; copy < copies; ++copy)
            as("", request);
        QVERIFY(becomes(kUnheard, "sandbox_pay", "0"));
    }
    void verifyPaidOnce(const api::PayoutView& payout)
    {
        const auto view = now(payout);
        QCOMPARE(view.status, PayoutStatus::Paid);
        QCOMPARE(view.reference, m_process->client().findTransfer(payout.id.uuid()).reference);
        QCOMPARE(moves(payout, BalanceKind::Transfer), 1);
        QCOMPARE(moves(payout, BalanceKind::TransferReversal), 0);
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
        auto link = m_process->link();
        link.patience = std::chrono::seconds(3);
        options.sandboxPay = {link, SandboxProcess::kWebhookSecret};
        m_observer =
            must(db::Connection::open(options.database, db::within(std::chrono::minutes(10))));
        m_marketplace = must(node::Marketplace::open(std::move(options)));
        m_shop.emplace(*m_marketplace, 2, 1000);
        m_second = hire("finn@market.example");
        ask(api::SetPaymentRoute{"card", "sandbox_pay", std::nullopt});
    }
    void cleanupTestCase()
    {
        m_observer.reset();
        m_shop.reset();
        m_marketplace.reset();
        m_process.reset();
    }

    void withoutAnAccountThePolicyDecides()
    {
        earn();
        QVERIFY(ask(api::PreviewPayouts{seller()}).payouts.at(0).provider ==
                api::PayoutProvider::Sandbox);
        const auto policy = ask(api::GetPayoutPolicy{});
        ask(api::SetPayoutPolicy{policy.version, std::nullopt, false});
        const auto plan = ask(api::PreviewPayouts{seller()});
        QCOMPARE(plan.payouts.at(0).leftOut, api::LeftOut::NoAccount);
        QCOMPARE(
            codeOf(call(m_marketplace->node(), m_shop->admin(), api::PreparePayouts{seller()})),
            std::string("payout.nothing_due"));
    }

    void aVerifiedAccountIsPaid()
    {
        setAccount("acct_1");
        const auto payout = approved();
        QVERIFY(becomes(payout, PayoutStatus::Paid));
        verifyPaidOnce(payout);
        QVERIFY(available().isZero());
    }

    void whateverGetsLostItIsPaidOnce_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("count");
        QTest::newRow("the request") << "500_before" << 2;
        QTest::newRow("the answer") << "500_after" << 2;
        QTest::newRow("the connection") << "drop_after" << 1;
        QTest::newRow("the patience") << "timeout_after" << 1;
    }
    void whateverGetsLostItIsPaidOnce()
    {
        QFETCH(QString, fault);
        QFETCH(int, count);
        earn();
        m_process->fail("/v1/transfers", fault.toStdString(), count);
        const auto payout = approved();
        QVERIFY(becomes(payout, PayoutStatus::Paid));
        verifyPaidOnce(payout);
    }

    void aProviderThatWasKilledIsWaitedFor()
    {
        earn();
        m_process->kill();
        const auto payout = approved();
        QCOMPARE(now(payout).status, PayoutStatus::Processing);
        m_process->start();
        QVERIFY(becomes(payout, PayoutStatus::Paid));
        verifyPaidOnce(payout);
    }

    // What the second seller has came through another provider: this one has not got so much.
    void withoutBalanceTheMoneyStaysTheSellers()
    {
        setAccount("acct_2", 1);
        earn("elsewhere:tok_visa", 1);
        const Money before = available(1);
        const auto payout = approved(1);
        QVERIFY(becomes(payout, PayoutStatus::Failed));
        QCOMPARE(now(payout).failureCode, std::string("balance_insufficient"));
        QCOMPARE(available(1), before);
        QVERIFY(ask(api::GetPayoutAccount{seller(1)}).status == api::PayoutAccountStatus::Active);
    }

    void noticesOfNobodyAreTakenIn()
    {
        hear("transfer.created", Uuid::makeV7().text());
        hear("payout.updated", "");
    }

    void aTransferThatIsTakenBackThereComesBackHere()
    {
        earn();
        const auto payout = approved();
        QVERIFY(becomes(payout, PayoutStatus::Paid));
        const auto client = m_process->client();
        const auto transfer = client.findTransfer(payout.id.uuid()).reference;
        QCOMPARE(client.reverseTransfer(Uuid::makeV7(), payout.amount, transfer).verdict,
                 gateways::Verdict::Approved);
        hear("transfer.reversed", payout.id.uuid().text(), 3);
        QVERIFY(becomes(payout, PayoutStatus::Failed));
        hear("transfer.created", payout.id.uuid().text()); // what came before comes last
        QCOMPARE(now(payout).failureCode, std::string("reversed"));
        QCOMPARE(available(), payout.amount);
        QCOMPARE(moves(payout, BalanceKind::TransferReversal), 1);
    }

    void theBankMayRefuseIt()
    {
        payToBank(true);
        setAccount("acct_closed");
        const auto payout = approved(); // what came back before
        QVERIFY(becomes(payout, PayoutStatus::Failed));
        QCOMPARE(now(payout).failureCode, std::string("account_closed"));
        QCOMPARE(available(), payout.amount);
        QCOMPARE(moves(payout, BalanceKind::Transfer), 1);
        QCOMPARE(moves(payout, BalanceKind::TransferReversal), 1);
        QVERIFY(ask(api::GetPayoutAccount{seller()}).status ==
                api::PayoutAccountStatus::Restricted);
        QVERIFY(ask(api::PreviewPayouts{seller()}).payouts.at(0).leftOut ==
                api::LeftOut::AccountRestricted);
    }

    void theBankMayReturnItDaysLater()
    {
        setAccount("acct_1");
        const auto payout = approved();
        QVERIFY(becomes(payout, PayoutStatus::Paid)); // two seconds later, when it is asked for
        verifyPaidOnce(payout);
        m_process->fail("/v1/reversals", "500_after", 1);
        decide(payout, "failed");
        hear("payout.updated", payout.id.uuid().text(), 2);
        QVERIFY(becomes(payout, PayoutStatus::Failed));
        hear("payout.updated", payout.id.uuid().text());
        QCOMPARE(now(payout).failureCode, std::string("account_closed"));
        QCOMPARE(available(), payout.amount);
        QCOMPARE(moves(payout, BalanceKind::TransferReversal), 1);
    }

    void theBooksAgreeWithTheProvider()
    {
        const auto dayOf = [](Timestamp at) { return at.text().substr(0, 10); };
        const auto today = SystemClock().now();
        const auto run = ask(api::StartReconciliation{
            "sandbox_pay", dayOf(today - std::chrono::hours(24)), dayOf(today), "", 0});
        QVERIFY(becomes(kRun, run.id, "done"));
        const auto view = ask(api::GetReconciliation{run.id});
        QCOMPARE(view.run.differenceCount, 0);
        QCOMPARE(view.run.ourCount, view.run.theirCount);
        const auto total = [&](api::Movement movement) {
            return *std::ranges::find(view.totals, movement, &api::ReconciliationTotal::movement);
        };
        QCOMPARE(total(api::Movement::Transfer).ourCount, 9);
        QCOMPARE(total(api::Movement::TransferReversal).ourCount, 3);
        for (const auto& each : view.totals)
            QCOMPARE(each.ours, each.theirs);
        QVERIFY(must(node::verify(m_observer->info())).isSound());
    }
};

STOA_TEST(SandboxPayoutsTest)
#include "test_sandbox_payouts.moc"
