#pragma once
// An order as changes work on it: read under its row's lock, changed in memory by pure rules, and
// written back in one place, which derives the three statuses. Nothing else updates an order. Its
// parcels and holds are records of their own, read with it and written by who changes them.

#include "domain/inventory/stock.h"
#include "domain/orders/order_rules.h"
#include "domain/payments/payments.h"
#include "domain/unit/unit.h"

namespace stoa::orders {

struct LineState {
    OrderLineId id;
    VariantId variant;
    std::string title;
    std::string sku;
    std::int64_t quantity = 0;
    std::int64_t fulfilled = 0;
    std::int64_t delivered = 0;
    std::int64_t withdrawn = 0;
    std::int64_t packed = 0; // in parcels that wait
    std::int64_t refundedQuantity = 0;
    Money unitPrice;
    Money total;
    Money refunded; // with the line's shares of free amounts
    Money commission;
    Money commissionRefunded;
    Money commissionTax; // on the commission
    Money commissionTaxRefunded;
    Money tax; // on the goods, included in the total
    Money taxRefunded;
    std::int64_t taxBasisPoints = 0;
    bool isTaxCollected = false; // by the marketplace

    // Neither sent nor packed nor withdrawn: may still go either way.
    std::int64_t open() const { return quantity - withdrawn - fulfilled - packed; }
};

// So many of one line.
struct LineShare {
    std::size_t line = 0; // index in OrderState::lines
    std::int64_t quantity = 0;
};

struct Parcel {
    FulfillmentId id;
    api::FulfillmentState state = api::FulfillmentState::Unfulfilled;
    std::vector<LineShare> lines;
};

struct Hold {
    HoldId id;
    api::HoldReason reason = api::HoldReason::Other;
};

struct OrderState {
    OrderId id;
    std::string number;
    std::string buyerEmail;
    Version version;
    api::OrderStatus status = api::OrderStatus::Draft;
    Money total;
    Money shipping;
    Money shippingRefunded; // with the shipping's shares of free amounts
    Money shippingTax;      // included in it
    Money shippingTaxRefunded;
    std::int64_t shippingTaxBasisPoints = 0;
    bool isShippingTaxCollected = false; // by the marketplace
    Money authorized;
    Money captured;
    Money refunded;
    Money reduced;                // how far edits have lowered the total after it was paid
    Money excessRefunded;         // of `refunded` and of `reduced`
    std::vector<LineState> lines; // in the order of the order
    std::vector<Parcel> parcels;  // oldest first
    std::optional<Hold> hold;     // in force
    std::vector<payments::Captured> payments;   // through providers, the newest first
    std::optional<payments::CreditPart> credit; // paid with store credit, or reserved for it
    bool hasUnpaidEdit = false;                 // an edit of it waits for its payment

    // What was captured, is not the order's any more, and has not gone back.
    Money excess() const { return reduced - excessRefunded; }
};

enum class ForUpdate { No, Yes };

// One round trip. Errors: order.not_found.
Result<OrderState> loadState(Unit& unit, OrderId order, ForUpdate forUpdate);

// As loadState for update. Errors: also order.stale (Stale, params seen, current).
Result<OrderState> loadCurrent(Unit& unit, OrderId order, Version seen);

// Writes what may change, derives the statuses and raises the version. Goes out with the unit's
// next round trip, whose error may then be db.check with the constraint
// marketplace_order_refund_covered or order_line_refund_covered.
void saveState(Unit& unit, const OrderState& after);

// Every quantity that takes part, as the stock sees it.
std::vector<inventory::StockLine> stockOf(const OrderState& order,
                                          std::span<const LineShare> lines);

OrderParts partsOf(const OrderState& state);

// Everything that was handed over has arrived: moves parcels and lines, raises order.delivered, and
// starts the period until the money is released once all of the order has come. False when nothing
// was under way. The caller saves the state.
Result<bool> arriveAll(Unit& unit, OrderState& order);

} // namespace stoa::orders
