#include "domain/reconciliation/differences.h"

#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/db/pipeline.h"

namespace stoa::reconciliation {
namespace {

constexpr std::string_view kList = "reconciliation_differences";

std::optional<std::int64_t> minorOf(const std::optional<Money>& amount)
{
    return amount ? std::optional(amount->minor()) : std::nullopt;
}

std::optional<Currency> currencyOf(const std::optional<Money>& amount)
{
    return amount ? std::optional(amount->currency()) : std::nullopt;
}

void upsert(Unit& unit, const Run& run, const std::vector<Found>& found)
{
    if (found.empty()) return;
    std::vector<DifferenceId> ids;
    std::vector<std::string> kinds, movements, references;
    std::vector<std::int64_t> repeats;
    std::vector<std::optional<Currency>> hereCurrencies, thereCurrencies;
    std::vector<std::optional<std::int64_t>> here, there;
    std::vector<std::optional<OrgId>> sellers;
    std::vector<std::optional<OrderId>> orders;
    std::vector<Timestamp> times;
    for (const Found& each : found) {
        ids.push_back(DifferenceId::make());
        kinds.push_back(enumText(each.kind));
        movements.push_back(enumText(each.movement));
        references.push_back(each.reference);
        repeats.push_back(each.repeat);
        hereCurrencies.push_back(currencyOf(each.here));
        here.push_back(minorOf(each.here));
        thereCurrencies.push_back(currencyOf(each.there));
        there.push_back(minorOf(each.there));
        sellers.push_back(each.seller);
        orders.push_back(each.order);
        times.push_back(each.at);
    }
    unit.db().defer(sql::kUpsertDifferences, unit.organisation(), run.view.id, run.view.provider,
                    unit.now(), ids, kinds, movements, references, repeats, hereCurrencies, here,
                    thereCurrencies, there, sellers, orders, times);
}

void keepYoung(Unit& unit, const Run& run, const std::vector<Found>& found)
{
    if (found.empty()) return;
    std::vector<std::string> kinds, movements, references;
    std::vector<std::int64_t> repeats;
    for (const Found& each : found) {
        kinds.push_back(enumText(each.kind));
        movements.push_back(enumText(each.movement));
        references.push_back(each.reference);
        repeats.push_back(each.repeat);
    }
    unit.db().defer(sql::kKeepYoung, unit.organisation(), run.view.id, run.view.provider, kinds,
                    movements, references, repeats);
}

std::optional<Money> moneyIn(const db::Row& row, std::string_view minor, std::string_view currency)
{
    if (row.isNull(minor)) return std::nullopt;
    return row.money(minor, currency);
}

api::DifferenceView viewOf(const db::Row& row)
{
    api::DifferenceView view;
    view.id = row.get<DifferenceId>("difference_id");
    view.provider = row.get<std::string>("provider");
    view.kind = enumColumn<api::DifferenceKind>(row, "kind");
    view.movement = enumColumn<api::Movement>(row, "movement");
    view.reference = row.get<std::string>("reference");
    view.here = moneyIn(row, "here_minor", "here_currency");
    view.there = moneyIn(row, "there_minor", "there_currency");
    view.seller = row.get<std::optional<OrgId>>("seller_id");
    view.order = row.get<std::optional<OrderId>>("order_id");
    view.occurredAt = row.get<Timestamp>("occurred_at");
    view.state = enumColumn<api::DifferenceState>(row, "state");
    view.note = row.get<std::string>("note");
    view.explainedBy = row.get<std::string>("explained_by");
    view.explainedAt = row.get<std::optional<Timestamp>>("explained_at");
    view.firstRun = row.get<ReconciliationId>("first_run_id");
    view.lastRun = row.get<ReconciliationId>("last_run_id");
    view.version = row.get<Version>("version");
    return view;
}

Result<api::DifferenceView> only(const db::Rows& rows, DifferenceId difference)
{
    const auto row = rows.optional();
    if (row) return viewOf(*row);
    return fail(makeError(ErrorKind::NotFound, "difference.not_found")
                    .with("difference", difference.text()));
}

// The difference, locked, there still, as the caller saw it.
Result<api::DifferenceView> lockSeen(Unit& unit, const api::ExplainDifference& request)
{
    STOA_TRY(rows, unit.db().run(sql::kLockDifference, unit.organisation(), request.difference));
    STOA_TRY(view, only(rows, request.difference));
    if (view.version != request.version) {
        return fail(makeError(ErrorKind::Stale, "difference.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(view.version.value)));
    }
    if (view.state == api::DifferenceState::Gone) {
        return fail(ErrorKind::Refused, "difference.gone");
    }
    return view;
}

} // namespace

Result<Kept> keep(Unit& unit, const Run& run, const Report& report)
{
    const Frame frame = run.frame();
    upsert(unit, run, report.differences);
    keepYoung(unit, run, report.inFlight);
    STOA_TRY(ended, unit.db().run(sql::kEndDifferences, unit.organisation(), run.view.id,
                                  run.view.provider, frame.from, frame.to, frame.currency));
    STOA_TRY(counted, unit.db().run(sql::kCountOpen, unit.organisation(), run.view.id,
                                    run.view.provider, frame.from, frame.to));
    const auto row = counted.single();
    return Kept{row.get<std::int64_t>("differences"), row.get<std::int64_t>("open"),
                ended.affected()};
}

Result<Page<api::DifferenceView>> handle(Unit& unit, const api::ListDifferences& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, DifferenceId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<DifferenceId>());
    STOA_TRY(found, unit.db().run(sql::kListDifferences, unit.organisation(), at, id, request.run,
                                  request.provider, wordsOf(request.state), wordsOf(request.kind),
                                  request.limit + 1));
    std::vector<api::DifferenceView> views;
    for (const db::Row row : found)
        views.push_back(viewOf(row));
    return pageOf(std::move(views), request.limit, [](const api::DifferenceView& last) {
        return encodeCursor(kList, last.occurredAt, last.id);
    });
}

Result<api::DifferenceView> handle(Unit& unit, const api::GetDifference& request)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectDifference, unit.organisation(), request.difference));
    return only(rows, request.difference);
}

Result<api::DifferenceView> handle(Unit& unit, const api::ExplainDifference& request)
{
    STOA_TRY(view, lockSeen(unit, request));
    unit.db().defer(sql::kExplainDifference, unit.organisation(), view.id, request.note,
                    unit.actor().name, unit.now());
    unit.raise("difference.explained", view.id,
               {{"provider", view.provider}, {"reference", view.reference}});
    unit.setAuditTarget(view.id.text());
    view.state = api::DifferenceState::Explained;
    view.note = request.note.value;
    view.explainedBy = unit.actor().name;
    view.explainedAt = unit.now();
    ++view.version.value;
    return view;
}

} // namespace stoa::reconciliation
