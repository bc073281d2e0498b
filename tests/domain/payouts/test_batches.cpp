#include "payout_bench.h"
#include "support/in_parallel.h"
#include "support/test_main.h"
#include "support/wait_until.h"

#include <thread>

using namespace stoa;
using namespace stoa::test;
using api::LeftOut;
using api::PayoutStatus;

namespace {

constexpr db::Statement kAddPayable{
    "test.add_payable", "INSERT INTO ledger_account (org_id, account_id, kind, owner_id, currency)"
                        " VALUES ($1, gen_random_uuid(), 'seller_payable', $1, 'EUR')"};
constexpr db::Statement kCredit{"test.credit", "UPDATE ledger_account SET credits_posted = 5000"
                                               " WHERE owner_id = $1"};
constexpr db::Statement kWaiting{
    "test.waiting", "SELECT count(*) AS n FROM pg_stat_activity"
                    " WHERE datname = current_database() AND wait_event_type = 'Lock'"};

} // namespace

class BatchesTest : public QObject {
    Q_OBJECT

    std::optional<PayoutBench> m_bench;

    Money money(std::string_view amount) const { return m_bench->money(amount); }
    std::string findings() { return m_bench->shop.findings(); }
    api::PayoutView payout() { return m_bench->payout(); }

private slots:
    void init() { m_bench.emplace(); }

    void previewWritesNothing()
    {
        m_bench->released(3);
        const auto before = m_bench->shop.fingerprint();
        const auto plan = must(m_bench->as(m_bench->ada, api::PreviewPayouts{}));
        QCOMPARE(plan.payouts.size(), std::size_t{1});
        QCOMPARE(plan.payouts[0].amount, money("27.00"));
        QCOMPARE(plan.payouts[0].leftOut, LeftOut::None);
        QVERIFY(plan.totals == std::vector{money("27.00")});
        QCOMPARE(m_bench->shop.fingerprint(), before);
    }

    void nothingDueIsNoBatch()
    {
        const auto before = m_bench->shop.fingerprint();
        STOA_FAILS(m_bench->as(m_bench->ada, api::PreparePayouts{}), "payout.nothing_due");
        QCOMPARE(m_bench->shop.fingerprint(), before);
    }

    void aPreparedBatchReservesItsAmounts()
    {
        m_bench->released(3);
        const auto batch = m_bench->prepared();
        QCOMPARE(batch.row.status, api::BatchStatus::Prepared);
        QCOMPARE(batch.row.payoutCount, 1);
        QVERIFY(batch.row.number.starts_with("PB-"));
        QVERIFY(batch.row.totals == std::vector{money("27.00")});
        QCOMPARE(batch.row.preparedBy, std::string("Ada"));
        QVERIFY(!batch.mayApprove);
        QVERIFY(must(m_bench->as(m_bench->ben, api::GetPayoutBatch{batch.row.id})).mayApprove);
        QCOMPARE(batch.payouts.at(0).status, PayoutStatus::Pending);
        const auto balance = m_bench->balance();
        QVERIFY(balance.available.isZero());
        QCOMPARE(balance.inPayout, money("27.00"));
        STOA_FAILS(m_bench->as(m_bench->ben, api::PreparePayouts{}), "payout.nothing_due");
        QCOMPARE(findings(), std::string());
    }

    // Nobody has locked it: a refund may be taking it back at the same time.
    void whatIsCreditedWhileItWaitsIsForTheNextBatch()
    {
        m_bench->released(3);
        const OrgId late = m_bench->shop.bench.addSeller("Late Kiln");
        const auto holder = m_bench->shop.bench.connect();
        const auto observer = m_bench->shop.bench.connect();
        must(observer->run(kAddPayable, late));
        must(holder->runScript("BEGIN; SELECT FROM ledger_account FOR UPDATE"));
        std::thread meanwhile([&] {
            const bool isWaiting = waitUntil([&] {
                const auto rows = must(observer->run(kWaiting));
                return rows.single().get<std::int64_t>("n") == 1;
            });
            if (isWaiting) must(holder->run(kCredit, late));
            must(holder->runScript("COMMIT"));
        });
        const auto batch = m_bench->as(m_bench->ada, api::PreparePayouts{});
        meanwhile.join();
        QCOMPARE(must(batch).payouts.size(), std::size_t{1});
        const auto left = must(m_bench->as(m_bench->ada, api::PreviewPayouts{}));
        QCOMPARE(left.payouts.size(), std::size_t{1});
        QCOMPARE(left.payouts[0].seller, late);
    }

