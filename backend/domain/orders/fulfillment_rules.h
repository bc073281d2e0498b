#pragma once
// The rules of parcels, pure: what may be packed, and how a parcel and the lines in it move
// together. A line's quantity is open, packed, fulfilled or withdrawn, and every rule here moves it
// between the first three.

#include "domain/orders/order_state.h"

namespace stoa::orders {

enum class ParcelCommand { HandOver, Deliver, Cancel };
using ParcelTransition = stoa::Transition<api::FulfillmentState, ParcelCommand, Who>;

inline constexpr std::array kParcelTransitions{
    ParcelTransition{api::FulfillmentState::Unfulfilled, ParcelCommand::HandOver,
                     api::FulfillmentState::Fulfilled, Who::Staff},
    ParcelTransition{api::FulfillmentState::Fulfilled, ParcelCommand::Deliver,
                     api::FulfillmentState::Delivered, Who::Staff},
    ParcelTransition{api::FulfillmentState::Unfulfilled, ParcelCommand::Cancel,
                     api::FulfillmentState::Canceled, Who::Staff},
    ParcelTransition{api::FulfillmentState::Fulfilled, ParcelCommand::Cancel,
                     api::FulfillmentState::Canceled, Who::Staff},
};

// Errors, in this order: order.canceled, order.not_paid, order.held (params reason).
Done mayLeave(const OrderState& order);

// What is asked for, of what is open; everything that is open when nothing is named. May be empty.
// Errors, in this order, each with the field: order.duplicate_line, order.line_unknown,
// order.quantity_exceeds_left (params most).
Result<std::vector<LineShare>> chosenOf(const OrderState& order,
                                        std::span<const api::LineQuantity> wanted);

// A new parcel, waiting.
Parcel& pack(OrderState& order, std::vector<LineShare> lines);

// Moves the parcel and its lines; the parcel as it is then.
// Errors: fulfillment.not_found (NotFound), fulfillment.wrong_state (params state),
// fulfillment.refunded (of Cancel: more of a line was refunded than would remain away).
Result<Parcel> advance(OrderState& order, FulfillmentId parcel, ParcelCommand command);

} // namespace stoa::orders
