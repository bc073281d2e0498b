#pragma once
// A shop whose cards go to a provider in this process, whose statement of our balance a test
// writes, and runs over it as the job does them.

#include "domain/disputes/take_in.h"
#include "domain/reconciliation/differences.h"
#include "domain/reconciliation/run_work.h"
#include "domain/reconciliation/runs.h"
#include "domain/reconciliation/statement.h"
#include "settlement_bench.h"

namespace stoa::test {

using gateways::BalanceKind;

struct ReconciliationBench {
    Bench& bench() { return base.shop.bench; }
    Money money(std::string_view amount) { return base.shop.money(amount); }
    std::string today() { return reconciliation::dayOf(bench().clock.now()); }

    // 12.50 each, captured; the statement does not know it yet.
    api::OrderView paidUntold(std::int64_t quantity = 1)
    {
        const auto order = base.place("tok_visa", quantity);
        base.finish(order.payments[0].id.uuid());
        return order;
    }
    // The same, and the statement has it.
    api::OrderView paid(std::int64_t quantity = 1)
    {
        const auto order = paidUntold(quantity);
        tell(BalanceKind::Charge, referenceOf(order), order.row.total);
        return order;
    }
    static std::string referenceOf(const api::OrderView& order)
    {
        return "fake_pay_" + order.payments[0].id.uuid().text();
    }
    void tell(BalanceKind kind, const std::string& source, const Money& amount,
              std::int64_t fee = 25)
    {
        balance().push_back({"bal_" + std::to_string(balance().size()), kind, source, amount,
                             Money(fee, amount.currency()), bench().clock.now()});
    }
    std::vector<gateways::BalanceLine>& balance() { return base.provider.balance; }
    void dispute(const api::OrderView& order, const char* reference, const char* fee,
                 gateways::DisputeState state = gateways::DisputeState::NeedsResponse)
    {
        gateways::Dispute dispute;
        dispute.reference = reference;
        dispute.state = state;
        dispute.reason = "fraudulent";
        dispute.amount = order.row.total;
        dispute.fee = money(fee);
        const disputes::Owner owner{base.shop.seller, order.row.id, order.payments[0].id, true};
        must(bench().run(base.shop.seller, [&](Unit& unit) {
            return disputes::takeIn(unit, owner, "fake", dispute);
        }));
    }

    template <class Request>
    Result<typename Request::Reply> ask(const Request& request)
    {
        return asMarketplace([&](Unit& unit) { return reconciliation::handle(unit, request); });
    }
    template <class Work>
    auto asMarketplace(Work work)
    {
        return bench().run(bench().marketplace(), Bench::person("Finn"), std::move(work));
    }
    Result<api::ReconciliationRow> start(const api::StartReconciliation& request)
    {
        return asMarketplace([&](Unit& unit) {
            return reconciliation::handle(unit, request, base.shop.providers());
        });
    }
    // Today, whatever is young.
    api::ReconciliationRow started(int graceHours = 0)
    {
        bench().clock.advance(std::chrono::seconds(1)); // what happens now is of the next run
        return must(start({"fake", today(), "", "", graceHours}));
    }
    // The job's parts of a run. Errors: the provider's.
    Result<api::ReconciliationView> work(ReconciliationId run)
    {
        const auto wanted =
            must(asMarketplace([&](Unit& unit) { return reconciliation::wantedBy(unit, run); }));
        if (wanted) {
            STOA_TRY(theirs, reconciliation::theirs(base.provider, wanted->from, wanted->to,
                                                    [] { return false; }));
            must(asMarketplace(
                [&](Unit& unit) { return reconciliation::finish(unit, run, theirs); }));
        }
        return must(ask(api::GetReconciliation{run}));
    }
    api::ReconciliationView reconciled(int graceHours = 0)
    {
        return must(work(started(graceHours).id));
    }
    std::vector<api::DifferenceView> differences(std::vector<api::DifferenceState> states = {})
    {
        api::ListDifferences list;
        list.state.assign(states.begin(), states.end());
        return must(ask(list)).items;
    }
    // "missing_here:open:re_1 …", what happened last first.
    std::string differencesText()
    {
        std::string text;
        for (const auto& each : differences()) {
            text += (text.empty() ? "" : " ") + enumText(each.kind) + ':' + enumText(each.state) +
                    ':' + each.reference;
        }
        return text;
    }

    SettlementBench base;
};

} // namespace stoa::test
