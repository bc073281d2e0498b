#include "domain/payouts/payout_plan.h"

#include "domain/payouts/payout_accounts.h"
#include "domain/payouts/payout_accounts_sql.h"
#include "domain/payouts/payouts_sql.h"
#include "domain/unit/enum_column.h"
#include "platform/db/pipeline.h"

namespace stoa::payouts {
namespace {

constexpr std::chrono::hours kLookBack{24}; // more than any transaction lasts

Route routeOf(const db::Row& row, std::optional<api::PayoutProvider> fallback,
              const payments::Providers& providers)
{
    Route route = routeOf(accountOf(row, "account_status"), fallback);
    const bool isReady = route.leftOut == api::LeftOut::None;
    if (isReady && !isKnown(providers, *route.provider)) route.leftOut = api::LeftOut::NoProvider;
    return route;
}

Planned plannedOf(const db::Row& row, const api::PayoutScheduleView& schedule, bool isWanted,
                  Timestamp now, Route route)
{
    const Money available = row.money("available_minor", "currency");
    const Money none(0, available.currency());
    const auto last = row.get<std::optional<Timestamp>>("last_at");
    Planned planned;
    planned.seller = row.get<OrgId>("org_id");
    planned.sellerName = row.get<std::string>("display_name");
    planned.available = available;
    planned.since = last ? *last - kLookBack : Timestamp();
    if (isWanted || isDue(schedule, last, now)) {
        planned.amount = amountOf(available, row.money("debt_minor", "currency"), schedule);
    } else {
        planned.amount = {none, none, api::LeftOut::NotDue};
    }
    if (planned.amount.leftOut == api::LeftOut::None && route.leftOut != api::LeftOut::None) {
        planned.amount.payout = none;
        planned.amount.leftOut = route.leftOut;
    }
    planned.route = std::move(route);
    planned.closing = row.money("posted_minor", "currency") -
                      row.money("in_payout_minor", "currency") - planned.amount.debtPaid -
                      planned.amount.payout;
    return planned;
}

Result<std::vector<Uuid>> lockPayables(Unit& unit, std::optional<OrgId> onlySeller)
{
    STOA_TRY(rows, unit.db().run(sql::kLockPayables, onlySeller));
    std::vector<Uuid> accounts;
    for (const db::Row row : rows)
        accounts.push_back(row.get<Uuid>("account_id"));
    return accounts;
}

} // namespace

Result<Plan> planPayouts(Unit& unit, std::optional<OrgId> onlySeller, ledger::Lock lock,
                         const payments::Providers& providers)
{
    std::optional<std::vector<Uuid>> locked;
    if (lock == ledger::Lock::Yes) {
        STOA_TRY(accounts, lockPayables(unit, onlySeller));
        locked = std::move(accounts);
    }
    db::Pipeline batch(unit.db());
    const auto schedules = batch.add(sql::kSelectSchedules, OrgId());
    const auto payables = batch.add(sql::kSelectPayables, onlySeller, kMaxPayouts + 1, locked);
    const auto policy = batch.add(payout_accounts::sql::kSelectPayoutPolicy);
    STOA_CHECK(batch.run());
    const auto standard = scheduleOf(batch[schedules], OrgId());
    const auto fallback = policyOf(batch[policy], providers).fallback;
    Plan plan;
    for (const db::Row row : batch[payables]) {
        if (plan.payouts.size() == kMaxPayouts) {
            plan.isCut = true;
            break;
        }
        const bool hasOwn = !row.isNull("pay_interval");
        plan.payouts.push_back(plannedOf(row, hasOwn ? scheduleOf(row, false) : standard,
                                         onlySeller.has_value(), unit.now(),
                                         routeOf(row, fallback, providers)));
    }
    return plan;
}

api::PayoutPlanView viewOf(const Plan& plan)
{
    api::PayoutPlanView view;
    view.isCut = plan.isCut;
    std::map<Currency, Money> totals;
    for (const Planned& planned : plan.payouts) {
        const auto& [debtPaid, payout, leftOut] = planned.amount;
        view.payouts.push_back({planned.seller, planned.sellerName, planned.available, debtPaid,
                                payout, leftOut, std::nullopt, api::PayoutStatus::Pending,
                                planned.route.provider, planned.route.account});
        if (leftOut != api::LeftOut::None) continue;
        totals.try_emplace(payout.currency(), Money(0, payout.currency())).first->second += payout;
    }
    std::ranges::stable_sort(view.payouts, [](const auto& a, const auto& b) {
        const auto key = [](const api::PlannedPayout& each) {
            return std::tuple(each.leftOut != api::LeftOut::None, each.amount.currency(),
                              -each.amount.minor());
        };
        return key(a) < key(b);
    });
    for (const auto& [currency, total] : totals)
        view.totals.push_back(total);
    return view;
}

api::PayoutScheduleView scheduleOf(const db::Rows& rows, OrgId seller)
{
    api::PayoutScheduleView schedule;
    for (const db::Row row : rows) {
        const bool isOwn = row.get<OrgId>("org_id") == seller;
        if (isOwn || schedule.isDefault) schedule = scheduleOf(row, !isOwn);
    }
    return schedule;
}

api::PayoutScheduleView scheduleOf(const db::Row& row, bool isDefault)
{
    api::PayoutScheduleView schedule;
    schedule.interval = enumColumn<api::PayoutInterval>(row, "pay_interval");
    schedule.day = row.get<std::int64_t>("day");
    const auto currencies = row.get<std::vector<std::string>>("minimum_currencies");
    const auto amounts = row.get<std::vector<std::int64_t>>("minimum_minor");
    for (std::size_t i = 0; i < currencies.size(); ++i)
        schedule.minimums.push_back(Money(amounts.at(i), Currency::of(currencies[i])));
    schedule.isDefault = isDefault;
    schedule.version = row.get<Version>("version");
    return schedule;
}

} // namespace stoa::payouts
