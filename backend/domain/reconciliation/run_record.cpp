#include "domain/reconciliation/run_record.h"

#include "domain/reconciliation/reconciliation_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::reconciliation {
namespace {

constexpr std::size_t kDayLength = 10;

Result<Run> only(const db::Rows& rows, ReconciliationId id)
{
    const auto row = rows.optional();
    if (!row) return fail(notFound(id));
    return runOf(*row);
}

} // namespace

Result<Timestamp> startOfDay(std::string_view day)
{
    const auto start = Timestamp::parse(std::string(day) + "T00:00:00Z");
    if (start && dayOf(*start) == day) return *start;
    return fail(makeError(ErrorKind::Invalid, "reconciliation.bad_day").with("day", day));
}

std::string dayOf(Timestamp at)
{
    return at.text().substr(0, kDayLength);
}

Timestamp dayBegun(Timestamp at)
{
    return Timestamp(at.micros() - at.micros() % kDay.count());
}

bool Run::isUnderWay() const
{
    return view.status == api::ReconciliationStatus::Running ||
           view.status == api::ReconciliationStatus::Waiting;
}

Frame Run::frame() const
{
    return {from, std::min(to, view.requestedAt),
            view.requestedAt - std::chrono::hours(view.graceHours), currency};
}

Error notFound(ReconciliationId run)
{
    return makeError(ErrorKind::NotFound, "reconciliation.not_found")
        .with("reconciliation", run.text());
}

Run runOf(const db::Row& row)
{
    Run run;
    run.from = row.get<Timestamp>("from_at");
    run.to = row.get<Timestamp>("to_at");
    run.currency = row.get<std::optional<Currency>>("currency");
    api::ReconciliationRow& view = run.view;
    view.id = row.get<ReconciliationId>("reconciliation_id");
    view.provider = row.get<std::string>("provider");
    view.from = dayOf(run.from);
    view.to = dayOf(run.to - kDay);
    view.currency = run.currency ? run.currency->code() : std::string_view();
    view.graceHours = row.get<int>("grace_hours");
    view.status = enumColumn<api::ReconciliationStatus>(row, "status");
    view.failure = row.get<std::string>("failure");
    view.tries = row.get<std::int64_t>("tries");
    view.ourCount = row.get<std::int64_t>("our_count");
    view.theirCount = row.get<std::int64_t>("their_count");
    view.inFlightCount = row.get<std::int64_t>("in_flight_count");
    view.differenceCount = row.get<std::int64_t>("difference_count");
    view.openCount = row.get<std::int64_t>("open_count");
    view.goneCount = row.get<std::int64_t>("gone_count");
    view.requestedBy = row.get<std::string>("requested_by");
    view.requestedAt = row.get<Timestamp>("requested_at");
    view.finishedAt = row.get<std::optional<Timestamp>>("finished_at");
    return run;
}

Result<Run> readRun(Unit& unit, ReconciliationId run)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectRun, unit.organisation(), run));
    return only(rows, run);
}

Result<Run> lockRun(Unit& unit, ReconciliationId run)
{
    STOA_TRY(rows, unit.db().run(sql::kLockRun, unit.organisation(), run));
    return only(rows, run);
}

} // namespace stoa::reconciliation
