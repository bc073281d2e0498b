#include "domain/orders/fulfillment_rules.h"

#include <unordered_set>

namespace stoa::orders {
namespace {

std::string lineField(std::size_t index, std::string_view member)
{
    return "lines[" + std::to_string(index) + "]." + std::string(member);
}

// A parcel that is called back gives its goods to the shelf, so they must not have come back by a
// refund before.
bool isRefunded(const OrderState& order, const Parcel& parcel)
{
    return std::ranges::any_of(parcel.lines, [&](const LineShare& share) {
        const LineState& line = order.lines[share.line];
        return line.refundedQuantity - line.withdrawn > line.fulfilled - share.quantity;
    });
}

void moveLines(OrderState& order, const Parcel& parcel, ParcelCommand command)
{
    for (const LineShare& share : parcel.lines) {
        LineState& line = order.lines[share.line];
        switch (command) {
        case ParcelCommand::HandOver:
            line.packed -= share.quantity;
            line.fulfilled += share.quantity;
            break;
        case ParcelCommand::Deliver:
            line.delivered += share.quantity;
            break;
        case ParcelCommand::Cancel:
            auto& from =
                parcel.state == api::FulfillmentState::Unfulfilled ? line.packed : line.fulfilled;
            from -= share.quantity;
            break;
        }
    }
}

} // namespace

Done mayLeave(const OrderState& order)
{
    if (order.status == api::OrderStatus::Canceled) {
        return fail(makeError(ErrorKind::Refused, "order.canceled").with("order", order.number));
    }
    if (!order.captured.isPositive() && !order.total.isZero()) {
        return fail(makeError(ErrorKind::Refused, "order.not_paid").with("order", order.number));
    }
    if (order.hold) {
        return fail(makeError(ErrorKind::Refused, "order.held")
                        .with("order", order.number)
                        .with("reason", enumText(order.hold->reason)));
    }
    return {};
}

Result<std::vector<LineShare>> chosenOf(const OrderState& order,
                                        std::span<const api::LineQuantity> wanted)
{
    std::vector<LineShare> chosen;
    if (wanted.empty()) {
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            if (order.lines[i].open() > 0) chosen.push_back({i, order.lines[i].open()});
        }
        return chosen;
    }
    std::unordered_set<OrderLineId> seen;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!seen.insert(wanted[i].line).second) {
            return fail(
                makeError(ErrorKind::Invalid, "order.duplicate_line").in(lineField(i, "line")));
        }
        const auto line = std::ranges::find(order.lines, wanted[i].line, &LineState::id);
        if (line == order.lines.end()) {
            return fail(
                makeError(ErrorKind::Invalid, "order.line_unknown").in(lineField(i, "line")));
        }
        if (wanted[i].quantity > line->open()) {
            return fail(makeError(ErrorKind::Refused, "order.quantity_exceeds_left")
                            .in(lineField(i, "quantity"))
                            .with("most", std::to_string(line->open())));
        }
        chosen.push_back(
            {static_cast<std::size_t>(line - order.lines.begin()), wanted[i].quantity});
    }
    return chosen;
}

Parcel& pack(OrderState& order, std::vector<LineShare> lines)
{
    for (const LineShare& share : lines)
        order.lines[share.line].packed += share.quantity;
    order.parcels.push_back(
        {FulfillmentId::make(), api::FulfillmentState::Unfulfilled, std::move(lines)});
    return order.parcels.back();
}

Result<Parcel> advance(OrderState& order, FulfillmentId id, ParcelCommand command)
{
    const auto parcel = std::ranges::find(order.parcels, id, &Parcel::id);
    if (parcel == order.parcels.end()) {
        return fail(makeError(ErrorKind::NotFound, "fulfillment.not_found")
                        .in("fulfillment")
                        .with("fulfillment", id.text()));
    }
    const auto after =
        next(StateTable<api::FulfillmentState, ParcelCommand, Who>(kParcelTransitions),
             parcel->state, command);
    if (!after) {
        return fail(makeError(ErrorKind::Refused, "fulfillment.wrong_state")
                        .with("state", enumText(parcel->state)));
    }
    if (command == ParcelCommand::Cancel && parcel->state == api::FulfillmentState::Fulfilled &&
        isRefunded(order, *parcel)) {
        return fail(makeError(ErrorKind::Refused, "fulfillment.refunded"));
    }
    moveLines(order, *parcel, command);
    parcel->state = *after;
    return *parcel;
}

} // namespace stoa::orders
