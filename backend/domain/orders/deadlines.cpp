#include "domain/orders/deadlines.h"

#include "domain/orders/order_timers_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::orders {
namespace {

class Deadlines {
public:
    Deadlines(const TimerRules& rules, std::span<const Timer> timers)
        : m_rules(rules), m_timers(timers)
    {}

    // By its rule, unless it is over.
    void add(api::TimerKind kind, Timestamp since, bool isPaused = false)
    {
        const auto rule = m_rules.find(kind);
        if (rule == m_rules.end() || find(kind) != nullptr) return;
        m_views.push_back({kind, since + rule->second, isPaused});
    }

    void addRelease(Timestamp dueAt)
    {
        m_views.push_back(
            {api::TimerKind::AutoComplete, dueAt, isPending(api::TimerKind::Dispute)});
    }

    std::vector<api::DeadlineView> take()
    {
        for (const Timer& timer : m_timers) {
            if (timer.state == TimerState::Pending)
                m_views.push_back({timer.kind, timer.dueAt, false});
        }
        std::ranges::stable_sort(m_views, {}, &api::DeadlineView::dueAt);
        return std::move(m_views);
    }

private:
    bool isPending(api::TimerKind kind) const
    {
        const Timer* timer = find(kind);
        return timer != nullptr && timer->state == TimerState::Pending;
    }

    const Timer* find(api::TimerKind kind) const
    {
        const auto timer = std::ranges::find(m_timers, kind, &Timer::kind);
        return timer == m_timers.end() ? nullptr : &*timer;
    }

    const TimerRules& m_rules;
    std::span<const Timer> m_timers;
    std::vector<api::DeadlineView> m_views;
};

bool hasUnpaidEdit(const api::OrderView& order)
{
    return std::ranges::find(order.edits, api::OrderEditStatus::AwaitingPayment,
                             &api::OrderEditView::status) != order.edits.end();
}

bool isHeld(const api::OrderView& order)
{
    return std::ranges::any_of(order.holds,
                               [](const api::HoldView& hold) { return !hold.releasedAt; });
}

} // namespace

std::vector<api::DeadlineView> deadlinesOf(const api::OrderView& order, const TimerRules& rules,
                                           std::span<const Timer> timers,
                                           std::optional<Timestamp> releaseDueAt)
{
    Deadlines deadlines(rules, timers);
    const api::OrderRow& row = order.row;
    if (row.status != api::OrderStatus::Placed) return {};
    if (row.paymentStatus == api::PaymentStatus::None) {
        deadlines.add(api::TimerKind::Payment, row.placedAt);
    }
    if (order.escrow.isPositive()) {
        if (row.fulfillmentStatus == api::FulfillmentStatus::Unfulfilled) {
            deadlines.add(api::TimerKind::AutoCancel, row.placedAt,
                          isHeld(order) || hasUnpaidEdit(order));
        }
        if (releaseDueAt) deadlines.addRelease(*releaseDueAt);
        deadlines.add(api::TimerKind::HoldAlarm, row.placedAt, hasUnpaidEdit(order));
        deadlines.add(api::TimerKind::HoldCeiling, row.placedAt, hasUnpaidEdit(order));
    }
    return deadlines.take();
}

TimerRules rulesOf(const db::Rows& rows)
{
    TimerRules rules;
    for (const db::Row row : rows) {
        rules[enumColumn<api::TimerKind>(row, "kind")] =
            std::chrono::seconds(row.get<std::int64_t>("seconds"));
    }
    return rules;
}

std::vector<Timer> timersOf(const db::Rows& rows)
{
    std::vector<Timer> timers;
    for (const db::Row row : rows) {
        timers.push_back({enumColumn<api::TimerKind>(row, "kind"),
                          enumColumn<TimerState>(row, "state"), row.get<Timestamp>("due_at")});
    }
    return timers;
}

void startTimer(Unit& unit, OrderId order, api::TimerKind kind)
{
    unit.db().defer(order_timers::sql::kStartTimer, unit.organisation(), order, enumText(kind),
                    unit.now());
}

void setTimer(Unit& unit, OrderId order, api::TimerKind kind, Timestamp dueAt)
{
    unit.db().defer(order_timers::sql::kSetTimer, unit.organisation(), order, enumText(kind),
                    enumText(TimerState::Pending), dueAt);
}

void endTimer(Unit& unit, OrderId order, api::TimerKind kind, TimerState state)
{
    unit.db().defer(order_timers::sql::kSetTimer, unit.organisation(), order, enumText(kind),
                    enumText(state), unit.now());
}

Result<bool> isDisputed(Unit& unit, OrderId order)
{
    STOA_TRY(rows, unit.db().run(order_timers::sql::kSelectTimers, unit.organisation(), order));
    return std::ranges::any_of(timersOf(rows), [](const Timer& timer) {
        return timer.kind == api::TimerKind::Dispute && timer.state == TimerState::Pending;
    });
}

Result<std::vector<DueTimer>> findDue(db::Connection& connection, Timestamp now)
{
    STOA_TRY(rows, connection.run(order_timers::sql::kFindDue, now, kMaxDue));
    std::vector<DueTimer> due;
    for (const db::Row row : rows) {
        due.push_back({row.get<OrgId>("org_id"), row.get<OrderId>("order_id"),
                       enumColumn<api::TimerKind>(row, "kind")});
    }
    return due;
}

} // namespace stoa::orders
