#include "domain/orders/order_part_views.h"

#include "domain/orders/deadlines.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/order_timers_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::orders {
namespace {

// Gives each line to the part that it belongs to.
template <class View>
void addLines(std::vector<View>& parts, const db::Rows& lines)
{
    for (const db::Row row : lines) {
        const auto part =
            std::ranges::find(parts, row.get<decltype(View::id)>("part_id"), &View::id);
        if (part == parts.end()) continue;
        part->lines.push_back({row.get<OrderLineId>("line_id"), row.get<std::string>("title"),
                               row.get<std::int64_t>("quantity")});
    }
}

api::FulfillmentView fulfillmentOf(const db::Row& row)
{
    api::FulfillmentView view;
    view.id = row.get<FulfillmentId>("fulfillment_id");
    view.state = enumColumn<api::FulfillmentState>(row, "status");
    view.carrier = row.get<std::string>("carrier");
    view.trackingNumber = row.get<std::string>("tracking_number");
    view.trackingStatus = enumColumn<api::TrackingStatus>(row, "tracking_status");
    view.createdAt = row.get<Timestamp>("created_at");
    view.fulfilledAt = row.get<std::optional<Timestamp>>("fulfilled_at");
    view.deliveredAt = row.get<std::optional<Timestamp>>("delivered_at");
    view.canceledAt = row.get<std::optional<Timestamp>>("canceled_at");
    return view;
}

api::CancellationView cancellationOf(const db::Row& row)
{
    api::CancellationView view;
    view.id = row.get<CancellationId>("cancellation_id");
    view.reason = enumColumn<api::CancelReason>(row, "reason");
    view.note = row.get<std::string>("note");
    view.isWhole = row.get<bool>("is_whole");
    view.actorName = row.get<std::string>("actor_name");
    view.createdAt = row.get<Timestamp>("created_at");
    return view;
}

api::HoldView holdOf(const db::Row& row)
{
    api::HoldView view;
    view.id = row.get<HoldId>("hold_id");
    view.reason = enumColumn<api::HoldReason>(row, "reason");
    view.note = row.get<std::string>("note");
    view.placedByName = row.get<std::string>("placed_by_name");
    view.placedAt = row.get<Timestamp>("placed_at");
    view.releaseNote = row.get<std::string>("release_note");
    view.releasedByName = row.get<std::string>("released_by_name");
    view.releasedAt = row.get<std::optional<Timestamp>>("released_at");
    return view;
}

void addName(Names& names, const db::Row& row, std::string_view actor, std::string_view name)
{
    names.emplace(row.get<std::string>(actor), row.get<std::string>(name));
}

} // namespace

api::OrderEditView editOf(const db::Row& row)
{
    api::OrderEditView view;
    view.id = row.get<OrderEditId>("edit_id");
    view.status = enumColumn<api::OrderEditStatus>(row, "status");
    view.totalBefore = row.money("total_before_minor", "currency");
    view.totalAfter = row.money("total_after_minor", "currency");
    view.note = row.get<std::string>("note");
    view.actorName = row.get<std::string>("actor_name");
    view.createdAt = row.get<Timestamp>("created_at");
    view.decidedAt = row.get<std::optional<Timestamp>>("decided_at");
    view.toPay = row.money("to_pay_minor", "currency");
    view.reason = row.get<std::string>("reason");
    return view;
}

OrderPartReading::OrderPartReading(db::Pipeline& batch, OrgId seller, OrderId order)
    : m_fulfillments(batch.add(order_parts::sql::kSelectFulfillments, seller, order)),
      m_fulfillmentLines(batch.add(order_parts::sql::kSelectFulfillmentLines, seller, order)),
      m_cancellations(batch.add(order_parts::sql::kSelectCancellations, seller, order)),
      m_cancellationLines(batch.add(order_parts::sql::kSelectCancellationLines, seller, order)),
      m_holds(batch.add(order_parts::sql::kSelectHolds, seller, order)),
      m_edits(batch.add(order_parts::sql::kSelectEdits, seller, order)),
      m_rules(batch.add(order_timers::sql::kSelectRules, seller)),
      m_timers(batch.add(order_timers::sql::kSelectTimers, seller, order))
{}

void OrderPartReading::fill(api::OrderView& view, Names& names, const db::Pipeline& batch,
                            std::optional<Timestamp> releaseDueAt) const
{
    for (const db::Row row : batch[m_fulfillments]) {
        view.fulfillments.push_back(fulfillmentOf(row));
        addName(names, row, "actor", "actor_name");
    }
    addLines(view.fulfillments, batch[m_fulfillmentLines]);
    for (const db::Row row : batch[m_cancellations]) {
        view.cancellations.push_back(cancellationOf(row));
        addName(names, row, "actor", "actor_name");
    }
    addLines(view.cancellations, batch[m_cancellationLines]);
    for (const db::Row row : batch[m_holds]) {
        view.holds.push_back(holdOf(row));
        addName(names, row, "placed_by", "placed_by_name");
        addName(names, row, "released_by", "released_by_name");
    }
    for (const db::Row row : batch[m_edits]) {
        view.edits.push_back(editOf(row));
        addName(names, row, "actor", "actor_name");
    }
    view.deadlines =
        deadlinesOf(view, rulesOf(batch[m_rules]), timersOf(batch[m_timers]), releaseDueAt);
}

} // namespace stoa::orders
