#include "domain/payouts/payouts.h"

#include "domain/payouts/payouts_sql.h"
#include "domain/payouts/statement.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/db/pipeline.h"

namespace stoa::payouts {
namespace {

constexpr std::string_view kList = "payouts";

api::BalanceOfSeller balanceOf(const db::Row& row)
{
    const auto currency = row.get<Currency>("currency");
    const auto money = [&](std::string_view column) {
        return Money(row.get<std::optional<std::int64_t>>(column).value_or(0), currency);
    };
    api::BalanceOfSeller balance;
    balance.held = money("held_minor");
    balance.available = money("available_minor");
    balance.inPayout = money("in_payout_minor");
    balance.debt = money("debt_minor");
    balance.nextPayout = std::max(Money(0, currency), balance.available - balance.debt);
    return balance;
}

template <class Request>
Result<api::PayoutScheduleView> setSchedule(Unit& unit, const Request& request)
{
    STOA_CHECK(checkSchedule(request.interval, request.day, request.minimums));
    std::vector<Currency> currencies;
    std::vector<std::int64_t> amounts;
    for (const Money& minimum : request.minimums) {
        currencies.push_back(minimum.currency());
        amounts.push_back(minimum.minor());
    }
    const OrgId owner = unit.organisation();
    STOA_TRY(written, unit.db().run(sql::kUpsertSchedule, owner, enumText(request.interval),
                                    request.day.value, currencies, amounts, unit.actor().name,
                                    request.version, unit.now()));
    STOA_TRY(rows, unit.db().run(sql::kSelectSchedules, owner));
    auto schedule = scheduleOf(rows, owner);
    if (written.affected() == 0) {
        const std::int64_t current = schedule.isDefault ? 0 : schedule.version.value;
        return fail(makeError(ErrorKind::Stale, "schedule.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(current)));
    }
    unit.raise(
        "payout_schedule.changed", owner,
        {{"interval", enumText(request.interval)}, {"day", std::to_string(request.day.value)}});
    return schedule;
}

} // namespace

Result<api::SellerBalanceView> handle(Unit& unit, const api::GetSellerBalance& request)
{
    db::Pipeline batch(unit.db());
    const auto balances = batch.add(sql::kSelectBalances, unit.organisation());
    const auto schedules = batch.add(sql::kSelectSchedules, unit.organisation());
    STOA_CHECK(batch.run());
    api::SellerBalanceView view;
    view.seller = request.seller;
    for (const db::Row row : batch[balances])
        view.balances.push_back(balanceOf(row));
    view.nextPayoutAt = nextDay(scheduleOf(batch[schedules], unit.organisation()), unit.now());
    return view;
}

Result<api::PayoutScheduleView> handle(Unit& unit, const api::GetPayoutSchedule& /*request*/)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectSchedules, unit.organisation()));
    return scheduleOf(rows, unit.organisation());
}

Result<api::PayoutScheduleView> handle(Unit& unit, const api::GetDefaultPayoutSchedule& /*request*/)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectSchedules, OrgId()));
    return scheduleOf(rows, OrgId());
}

Result<api::PayoutScheduleView> handle(Unit& unit, const api::SetPayoutSchedule& request)
{
    return setSchedule(unit, request);
}

Result<api::PayoutScheduleView> handle(Unit& unit, const api::SetDefaultPayoutSchedule& request)
{
    STOA_TRY(schedule, setSchedule(unit, request));
    schedule.isDefault = true;
    return schedule;
}

Result<Page<api::PayoutView>> handle(Unit& unit, const api::ListPayouts& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, PayoutId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<PayoutId>());
    const auto status = wordsOf(request.status);
    const std::int64_t limit = request.limit + 1;
    auto& db = unit.db();
    const auto seller = unit.visible();
    auto found = request.payout ? db.run(sql::kFindPayoutById, *request.payout, seller, status)
                 : seller       ? db.run(sql::kListPayoutsOfSeller, at, id, status, limit, *seller)
                                : db.run(sql::kListPayouts, at, id, status, limit);
    if (!found) return fail(found);
    std::vector<api::PayoutView> views;
    for (const db::Row row : *found)
        views.push_back(payoutOf(row));
    return pageOf(std::move(views), request.limit, [](const api::PayoutView& last) {
        return encodeCursor(kList, last.createdAt, last.id);
    });
}

Result<api::StatementView> handle(Unit& unit, const api::GetPayoutStatement& request)
{
    db::Pipeline batch(unit.db());
    const auto payout = batch.add(sql::kSelectPayout, unit.organisation(), request.payout);
    const auto lines = batch.add(sql::kSelectStatementLines, unit.organisation(), request.payout,
                                 kMaxStatementLines + 1);
    STOA_CHECK(batch.run());
    const auto row = batch[payout].optional();
    if (!row) return fail(notFound(request.payout));
    if (batch[lines].size() > kMaxStatementLines) {
        return fail(makeError(ErrorKind::TooLarge, "payout.statement_too_long")
                        .with("most", std::to_string(kMaxStatementLines)));
    }
    Statement statement{payoutOf(*row), Money(), {}, row->money("closing_minor", "currency")};
    statement.opening = statement.closing + statement.payout.amount;
    for (const db::Row each : batch[lines]) {
        statement.lines.push_back({each.get<Timestamp>("occurred_at"),
                                   each.get<std::string>("number"), each.get<std::string>("reason"),
                                   each.money("amount_minor", "currency")});
        statement.opening -= statement.lines.back().amount;
    }
    return fileOf(statement, request.format);
}

api::PayoutView payoutOf(const db::Row& row)
{
    api::PayoutView view;
    view.id = row.get<PayoutId>("payout_id");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("display_name");
    view.batch = row.get<PayoutBatchId>("batch_id");
    view.status = enumColumn<api::PayoutStatus>(row, "status");
    view.amount = row.money("amount_minor", "currency");
    view.debtPaid = row.money("debt_paid_minor", "currency");
    view.reference = row.get<std::string>("reference");
    view.failureCode = row.get<std::string>("failure_code");
    view.createdAt = row.get<Timestamp>("created_at");
    view.settledAt = row.get<std::optional<Timestamp>>("settled_at");
    view.version = row.get<Version>("version");
    view.provider = enumColumn<api::PayoutProvider>(row, "provider");
    view.account = row.get<std::string>("account");
    return view;
}

Error notFound(PayoutId payout)
{
    return makeError(ErrorKind::NotFound, "payout.not_found").with("payout", payout.text());
}

} // namespace stoa::payouts
