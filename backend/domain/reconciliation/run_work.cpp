#include "domain/reconciliation/run_work.h"

#include "domain/reconciliation/differences.h"
#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/reconciliation/statement.h"

namespace stoa::reconciliation {
namespace {

void insertTotals(Unit& unit, const Run& run, const Report& report)
{
    if (report.totals.empty()) return;
    std::vector<std::string> movements;
    std::vector<Currency> currencies;
    std::vector<std::int64_t> ourCounts, ours, theirCounts, theirs, fees;
    for (const auto& total : report.totals) {
        movements.push_back(enumText(total.movement));
        currencies.push_back(total.ours.currency());
        ourCounts.push_back(total.ourCount);
        ours.push_back(total.ours.minor());
        theirCounts.push_back(total.theirCount);
        theirs.push_back(total.theirs.minor());
        fees.push_back(total.fees.minor());
    }
    unit.db().defer(sql::kInsertTotals, unit.organisation(), run.view.id, movements, currencies,
                    ourCounts, ours, theirCounts, theirs, fees);
}

void raise(Unit& unit, std::string_view type, const Run& run, const Error& why)
{
    unit.raise(type, run.view.id,
               {{"provider", run.view.provider},
                {"from", run.view.from},
                {"to", run.view.to},
                {"reason", why.code}});
}

} // namespace

Result<std::optional<Run>> wantedBy(Unit& unit, ReconciliationId id)
{
    STOA_TRY(run, readRun(unit, id));
    if (!run.isUnderWay()) return std::optional<Run>();
    return std::optional(std::move(run));
}

Done finish(Unit& unit, ReconciliationId id, std::span<const Moved> theirs)
{
    STOA_TRY(run, lockRun(unit, id));
    if (!run.isUnderWay()) return {}; // somebody was faster
    STOA_TRY(ours, reconciliation::ours(unit.db(), run.view.provider, run.from, run.to));
    const Report report = compare(ours, theirs, run.frame());
    if (report.differences.size() > kMaxDifferences) {
        return fail(makeError(ErrorKind::TooLarge, "reconciliation.too_many_differences")
                        .with("most", std::to_string(kMaxDifferences)));
    }
    insertTotals(unit, run, report);
    STOA_TRY(kept, keep(unit, run, report));
    unit.db().defer(sql::kSetDone, unit.organisation(), id, report.ourCount, report.theirCount,
                    std::ssize(report.inFlight), kept.there, kept.open, kept.gone, unit.now());
    unit.raise("reconciliation.finished", id,
               {{"provider", run.view.provider},
                {"from", run.view.from},
                {"to", run.view.to},
                {"differences", std::to_string(kept.there)},
                {"open", std::to_string(kept.open)}});
    return {};
}

Done delay(Unit& unit, ReconciliationId id, const Error& why)
{
    STOA_TRY(run, lockRun(unit, id));
    if (!run.isUnderWay()) return {};
    unit.db().defer(sql::kSetWaiting, unit.organisation(), id, why.code);
    raise(unit, "reconciliation.delayed", run, why);
    return {};
}

Done giveUp(Unit& unit, ReconciliationId id, const Error& why)
{
    STOA_TRY(run, lockRun(unit, id));
    if (!run.isUnderWay()) return {};
    unit.db().defer(sql::kSetFailed, unit.organisation(), id, why.code, unit.now());
    raise(unit, "reconciliation.failed", run, why);
    return {};
}

} // namespace stoa::reconciliation
