#include "dispute_bench.h"
#include "domain/disputes/dispute_action.h"
#include "domain/disputes/dispute_record.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::DisputeAction;
using api::DisputeStatus;
using Fault = FakeProvider::Fault;
using gateways::DisputeState;

class DisputeActionsTest : public QObject {
    Q_OBJECT

    std::optional<FakeProvider> m_provider;
    std::optional<DisputeBench> m;
    api::OrderView m_order;
    std::string m_reference;
    DisputeId m_id;

    api::DisputeView now() { return m->view(m_id); }
    Result<api::DisputeView> submit(std::int64_t version)
    {
        return m->ask(
            api::SubmitEvidence{m->shop.seller, m_id, Version{version}, "Signed by the buyer."});
    }
    Result<api::DisputeView> accept(std::int64_t version)
    {
        return m->ask(api::AcceptDispute{m->shop.seller, m_id, Version{version}});
    }
    // As the job does it; false while the outcome is not known.
    bool tell()
    {
        const auto told = must(m->shop.bench.run(
            m->shop.seller, [&](Unit& unit) { return disputes::toTell(unit, m_id); }));
        if (!told) return true;
        const auto outcome = disputes::tell(*m_provider, *told);
        const bool isSettled = must(m->shop.bench.run(m->shop.seller, [&](Unit& unit) {
            return disputes::settle(unit, m_id, *told, outcome);
        }));
        if (isSettled) hear();
        return isSettled;
    }
    void hear() { must(m->takeIn(m_order, must(m_provider->findDispute(m_reference)))); }

private slots:
    void init()
    {
        m_provider.emplace();
        m.emplace();
        m_order = m->placed(3);
        const auto wanted = m->bankWants(m->money(2000));
        m_reference = wanted.reference;
        m_provider->disputes[m_reference] = wanted;
        m_id = must(m->takeIn(m_order, wanted));
    }

    void evidenceGoesToTheProviderOnce()
    {
        const auto submitted = must(submit(1));
        QCOMPARE(m->shop.bench.events(), std::string("dispute.evidence_submitted"));
        QCOMPARE(submitted.action, DisputeAction::Submit);
        QCOMPARE(submitted.submissionCount, 1);
        QCOMPARE(submitted.status, DisputeStatus::NeedsResponse); // the provider has not heard yet
        m_provider->faults = {Fault::LostRequest};
        QVERIFY(!tell());
        m_provider->faults = {Fault::LostAnswer};
        QVERIFY(!tell());
        QVERIFY(tell());
        QCOMPARE(m_provider->answers.size(), std::size_t{1}); // the same attempt each time
        QCOMPARE(m_provider->answers.begin()->second, std::string("Signed by the buyer."));
        QCOMPARE(now().status, DisputeStatus::UnderReview);
        QCOMPARE(now().action, DisputeAction::None);
        QVERIFY(tell()); // nothing more to tell
        STOA_FAILS(submit(now().version.value), "dispute.wrong_state");
    }

    void givingInLosesIt()
    {
        must(accept(1));
        QVERIFY(tell());
        QCOMPARE(now().status, DisputeStatus::Lost);
        QCOMPARE(m->order(m_order).escrow, m->money(1000));
        QCOMPARE(m->findings(), std::string());
    }

    void refusesInOrderAndWritesNothing()
    {
        const auto before = m->shop.fingerprint();
        const auto strangers = m->ask(api::GetDispute{m->shop.seller, DisputeId::make()});
        STOA_FAILS(strangers, "dispute.not_found");
        const auto stale = submit(9);
        STOA_FAILS(stale, "dispute.stale");
        QCOMPARE(stale.error().kind, ErrorKind::Stale);
        m->shop.bench.clock.advance(std::chrono::hours(24 * 7) + std::chrono::seconds(1));
        STOA_FAILS(submit(1), "dispute.past_due");
        QCOMPARE(m->shop.fingerprint(), before);
        STOA_OK(accept(1)); // giving in needs no time
        STOA_FAILS(accept(2), "dispute.busy");
    }