    void whoPreparesDoesNotApprove()
    {
        m_bench->released(3);
        const auto batch = m_bench->prepared();
        const auto before = m_bench->shop.fingerprint();
        STOA_FAILS(
            m_bench->as(m_bench->ada, api::ApprovePayoutBatch{batch.row.id, batch.row.version}),
            "payout.same_person");
        STOA_FAILS(m_bench->as(m_bench->ben, api::ApprovePayoutBatch{batch.row.id, Version{7}}),
                   "batch.stale");
        STOA_FAILS(
            m_bench->as(m_bench->ben, api::ApprovePayoutBatch{PayoutBatchId::make(), Version{1}}),
            "payout.batch_not_found");
        QCOMPARE(m_bench->shop.fingerprint(), before);
    }

    void anApprovedBatchIsSentOnce()
    {
        m_bench->released(3);
        const auto batch = m_bench->approved();
        QCOMPARE(batch.row.status, api::BatchStatus::Approved);
        QCOMPARE(batch.row.decidedBy, std::string("Ben"));
        QCOMPARE(batch.payouts.at(0).status, PayoutStatus::Processing);
        STOA_FAILS(m_bench->as(m_bench->ben,
                               api::CancelPayoutBatch{batch.row.id, batch.row.version, "no"}),
                   "payout.batch_decided");
        const PayoutId id = batch.payouts[0].id;
        QCOMPARE(m_bench->pay(id), PayoutBench::Next::Settled);
        QCOMPARE(payout().status, PayoutStatus::Paid);
        QCOMPARE(payout().provider, api::PayoutProvider::Sandbox);
        QCOMPARE(payout().reference, "sandbox_tr_" + id.uuid().text());
        QCOMPARE(payout().settledAt, std::optional(m_bench->shop.bench.clock.now()));
        QVERIFY(m_bench->balance().inPayout.isZero());
        QCOMPARE(findings(), std::string());

        const auto before = m_bench->shop.fingerprint();
        QCOMPARE(m_bench->pay(id), PayoutBench::Next::Settled); // asked for twice
        QCOMPARE(m_bench->hear(id), PayoutBench::Next::Settled);
        QCOMPARE(m_bench->pay(PayoutId::make()), PayoutBench::Next::Settled);
        QCOMPARE(m_bench->shop.fingerprint(), before);
    }

    void aBatchThatIsSentBackChangesNothing()
    {
        m_bench->released(3);
        const auto batch = m_bench->prepared();
        const auto back = must(m_bench->as(
            m_bench->ada, api::CancelPayoutBatch{batch.row.id, batch.row.version, "Too early"}));
        QCOMPARE(back.row.status, api::BatchStatus::Canceled);
        QCOMPARE(back.row.note, std::string("Too early"));
        QCOMPARE(back.payouts.at(0).status, PayoutStatus::Canceled);
        QCOMPARE(m_bench->balance().available, money("27.00"));
        QCOMPARE(m_bench->prepared().payouts.at(0).amount, money("27.00"));
        QCOMPARE(findings(), std::string());
    }

