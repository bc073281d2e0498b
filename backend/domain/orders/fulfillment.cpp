#include "domain/ledger/escrow.h"
#include "domain/orders/fulfillment_rules.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/orders.h"

namespace stoa::orders {
namespace {

std::string piecesOf(const Parcel& parcel)
{
    std::int64_t pieces = 0;
    for (const LineShare& share : parcel.lines)
        pieces += share.quantity;
    return std::to_string(pieces);
}

void insertParcel(Unit& unit, const OrderState& order, const Parcel& parcel,
                  const api::FulfillOrder& request)
{
    const bool hasLeft = parcel.state == api::FulfillmentState::Fulfilled;
    auto& db = unit.db();
    db.defer(order_parts::sql::kInsertFulfillment, unit.organisation(), parcel.id, order.id,
             enumText(parcel.state), request.carrier.value, request.trackingNumber.value,
             enumText(api::TrackingStatus::Unknown), unit.actor().text(), unit.actor().name,
             unit.now(), hasLeft ? std::optional(unit.now()) : std::nullopt);
    std::vector<OrderLineId> lines;
    std::vector<std::int64_t> quantities;
    for (const LineShare& share : parcel.lines) {
        lines.push_back(order.lines[share.line].id);
        quantities.push_back(share.quantity);
    }
    db.defer(order_parts::sql::kInsertFulfillmentLines, unit.organisation(), parcel.id, order.id,
             lines, quantities);
}

void moveParcels(Unit& unit, const std::vector<FulfillmentId>& parcels, api::FulfillmentState state)
{
    if (parcels.empty()) return;
    unit.db().defer(order_parts::sql::kMoveFulfillments, unit.organisation(), parcels,
                    enumText(state), unit.now());
}

void track(Unit& unit, FulfillmentId parcel, const std::string& carrier, const std::string& number,
           std::optional<api::TrackingStatus> status)
{
    unit.db().defer(order_parts::sql::kTrackFulfillment, unit.organisation(), parcel, carrier,
                    number, status ? std::optional(enumText(*status)) : std::nullopt);
}

// Goods that come back from a carrier are on hand again, and still the order's.
Done takeBack(Unit& unit, const std::vector<inventory::StockLine>& lines, std::string_view subject)
{
    STOA_CHECK(inventory::restock(unit, lines, subject));
    return inventory::reserve(unit, lines, subject);
}

// The period after which the money is the seller's begins when the last of the goods has come.
void startRelease(Unit& unit, const OrderState& order)
{
    const bool isComplete =
        deriveStatuses(partsOf(order)).fulfillment == api::FulfillmentStatus::Delivered;
    if (isComplete && order.captured.isPositive())
        ledger::startReleasePeriod(unit, order.id, order.total.currency());
}

// The end of every change here.
Result<api::OrderView> finished(Unit& unit, const OrderState& order)
{
    saveState(unit, order);
    unit.setAuditTarget(order.id.text());
    return handle(unit, api::GetOrder{unit.organisation(), order.id});
}

void raiseFulfilled(Unit& unit, const OrderState& order, const Parcel& parcel,
                    const std::string& carrier, const std::string& number)
{
    unit.raise("order.fulfilled", order.id,
               {{"carrier", carrier},
                {"tracking", number},
                {"items", piecesOf(parcel)},
                {"fulfillment", parcel.id.text()}});
}

} // namespace

Result<api::OrderView> handle(Unit& unit, const api::FulfillOrder& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(mayLeave(order));
    STOA_TRY(chosen, chosenOf(order, request.lines));
    if (chosen.empty()) {
        return fail(
            makeError(ErrorKind::Refused, "order.nothing_to_fulfill").with("order", order.number));
    }
    Parcel parcel = pack(order, std::move(chosen));
    if (request.isWaiting) {
        unit.raise("order.packed", order.id,
                   {{"items", piecesOf(parcel)}, {"fulfillment", parcel.id.text()}});
    } else {
        STOA_TRY(sent, advance(order, parcel.id, ParcelCommand::HandOver));
        parcel = std::move(sent);
        STOA_CHECK(inventory::ship(unit, stockOf(order, parcel.lines), order.id.text()));
        raiseFulfilled(unit, order, parcel, request.carrier, request.trackingNumber);
    }
    insertParcel(unit, order, parcel, request);
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::HandOverFulfillment& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    STOA_TRY(parcel, advance(order, request.fulfillment, ParcelCommand::HandOver));
    STOA_CHECK(mayLeave(order));
    STOA_CHECK(inventory::ship(unit, stockOf(order, parcel.lines), order.id.text()));
    moveParcels(unit, {parcel.id}, parcel.state);
    track(unit, parcel.id, request.carrier, request.trackingNumber, std::nullopt);
    raiseFulfilled(unit, order, parcel, request.carrier, request.trackingNumber);
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::DeliverFulfillment& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    STOA_TRY(parcel, advance(order, request.fulfillment, ParcelCommand::Deliver));
    moveParcels(unit, {parcel.id}, parcel.state);
    unit.raise("order.delivered", order.id,
               {{"items", piecesOf(parcel)}, {"fulfillment", parcel.id.text()}});
    startRelease(unit, order);
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::CancelFulfillment& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    const std::int64_t sentBefore = partsOf(order).fulfilled;
    STOA_TRY(parcel, advance(order, request.fulfillment, ParcelCommand::Cancel));
    if (partsOf(order).fulfilled < sentBefore) {
        STOA_CHECK(takeBack(unit, stockOf(order, parcel.lines), order.id.text()));
    }
    moveParcels(unit, {parcel.id}, parcel.state);
    unit.raise("order.fulfillment_canceled", order.id,
               {{"items", piecesOf(parcel)}, {"fulfillment", parcel.id.text()}});
    return finished(unit, order);
}

Result<api::OrderView> handle(Unit& unit, const api::TrackFulfillment& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    const auto parcel = std::ranges::find(order.parcels, request.fulfillment, &Parcel::id);
    if (parcel == order.parcels.end()) {
        return fail(makeError(ErrorKind::NotFound, "fulfillment.not_found")
                        .in("fulfillment")
                        .with("fulfillment", request.fulfillment.text()));
    }
    if (parcel->state == api::FulfillmentState::Canceled) {
        return fail(makeError(ErrorKind::Refused, "fulfillment.wrong_state")
                        .with("state", enumText(parcel->state)));
    }
    track(unit, parcel->id, request.carrier, request.trackingNumber, request.trackingStatus);
    unit.raise("order.tracked", order.id,
               {{"carrier", request.carrier},
                {"tracking", request.trackingNumber},
                {"status", enumText(request.trackingStatus)},
                {"fulfillment", parcel->id.text()}});
    return finished(unit, order);
}

Result<bool> arriveAll(Unit& unit, OrderState& order)
{
    std::vector<FulfillmentId> arrived;
    for (const Parcel& parcel : order.parcels) {
        if (parcel.state == api::FulfillmentState::Fulfilled) arrived.push_back(parcel.id);
    }
    for (const FulfillmentId id : arrived) {
        STOA_CHECK(advance(order, id, ParcelCommand::Deliver));
    }
    // What was handed over before there were parcels arrives all the same.
    bool hasArrived = !arrived.empty();
    for (LineState& line : order.lines) {
        hasArrived = hasArrived || line.delivered < line.fulfilled;
        line.delivered = line.fulfilled;
    }
    if (!hasArrived) return false;
    moveParcels(unit, arrived, api::FulfillmentState::Delivered);
    unit.raise("order.delivered", order.id, {{"parcels", std::to_string(arrived.size())}});
    startRelease(unit, order);
    return true;
}

Result<api::OrderView> handle(Unit& unit, const api::DeliverOrder& request)
{
    STOA_TRY(order, loadCurrent(unit, request.order, request.version));
    STOA_TRY(hasArrived, arriveAll(unit, order));
    if (!hasArrived) {
        return fail(
            makeError(ErrorKind::Refused, "order.nothing_to_deliver").with("order", order.number));
    }
    return finished(unit, order);
}

} // namespace stoa::orders