    void whatIsOverTakesNoAnswer()
    {
        m_provider->disputes[m_reference].state = DisputeState::Won;
        hear();
        const auto version = now().version.value;
        const auto submitted = submit(version);
        STOA_FAILS(submitted, "dispute.wrong_state");
        QVERIFY(submitted.error().params == (std::vector<Error::Param>{{"status", "won"}}));
        STOA_FAILS(accept(version), "dispute.wrong_state");
    }

    void ofAWarningThereIsNothingToAccept()
    {
        auto warning = m->bankWants(m->money(500));
        warning.state = DisputeState::WarningNeedsResponse;
        m_id = must(m->takeIn(m_order, warning));
        STOA_FAILS(accept(1), "dispute.wrong_state");
        STOA_OK(submit(1));
    }

    // The bank decided while the answer was on its way.
    void aRefusalOfTheProviderIsShown()
    {
        must(submit(1));
        m_provider->disputes[m_reference].state = DisputeState::Lost;
        QVERIFY(tell());
        QCOMPARE(now().actionFailure, std::string("dispute_closed"));
        QCOMPARE(now().action, DisputeAction::None);
        QCOMPARE(now().status, DisputeStatus::Lost);
        QCOMPARE(m->findings(), std::string());
    }

    void whatNobodyToldIsFoundAgain()
    {
        must(submit(1));
        auto& bench = m->shop.bench;
        const auto open = [&] {
            return must(disputes::openActions(bench.db(), bench.clock.now(), 10)).size();
        };
        QCOMPARE(open(), std::size_t{0});
        bench.clock.advance(std::chrono::seconds(1));
        QCOMPARE(open(), std::size_t{1});
        QVERIFY(tell());
        QCOMPARE(open(), std::size_t{0});
    }

    void theNearestDateIsOnTopAndWhatIsOverLast()
    {
        m->shop.bench.clock.advance(std::chrono::hours(1));
        const auto second = must(m->takeIn(m_order, m->bankWants(m->money(200))));
        m_provider->disputes[m_reference].state = DisputeState::Won;
        hear();
        api::ListDisputes list;
        list.limit = 1;
        const auto page = must(m->ask(list));
        QCOMPARE(page.items.at(0).id, second);
        list.after = *page.next;
        QCOMPARE(must(m->ask(list)).items.at(0).id, m_id);
        list.after = "";
        list.limit = 50;
        list.status = {DisputeStatus::Won};
        QCOMPARE(must(m->ask(list)).items.size(), std::size_t{1});
        const OrgId rival = m->shop.bench.addSeller("Rival");
        QVERIFY(must(m->shop.bench.run(rival, [&](Unit& unit) {
                    return disputes::handle(unit, api::ListDisputes{});
                })).items.empty());
    }

    void oneIsFoundByItsIdAlone()
    {
        must(m->takeIn(m_order, m->bankWants(m->money(200))));
        api::ListDisputes list;
        list.dispute = m_id;
        const auto page = must(m->ask(list));
        QCOMPARE(page.items.size(), std::size_t{1});
        QCOMPARE(page.items[0].id, m_id);
        QVERIFY(!page.next);
        const auto over = [&](std::optional<OrgId> seller) {
            return must(m->shop.bench.run(seller,
                                          [&](Unit& unit) { return disputes::handle(unit, list); }))
                .items.size();
        };
        QCOMPARE(over(std::nullopt), std::size_t{1});
        QCOMPARE(over(m->shop.bench.addSeller("Rival")), std::size_t{0});
        list.status = {DisputeStatus::Won};
        QCOMPARE(over(std::nullopt), std::size_t{0});
        list.dispute = DisputeId::make();
        list.status = {};
        QCOMPARE(over(std::nullopt), std::size_t{0});
    }

    void theTimerTellsThatTheTimeIsOver()
    {
        STOA_OK(m->shop.bench.run(m->shop.seller, [&](Unit& unit) {
            disputes::evidenceIsDue(unit, m_order.row.id);
            return Done();
        }));
        QCOMPARE(m->shop.bench.events(), std::string("dispute.evidence_due"));
        QVERIFY(std::ranges::none_of(m->order(m_order).deadlines, [](const auto& each) {
            return each.kind == api::TimerKind::DisputeEvidence;
        }));
    }
};

STOA_TEST(DisputeActionsTest)
#include "test_dispute_actions.moc"
