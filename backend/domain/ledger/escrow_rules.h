#pragma once
// Whom an order's money belongs to, pure. At every moment
//
//     captured = refunded + held + disputed + released to the seller, as fee, as tax on the fee,
//                as tax on the goods that the marketplace collects
//
// Releasing splits what is held; a refund takes from what is held first, and then back from whom it
// was released to. Nothing is rounded here: shares are differences of amounts that are whole.

#include "core/money.h"

namespace stoa::ledger {

// What has been released and not been taken back, or one release.
struct Shares {
    Money seller; // below zero once a refund made the seller pay for a commission that was kept
    Money fee;    // the marketplace's commission
    Money tax;    // on the commission
    Money collectedTax; // on the goods

    Money total() const { return seller + fee + tax + collectedTax; }
    friend bool operator==(const Shares&, const Shares&) = default;
};

struct EscrowState {
    Money held;    // in the order's hold
    Money pending; // of that, on its way out: a refund or a dispute
    Shares released;
    Money feeLeft; // the commission of the order, less what refunds gave back of it
    Money feeTaxLeft;
    Money collectedTaxLeft; // to pass on, less what refunds gave back of it
    Money disputed{};       // what the buyer's bank has taken, or will if it decides so
    Money excess{};         // of `held`: edits took it off the order's price, so it is the buyer's
};

// All that is held but the excess.
Money releasable(const EscrowState& state);

// What a release gives to whom: all that it may. The fee is taken first, and once.
Shares release(const EscrowState& state);

// Where the money of a refund comes from. The sum of all is the refund.
struct RefundSources {
    Money hold;
    Money fee;
    Money tax;
    Money collectedTax;
    Money payable; // of what the seller has not been paid out yet
    Money debt;    // what the seller owes from now on

    Money seller() const { return payable + debt; } // taken back from the seller
    friend bool operator==(const RefundSources&, const RefundSources&) = default;
};

// What the marketplace gives back of what it keeps, with a refund.
struct GivenBack {
    Money fee;
    Money feeTax;
    Money collectedTax;
};

// `payable`: what the seller has and may lose. The refund is not more than held and released.
RefundSources sourcesOf(const EscrowState& state, const Money& refund, const GivenBack& back,
                        const Money& payable);

} // namespace stoa::ledger
