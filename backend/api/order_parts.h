#pragma once
// What happens to an order after it is placed, as records of their own: parcels, cancellations,
// holds, and the deadlines that run. Views only; what makes them stands in fulfillments.h and
// cancellations.h.

#include "api/listings.h"
#include "api/order_ids.h"

namespace stoa::api {

// A parcel: packed, handed to the carrier, arrived. Canceled: unpacked, or called back before it
// arrived; its goods are on the shelf again and still the order's.
enum class FulfillmentState { Unfulfilled, Fulfilled, Delivered, Canceled };

// What the carrier says. Data, not a state: nothing follows from it.
enum class TrackingStatus {
    Unknown,
    PreTransit,
    InTransit,
    OutForDelivery,
    AvailableForPickup,
    Delivered,
    ReturnToSender,
    Failure
};

enum class CancelReason { Customer, Declined, Fraud, Inventory, Staff, Other, Expired };

// What the clock does to an order: order_timer_rule says after how long.
enum class TimerKind {
    Payment,
    AutoCancel,
    AutoComplete,
    Dispute,
    HoldAlarm,
    HoldCeiling,
    DisputeEvidence, // until when a chargeback can be answered
    EditPayment      // until when an edit that costs more has to be paid
};

enum class HoldReason { Fraud, Payment, Address, Inventory, Customer, Other };

STOA_ENUM(FulfillmentState, Unfulfilled, Fulfilled, Delivered, Canceled)
STOA_ENUM(TrackingStatus, Unknown, PreTransit, InTransit, OutForDelivery, AvailableForPickup,
          Delivered, ReturnToSender, Failure)
STOA_ENUM(CancelReason, Customer, Declined, Fraud, Inventory, Staff, Other, Expired)
STOA_ENUM(TimerKind, Payment, AutoCancel, AutoComplete, Dispute, HoldAlarm, HoldCeiling,
          DisputeEvidence, EditPayment)
STOA_ENUM(HoldReason, Fraud, Payment, Address, Inventory, Customer, Other)

// So many of one line of an order.
struct LineQuantity {
    OrderLineId line;
    Quantity quantity;
};
STOA_STRUCT(LineQuantity, line, quantity)

struct LineQuantityView {
    OrderLineId line;
    std::string title;
    std::int64_t quantity = 0;
    friend bool operator==(const LineQuantityView&, const LineQuantityView&) = default;
};
STOA_STRUCT(LineQuantityView, line, title, quantity)

struct FulfillmentView {
    FulfillmentId id;
    FulfillmentState state = FulfillmentState::Unfulfilled;
    std::string carrier;
    std::string trackingNumber;
    TrackingStatus trackingStatus = TrackingStatus::Unknown;
    std::vector<LineQuantityView> lines;
    Timestamp createdAt;
    std::optional<Timestamp> fulfilledAt;
    std::optional<Timestamp> deliveredAt;
    std::optional<Timestamp> canceledAt;
};
STOA_STRUCT(FulfillmentView, id, state, carrier, trackingNumber, trackingStatus, lines, createdAt,
            fulfilledAt, deliveredAt, canceledAt)

struct CancellationView {
    CancellationId id;
    CancelReason reason = CancelReason::Other;
    std::string note;
    bool isWhole = false; // nothing of the order was or will be sent
    std::vector<LineQuantityView> lines;
    std::string actorName;
    Timestamp createdAt;
};
STOA_STRUCT(CancellationView, id, reason, note, isWhole, lines, actorName, createdAt)

struct HoldView {
    HoldId id;
    HoldReason reason = HoldReason::Other;
    std::string note;
    std::string placedByName;
    Timestamp placedAt;
    std::string releaseNote;
    std::string releasedByName;
    std::optional<Timestamp> releasedAt; // absent: in force
};
STOA_STRUCT(HoldView, id, reason, note, placedByName, placedAt, releaseNote, releasedByName,
            releasedAt)

// A change of what the order is made of: see order_edits.h.
enum class OrderEditStatus {
    Requested, // waits for a second person
    AwaitingPayment,
    Confirmed,
    Declined,
    Expired, // nobody decided, or paid, in time
    PaymentFailed,
    Refused, // what was paid went back: the order was not what it had been any more
    Canceled // withdrawn before it was paid
};
STOA_ENUM(OrderEditStatus, Requested, AwaitingPayment, Confirmed, Declined, Expired, PaymentFailed,
          Refused, Canceled)

struct OrderEditView {
    OrderEditId id;
    OrderEditStatus status = OrderEditStatus::Requested;
    Money totalBefore;
    Money totalAfter;
    std::string note;
    std::string actorName;
    Timestamp createdAt;
    std::optional<Timestamp> decidedAt;
    Money toPay;        // by the buyer, for it to be done; nothing when it costs no more
    std::string reason; // why it is closed and not done: a code, "price.changed", "card_declined"
};
STOA_STRUCT(OrderEditView, id, status, totalBefore, totalAfter, note, actorName, createdAt,
            decidedAt, toPay, reason)

struct DeadlineView {
    TimerKind kind = TimerKind::Payment;
    Timestamp dueAt;
    bool isPaused = false; // as long as the order is on hold, or a claim is open
};
STOA_STRUCT(DeadlineView, kind, dueAt, isPaused)

} // namespace stoa::api
