#include "reconciliation_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::DifferenceKind;
using api::DifferenceState;

class DifferencesTest : public QObject {
    Q_OBJECT

    std::optional<ReconciliationBench> m;

    api::DifferenceView only() { return m->differences().at(0); }
    Result<api::DifferenceView> explain(const api::DifferenceView& difference,
                                        const char* note = "A voucher of the shop.")
    {
        return m->ask(api::ExplainDifference{difference.id, difference.version, note});
    }

private slots:
    void init() { m.emplace(); }

    void whatAgreesHasNoDifferences()
    {
        const auto order = m->paid(2);
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, 1)};
        const auto refund = must(m->base.shop.refund(order.row.id, content));
        m->base.finish(refund.id.uuid());
        m->tell(BalanceKind::Refund, "fake_ref_" + refund.id.uuid().text(), -refund.total, 0);
        const auto view = m->reconciled();
        QCOMPARE(view.run.status, api::ReconciliationStatus::Done);
        QCOMPARE(view.run.ourCount, 2);
        QCOMPARE(view.run.theirCount, 2);
        QCOMPARE(view.run.differenceCount, 0);
        QCOMPARE(view.totals.size(), std::size_t{2});
        QCOMPARE(view.totals[0].ours, m->money("25.00"));
        QCOMPARE(view.totals[0].theirs, m->money("25.00"));
        QCOMPARE(view.totals[0].fees, m->money("0.25"));
        QCOMPARE(view.totals[1].ours, m->money("-12.50"));
        QVERIFY(m->differences().empty());
    }

    void whatTurnedAroundAgreesToo()
    {
        const auto order = m->paid(2);
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, 1)};
        const auto refund = must(m->base.shop.refund(order.row.id, content));
        const auto attempt = refund.id.uuid();
        m->base.finish(attempt);
        m->base.provider.refunds.at(attempt).verdict = gateways::Verdict::Declined;
        m->base.hear(attempt);
        const std::string reference = "fake_ref_" + attempt.text();
        m->tell(BalanceKind::Refund, reference, -refund.total, 0);
        m->tell(BalanceKind::RefundFailure, reference, refund.total, 0);
        const auto disputed = m->paid();
        m->dispute(disputed, "dp_1", "15.00");
        m->dispute(disputed, "dp_1", "0.00", gateways::DisputeState::Won);
        m->tell(BalanceKind::Dispute, "dp_1", -disputed.row.total, 1500);
        m->tell(BalanceKind::DisputeReversal, "dp_1", disputed.row.total, -1500);
        const auto view = m->reconciled();
        QCOMPARE(m->differencesText(), std::string());
        QCOMPARE(view.run.ourCount, 6);
        for (const auto& total : view.totals)
            QCOMPARE(total.ours, total.theirs);
        m->balance().clear();
        QCOMPARE(m->reconciled().run.openCount, 6);
    }

    // Nothing is held or the seller's any more: the bank takes what the buyer has as credit.
    void disputesOfWhatBecameCreditAgreeToo()
    {
        const auto order = m->paid();
        api::RefundContent content;
        content.lines = {refundLine(order.lines[0].id, 1)};
        content.to = api::RefundDestination::StoreCredit;
        must(m->base.shop.refund(order.row.id, content));
        m->dispute(order, "dp_1", "15.00");
        m->tell(BalanceKind::Dispute, "dp_1", -order.row.total, 1500);
        m->reconciled();
        QCOMPARE(m->differencesText(), std::string());
        m->dispute(order, "dp_1", "0.00", gateways::DisputeState::Won);
        m->tell(BalanceKind::DisputeReversal, "dp_1", order.row.total, -1500);
        const auto view = m->reconciled();
        QCOMPARE(m->differencesText(), std::string());
        QCOMPARE(view.run.ourCount, 3);
    }

    // Those that were transferred, whether they have arrived or not.
    void payoutsOfThisProviderAreTransfersThere()
    {
        STOA_OK(m->base.shop.script(
            "INSERT INTO payout (org_id, payout_id, batch_id, status, currency, amount_minor,"
            " debt_paid_minor, closing_minor, transfer_id, provider, reference, failure_code,"
            " created_at, settled_at, version, transferred_at)"
            " SELECT o.org_id, gen_random_uuid(), gen_random_uuid(), 'processing', 'EUR', 4200, 0,"
            " 0, gen_random_uuid(), p.provider, 'tr_' || p.provider, '', '2026-03-02T09:00Z',"
            " NULL, 1, '2026-03-02T10:00Z'"
            " FROM organisation o, (VALUES ('fake'), ('sandbox')) p (provider)"
            " WHERE o.kind = 'seller'"));
        m->reconciled();
        QCOMPARE(m->differencesText(), std::string("missing_there:open:tr_fake"));
        QCOMPARE(m->differences()[0].here, std::optional(m->money("-42.00")));
        m->tell(BalanceKind::Transfer, "tr_fake", m->money("-42.00"), 0);
        QCOMPARE(m->reconciled().run.goneCount, 1);

        STOA_OK(m->base.shop.script(
            "UPDATE payout SET status = 'failed', settled_at = '2026-03-02T10:00Z',"
            " reversed_at = '2026-03-02T10:00Z' WHERE provider = 'fake'"));
        QCOMPARE(m->reconciled().run.openCount, 1);
        QCOMPARE(m->differences({api::DifferenceState::Open})[0].here,
                 std::optional(m->money("42.00")));
        m->tell(BalanceKind::TransferReversal, "tr_fake", m->money("42.00"), 0);
        QCOMPARE(m->reconciled().run.openCount, 0);
    }

    void seesExactlyEachKindThatIsPlanted()
    {
        m->paid();
        const auto changed = m->paid();
        m->balance().back().amount += m->money("0.01");
        const auto other = m->paid();
        m->balance().back().amount = Money(1250, Currency::of("USD"));
        const auto untold = m->paidUntold();
        m->tell(BalanceKind::Charge, "of nobody", m->money("9.99"));
        const auto disputed = m->paid(2);
        m->dispute(disputed, "dp_1", "15.00");
        m->tell(BalanceKind::Dispute, "dp_1", -disputed.row.total, 2000);
        m->tell(BalanceKind::Transfer, "tr_1", m->money("-3.00"), 0);
        m->tell(BalanceKind::Payout, "po_1", m->money("-5.00"), 0);
        m->tell(BalanceKind::Fee, "fee_1", m->money("-1.00"), 0);

        QCOMPARE(m->reconciled().run.openCount, 6);
        const auto has = [this](DifferenceKind kind, const std::string& reference) {
            const auto all = m->differences();
            const auto at = std::ranges::find_if(all, [&](const auto& each) {
                return each.kind == kind && each.reference == reference;
            });
            return at == all.end() ? api::DifferenceView{} : *at;
        };
        const auto amount = has(DifferenceKind::AmountDiffers, m->referenceOf(changed));
        QCOMPARE(amount.here, std::optional(m->money("12.50")));
        QCOMPARE(amount.there, std::optional(m->money("12.51")));
        QCOMPARE(amount.order, std::optional(changed.row.id));
        QCOMPARE(amount.seller, std::optional(m->base.shop.seller));
        const auto currency = has(DifferenceKind::CurrencyDiffers, m->referenceOf(other));
        QCOMPARE(currency.there, std::optional(Money(1250, Currency::of("USD"))));
        const auto missing = has(DifferenceKind::MissingThere, m->referenceOf(untold));
        QCOMPARE(missing.here, std::optional(m->money("12.50")));
        QVERIFY(!missing.there);
        const auto strange = has(DifferenceKind::MissingHere, "of nobody");
        QCOMPARE(strange.there, std::optional(m->money("9.99")));
        QVERIFY(!strange.here && !strange.order);
        const auto fee = has(DifferenceKind::FeeDiffers, "dp_1");
        QCOMPARE(fee.movement, api::Movement::Dispute);
        QCOMPARE(fee.here, std::optional(m->money("15.00")));
        QCOMPARE(fee.there, std::optional(m->money("20.00")));
        QCOMPARE(has(DifferenceKind::MissingHere, "tr_1").movement, api::Movement::Transfer);
    }

    void whatIsYoungIsInFlightAndToldLater()
    {
        m->paidUntold();
        const auto day = m->today();
        const auto early = m->reconciled(24);
        QCOMPARE(early.run.inFlightCount, 1);
        QCOMPARE(early.run.differenceCount, 0);
        m->bench().clock.advance(std::chrono::hours(25));
        const auto late = must(m->work(must(m->start({"fake", day, "", "", 24})).id));
        QCOMPARE(late.run.inFlightCount, 0);
        QCOMPARE(late.run.openCount, 1);
    }

    // A run of less grace has told it: one of more grace does not take that back.
    void whatWasToldStaysWhileItIsYoung()
    {
        m->paidUntold();
        m->reconciled(0);
        const auto told = only();
        const auto again = m->reconciled(24);
        QCOMPARE(again.run.inFlightCount, 1);
        QCOMPARE(again.run.openCount, 1);
        QCOMPARE(only().state, DifferenceState::Open);
        QCOMPARE(only().version, told.version);
        QCOMPARE(only().lastRun, again.run.id);
    }

    void theSameRunTwiceFindsTheSame()
    {
        m->paidUntold();
        m->tell(BalanceKind::Charge, "of nobody", m->money("9.99"));
        const auto first = m->reconciled();
        const auto before = m->differences();
        const auto second = m->reconciled();
        const auto after = m->differences();
        QCOMPARE(second.run.openCount, first.run.openCount);
        QCOMPARE(second.run.goneCount, 0);
        QCOMPARE(after.size(), std::size_t{2});
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(after[i].id, before[i].id);
            QCOMPARE(after[i].version, before[i].version);
            QCOMPARE(after[i].firstRun, first.run.id);
            QCOMPARE(after[i].lastRun, second.run.id);
        }
    }

    void whatHasComeRightIsGoneAndMayComeBack()
    {
        const auto order = m->paidUntold();
        m->reconciled();
        m->tell(BalanceKind::Charge, m->referenceOf(order), order.row.total);
        const auto right = m->reconciled();
        QCOMPARE(right.run.goneCount, 1);
        QCOMPARE(right.run.differenceCount, 0);
        QCOMPARE(only().state, DifferenceState::Gone);
        STOA_FAILS(explain(only()), "difference.gone");
        m->balance().clear();
        QCOMPARE(m->reconciled().run.openCount, 1);
        QCOMPARE(only().state, DifferenceState::Open);
        QCOMPARE(only().version, Version{3});
    }

    void anExplanationHoldsWhileTheAmountsDo()
    {
        m->tell(BalanceKind::Charge, "of nobody", m->money("9.99"));
        m->reconciled();
        const auto explained = must(explain(only()));
        QCOMPARE(m->bench().events(), std::string("difference.explained"));
        QCOMPARE(explained.state, DifferenceState::Explained);
        QCOMPARE(explained.explainedBy, std::string("Finn"));
        const auto again = m->reconciled();
        QCOMPARE(again.run.differenceCount, 1);
        QCOMPARE(again.run.openCount, 0);
        QCOMPARE(only().note, std::string("A voucher of the shop."));
        QCOMPARE(only().version, explained.version);
        QCOMPARE(must(explain(only(), "Rather a tip.")).note, std::string("Rather a tip."));
        m->balance().back().amount = m->money("19.99");
        QCOMPARE(m->reconciled().run.openCount, 1);
        QCOMPARE(only().state, DifferenceState::Open);
        QCOMPARE(only().note, std::string());
        QCOMPARE(only().there, std::optional(m->money("19.99")));
    }

    void refusesInOrderAndWritesNothing()
    {
        m->tell(BalanceKind::Charge, "of nobody", m->money("9.99"));
        m->reconciled();
        const auto found = only();
        STOA_FAILS(m->ask(api::GetDifference{DifferenceId::make()}), "difference.not_found");
        STOA_FAILS(m->ask(api::ExplainDifference{DifferenceId::make(), Version{1}, "x"}),
                   "difference.not_found");
        const auto stale = m->ask(api::ExplainDifference{found.id, Version{7}, "x"});
        STOA_FAILS(stale, "difference.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        QCOMPARE(must(m->ask(api::GetDifference{found.id})).version, found.version);
    }

    void oneCurrencyEndsOnlyItsOwn()
    {
        m->tell(BalanceKind::Charge, "euros", m->money("9.99"));
        m->bench().clock.advance(std::chrono::seconds(1));
        m->tell(BalanceKind::Charge, "dollars", Money(500, Currency::of("USD")));
        m->reconciled();
        m->balance().clear();
        m->bench().clock.advance(std::chrono::seconds(1));
        const auto run = must(m->start({"fake", m->today(), "", "USD", 0}));
        QCOMPARE(must(m->work(run.id)).run.goneCount, 1);
        QCOMPARE(m->differencesText(),
                 std::string("missing_here:gone:dollars missing_here:open:euros"));
    }

    void listsByPagesAndFilters()
    {
        for (const char* name : {"a", "b", "c"}) {
            m->tell(BalanceKind::Charge, name, m->money("1.00"));
            m->bench().clock.advance(std::chrono::seconds(1));
        }
        m->paidUntold();
        const auto run = m->reconciled().run.id;
        api::ListDifferences list;
        list.kind = {DifferenceKind::MissingHere};
        list.limit = 2;
        const auto page = must(m->ask(list));
        QCOMPARE(page.items.at(0).reference, std::string("c"));
        QCOMPARE(page.items.at(1).reference, std::string("b"));
        list.after = *page.next;
        const auto rest = must(m->ask(list));
        QCOMPARE(rest.items.at(0).reference, std::string("a"));
        QVERIFY(!rest.next);
        list.after = "";
        list.provider = "stripe";
        QVERIFY(must(m->ask(list)).items.empty());
        list.provider = "";
        list.run = run;
        list.state = {DifferenceState::Gone, DifferenceState::Explained};
        QVERIFY(must(m->ask(list)).items.empty());
        list.after = "nonsense";
        STOA_FAILS(m->ask(list), "cursor.malformed");
    }
};

STOA_TEST(DifferencesTest)
#include "test_differences.moc"