    void schedulesDecideWhoIsIn()
    {
        m_bench->released(3);
        const OrgId seller = m_bench->shop.seller;
        const auto set = [&](api::PayoutInterval interval, Version version, api::Amounts minimums) {
            return m_bench->asSeller(
                api::SetPayoutSchedule{seller, version, interval, 1, std::move(minimums)});
        };
        const auto leftOut = [&] {
            return must(m_bench->as(m_bench->ada, api::PreviewPayouts{})).payouts.at(0).leftOut;
        };
        QCOMPARE(leftOut(), LeftOut::None); // weekly, by default
        must(set(api::PayoutInterval::Manual, Version{0}, {}));
        QCOMPARE(leftOut(), LeftOut::NotDue);
        QVERIFY(!must(m_bench->asSeller(api::GetSellerBalance{seller})).nextPayoutAt);
        STOA_FAILS(set(api::PayoutInterval::Daily, Version{0}, {}), "schedule.stale");
        must(set(api::PayoutInterval::Daily, Version{1}, {money("27.01")}));
        QCOMPARE(leftOut(), LeftOut::BelowMinimum);
        const auto plan = must(m_bench->as(m_bench->ada, api::PreviewPayouts{seller}));
        QCOMPARE(plan.payouts.at(0).leftOut, LeftOut::BelowMinimum);
        STOA_FAILS(m_bench->as(m_bench->ada, api::PreparePayouts{}), "payout.nothing_due");
        must(set(api::PayoutInterval::Daily, Version{2}, {money("27.00")}));
        must(m_bench->as(m_bench->ada, api::PreparePayouts{}));
        m_bench->released(3);
        QCOMPARE(leftOut(), LeftOut::NotDue); // once a day
        m_bench->shop.bench.clock.advance(std::chrono::hours(24));
        QCOMPARE(leftOut(), LeftOut::None);
    }

    void theDefaultHoldsForThoseWithoutTheirOwn()
    {
        const OrgId seller = m_bench->shop.seller;
        const auto shown = [&] { return must(m_bench->asSeller(api::GetPayoutSchedule{seller})); };
        QCOMPARE(shown().interval, api::PayoutInterval::Weekly);
        QVERIFY(shown().isDefault);
        must(m_bench->as(m_bench->ada,
                         api::SetDefaultPayoutSchedule{
                             Version{0}, api::PayoutInterval::Monthly, 15, {money("5.00")}}));
        QCOMPARE(shown().interval, api::PayoutInterval::Monthly);
        QCOMPARE(shown().day, 15);
        QVERIFY(shown().minimums == api::Amounts{money("5.00")});
        STOA_FAILS(m_bench->as(m_bench->ada,
                               api::SetDefaultPayoutSchedule{
                                   Version{0}, api::PayoutInterval::Daily, 1, {}}),
                   "schedule.stale");
        must(m_bench->asSeller(
            api::SetPayoutSchedule{seller, Version{0}, api::PayoutInterval::Daily, 1, {}}));
        QVERIFY(!shown().isDefault);
        QCOMPARE(shown().interval, api::PayoutInterval::Daily);
    }

    void debtIsPaidBeforeThePayout()
    {
        const OrderId first = m_bench->released(3);
        const auto paid = m_bench->approved();
        m_bench->pay(paid.payouts[0].id);
        must(m_bench->shop.refund(first, m_bench->bowls(first, 2))); // 18.00 that are gone
        QCOMPARE(m_bench->balance().debt, money("18.00"));
        m_bench->released(3);
        m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
        QCOMPARE(m_bench->balance().nextPayout, money("9.00"));
        const auto batch = m_bench->prepared();
        QCOMPARE(batch.payouts.at(0).debtPaid, money("18.00"));
        QCOMPARE(batch.payouts[0].amount, money("9.00"));
        QVERIFY(m_bench->balance().debt.isZero());
        QCOMPARE(findings(), std::string());
    }

    void twoPreparationsAtOnceAreOneBatch()
    {
        m_bench->released(3);
        std::atomic<int> prepared = 0;
        std::atomic<int> refused = 0;
        inParallel(4, [&](std::size_t) {
            auto& bench = m_bench->shop.bench;
            const auto connection = bench.connect();
            const auto batch =
                bench.runOn(*connection, bench.marketplace(), m_bench->ada, [&](Unit& unit) {
                    return m_bench->handled(unit, api::PreparePayouts{});
                });
            if (batch) ++prepared;
            if (codeOf(batch) == "payout.nothing_due") ++refused;
        });
        QCOMPARE(prepared.load(), 1);
        QCOMPARE(refused.load(), 3);
        QCOMPARE(m_bench->balance().inPayout, money("27.00"));
        QCOMPARE(findings(), std::string());
    }

