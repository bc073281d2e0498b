#include "domain/orders/cancellation.h"

#include "core/assert.h"
#include "domain/orders/fulfillment_rules.h"
#include "domain/orders/order_parts_sql.h"

namespace stoa::orders {

Done mayCancel(const OrderState& order)
{
    const auto after = next(StateTable<api::OrderStatus, Command, Who>(kTransitions), order.status,
                            Command::Cancel);
    if (after) return {};
    return fail(makeError(ErrorKind::Refused, "order.canceled").with("order", order.number));
}

bool isNothingLeft(const OrderState& order)
{
    return std::ranges::all_of(
        order.lines, [](const LineState& line) { return line.withdrawn == line.quantity; });
}

void withdraw(OrderState& order, std::span<const LineShare> lines)
{
    for (const LineShare& share : lines) {
        STOA_ASSERT(share.quantity <= order.lines[share.line].open());
        order.lines[share.line].withdrawn += share.quantity;
    }
    if (isNothingLeft(order)) order.status = api::OrderStatus::Canceled;
}

void recordCancellation(Unit& unit, const OrderState& order, const Cancellation& cancellation)
{
    const bool isWhole = order.status == api::OrderStatus::Canceled;
    auto& db = unit.db();
    db.defer(order_parts::sql::kInsertCancellation, unit.organisation(), cancellation.id, order.id,
             enumText(cancellation.reason), cancellation.note, isWhole, unit.actor().text(),
             unit.actor().name, unit.now());
    std::vector<OrderLineId> lines;
    std::vector<std::int64_t> quantities;
    std::int64_t pieces = 0;
    for (const LineShare& share : cancellation.lines) {
        lines.push_back(order.lines[share.line].id);
        quantities.push_back(share.quantity);
        pieces += share.quantity;
    }
    db.defer(order_parts::sql::kInsertCancellationLines, unit.organisation(), cancellation.id,
             order.id, lines, quantities);
    unit.raise(isWhole ? "order.canceled" : "order.partly_canceled", order.id,
               {{"reason", enumText(cancellation.reason)},
                {"items", std::to_string(pieces)},
                {"note", cancellation.note},
                {"cancellation", cancellation.id.text()}});
}

Done unpackAll(Unit& unit, OrderState& order)
{
    std::vector<FulfillmentId> unpacked;
    for (const Parcel& parcel : order.parcels) {
        if (parcel.state == api::FulfillmentState::Unfulfilled) unpacked.push_back(parcel.id);
    }
    for (const FulfillmentId parcel : unpacked) {
        STOA_CHECK(advance(order, parcel, ParcelCommand::Cancel));
    }
    if (!unpacked.empty()) {
        unit.db().defer(order_parts::sql::kMoveFulfillments, unit.organisation(), unpacked,
                        enumText(api::FulfillmentState::Canceled), unit.now());
    }
    return {};
}

Done cancelOpen(Unit& unit, OrderState& order, api::CancelReason reason, std::string note)
{
    STOA_CHECK(mayCancel(order));
    STOA_CHECK(unpackAll(unit, order));
    STOA_TRY(open, chosenOf(order, {}));
    withdraw(order, open);
    STOA_CHECK(inventory::release(unit, stockOf(order, open), order.id.text()));
    recordCancellation(unit, order, {CancellationId::make(), reason, std::move(note), open});
    return {};
}

Done cancelUnpaid(Unit& unit, OrderId id, api::CancelReason reason, std::string note)
{
    STOA_TRY(order, loadState(unit, id, ForUpdate::Yes));
    if (order.status == api::OrderStatus::Canceled) return {};
    if (order.captured.isPositive()) {
        return fail(makeError(ErrorKind::Refused, "order.paid")
                        .with("order", order.number)
                        .with("captured", order.captured.text()));
    }
    STOA_CHECK(cancelOpen(unit, order, reason, std::move(note)));
    saveState(unit, order);
    return {};
}

} // namespace stoa::orders
