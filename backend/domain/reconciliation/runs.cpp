#include "domain/reconciliation/runs.h"

#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/reconciliation/run_record.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/db/pipeline.h"
#include "platform/jobs/jobs.h"

namespace stoa::reconciliation {
namespace {

constexpr std::string_view kList = "reconciliations";

struct Wanted {
    std::string provider;
    Timestamp from;
    Timestamp to;
    std::optional<Currency> currency;
    int graceHours = 0;
};

Error unknownProvider(const payments::Providers& providers)
{
    std::string known;
    for (const std::string& name : providers.names()) {
        if (providers.findProvider(name) == nullptr) continue;
        known += (known.empty() ? "" : ", ") + name;
    }
    return makeError(ErrorKind::Invalid, "reconciliation.unknown_provider")
        .in("provider")
        .with("known", known);
}

Result<Timestamp> dayIn(std::string_view day, std::string_view field, Timestamp now)
{
    auto start = startOfDay(day);
    if (start && *start <= now) return start;
    return fail(makeError(ErrorKind::Invalid, "reconciliation.bad_day").in(field).with("day", day));
}

Result<Wanted> read(const api::StartReconciliation& request, Timestamp now)
{
    STOA_TRY(from, dayIn(request.from.value, "from", now));
    const bool isOneDay = request.to.empty();
    STOA_TRY(last, dayIn(isOneDay ? request.from.value : request.to.value, "to", now));
    if (last < from) {
        return fail(makeError(ErrorKind::Invalid, "reconciliation.bad_day")
                        .in("to")
                        .with("day", request.to.value));
    }
    if (last + kDay - from > kMaxDays * kDay) {
        return fail(makeError(ErrorKind::Invalid, "reconciliation.too_long")
                        .in("to")
                        .with("most", std::to_string(kMaxDays)));
    }
    Wanted wanted{request.provider.value, from, last + kDay, std::nullopt,
                  static_cast<int>(request.graceHours.value)};
    if (!request.currency.empty()) {
        auto currency = Currency::parse(request.currency.value);
        if (!currency) return fail(Error(currency.error()).in("currency"));
        wanted.currency = *currency;
    }
    return wanted;
}

// The one that is under way already, when there is one.
Result<ReconciliationId> begin(Unit& unit, const Wanted& wanted)
{
    const ReconciliationId id = ReconciliationId::make();
    STOA_TRY(inserted, unit.db().run(sql::kInsertRun, unit.organisation(), id, wanted.provider,
                                     wanted.from, wanted.to, wanted.currency, wanted.graceHours,
                                     unit.actor().name, unit.now()));
    if (inserted.empty()) {
        STOA_TRY(rows, unit.db().run(sql::kSelectUnderWay, unit.organisation(), wanted.provider,
                                     wanted.from, wanted.to, wanted.currency));
        const auto row = rows.optional();
        if (!row) return fail(ErrorKind::Conflict, "reconciliation.just_ended");
        return row->get<ReconciliationId>("reconciliation_id");
    }
    unit.raise("reconciliation.requested", id,
               {{"provider", wanted.provider},
                {"from", dayOf(wanted.from)},
                {"to", dayOf(wanted.to - kDay)}});
    jobs::NewJob job;
    job.org = unit.organisation().uuid();
    job.queue = kRunQueue;
    job.kind = kRunKind;
    job.payload = job.uniqueKey = id.text();
    job.maxAttempts = kMaxTries;
    STOA_CHECK(jobs::enqueue(unit.db(), {&job, 1}, unit.now()));
    return id;
}

Result<Timestamp> firstDayOfNight(Unit& unit, const std::string& provider, Timestamp today)
{
    const Timestamp latest = today - kNightlyDays * kDay;
    STOA_TRY(rows, unit.db().run(sql::kSelectOldestOpen, unit.organisation(), provider,
                                 today - kMaxDays * kDay));
    const auto oldest = rows.single().get<std::optional<Timestamp>>("occurred_at");
    return oldest ? std::min(latest, dayBegun(*oldest)) : latest;
}

} // namespace

Result<api::ReconciliationRow> handle(Unit& unit, const api::StartReconciliation& request,
                                      const payments::Providers& providers)
{
    if (providers.findProvider(request.provider.value) == nullptr) {
        return fail(unknownProvider(providers));
    }
    STOA_TRY(wanted, read(request, unit.now()));
    STOA_TRY(id, begin(unit, wanted));
    unit.setAuditTarget(id.text());
    STOA_TRY(run, readRun(unit, id));
    return run.view;
}

Result<Page<api::ReconciliationRow>> handle(Unit& unit, const api::ListReconciliations& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, ReconciliationId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<ReconciliationId>());
    STOA_TRY(found, unit.db().run(sql::kListRuns, unit.organisation(), at, id, request.provider,
                                  request.limit + 1));
    std::vector<api::ReconciliationRow> rows;
    for (const db::Row row : found)
        rows.push_back(runOf(row).view);
    return pageOf(std::move(rows), request.limit, [](const api::ReconciliationRow& last) {
        return encodeCursor(kList, last.requestedAt, last.id);
    });
}

Result<api::ReconciliationView> handle(Unit& unit, const api::GetReconciliation& request)
{
    db::Pipeline batch(unit.db());
    const auto run = batch.add(sql::kSelectRun, unit.organisation(), request.reconciliation);
    const auto totals = batch.add(sql::kSelectTotals, unit.organisation(), request.reconciliation);
    STOA_CHECK(batch.run());
    const auto row = batch[run].optional();
    if (!row) return fail(notFound(request.reconciliation));
    api::ReconciliationView view{runOf(*row).view, {}};
    for (const db::Row each : batch[totals]) {
        view.totals.push_back(
            {enumColumn<api::Movement>(each, "movement"), each.get<std::int64_t>("our_count"),
             each.money("our_minor", "currency"), each.get<std::int64_t>("their_count"),
             each.money("their_minor", "currency"), each.money("fee_minor", "currency")});
    }
    return view;
}

Result<int> startNightly(Unit& unit, const payments::Providers& providers)
{
    const Timestamp today = dayBegun(unit.now());
    int started = 0;
    for (const std::string& name : providers.names()) {
        if (providers.findProvider(name) == nullptr) continue;
        STOA_TRY(from, firstDayOfNight(unit, name, today));
        STOA_CHECK(begin(unit, {name, from, today, std::nullopt, kNightlyGraceHours}));
        ++started;
    }
    return started;
}

} // namespace stoa::reconciliation