    void listsArePagedNewestFirst()
    {
        for (int i = 0; i < 3; ++i) {
            m_bench->shop.bench.clock.advance(std::chrono::hours(24 * 7));
            m_bench->released(i + 1);
            m_bench->prepared();
        }
        api::ListPayoutBatches batches;
        batches.limit = 2;
        const auto first = must(m_bench->as(m_bench->ada, batches));
        QVERIFY(first.items.at(0).totals == std::vector{money("27.00")});
        batches.after = *first.next;
        QVERIFY(must(m_bench->as(m_bench->ada, batches)).items.at(0).totals ==
                std::vector{money("9.00")});
        api::ListPayouts list;
        list.status = {PayoutStatus::Pending};
        list.limit = 2;
        const auto page = must(m_bench->asSeller(list));
        QCOMPARE(page.items.at(0).amount, money("27.00"));
        list.after = *page.next;
        QCOMPARE(must(m_bench->asSeller(list)).items.at(0).amount, money("9.00"));
        list.after = "AAAA";
        STOA_FAILS(m_bench->asSeller(list), "cursor.malformed");
    }

    // More of them than one statement looks for.
    void everySellersMovementsAreFound()
    {
        std::vector<OrgId> sellers;
        for (int i = 0; i < 35; ++i) {
            const OrgId seller = m_bench->shop.bench.addSeller("Kiln " + std::to_string(100 + i));
            sellers.push_back(seller);
            must(m_bench->shop.bench.run(seller, [&](Unit& unit) -> Result<bool> {
                ledger::Entry entry;
                entry.organisation = seller;
                entry.currency = m_bench->shop.currency;
                entry.move(ledger::accountOf(seller, api::AccountKind::ProviderReceivable),
                           ledger::accountOf(seller, api::AccountKind::SellerPayable),
                           Money(1000 + i, entry.currency), "release");
                ledger::post(unit, std::span(&entry, 1));
                return true;
            }));
        }
        const auto batch = m_bench->prepared();
        QCOMPARE(batch.row.payoutCount, 35);
        for (const api::PayoutView& payout : batch.payouts) {
            const auto at = std::ranges::find(sellers, payout.seller);
            QVERIFY(at != sellers.end());
            const api::GetPayoutStatement ask{*at, payout.id, api::StatementFormat::Csv};
            const auto csv = must(m_bench->shop.bench.run(*at, [&](Unit& unit) {
                                 return payouts::handle(unit, ask);
                             })).content;
            const Money moved(1000 + (at - sellers.begin()), m_bench->shop.currency);
            QCOMPARE(payout.amount, moved);
            QVERIFY2(csv.find("," + moved.amountText()) != std::string::npos, csv.c_str());
        }
    }

    void oneIsFoundByItsIdAlone()
    {
        m_bench->released(1);
        const auto batch = m_bench->prepared();
        api::ListPayouts list;
        list.payout = batch.payouts.at(0).id;
        const auto found = [&](std::optional<OrgId> seller) {
            return must(m_bench->shop.bench.run(
                seller, [&](Unit& unit) { return payouts::handle(unit, list); }));
        };
        const auto page = found(std::nullopt);
        QCOMPARE(page.items.size(), std::size_t{1});
        QCOMPARE(page.items[0].id, *list.payout);
        QVERIFY(!page.next);
        QCOMPARE(found(m_bench->shop.seller).items.size(), std::size_t{1});
        QVERIFY(found(m_bench->shop.bench.addSeller("Rival")).items.empty());
        list.status = {PayoutStatus::Paid};
        QVERIFY(found(std::nullopt).items.empty());
    }
};

STOA_TEST(BatchesTest)
#include "test_batches.moc"
