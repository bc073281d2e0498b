#pragma once
// What a provider says of a dispute, written down and booked. The provider is asked for it, outside
// of any transaction, whenever something has happened; taking the same in twice does nothing the
// second time.
//
//     reserved   pending: order_hold, seller_payable, seller_debt → dispute_hold
//     lost       that is posted, dispute_hold → provider_receivable
//     won        that is voided
//     fee        processing_cost → provider_receivable, and back
//
// Lock order: the order's row, the seller's payable, the dispute, the ledger accounts by id.

#include "api/order_ids.h"
#include "domain/unit/unit.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::disputes {

// Whose payment it is. Nothing: none of ours.
struct Owner {
    OrgId seller;
    OrderId order;
    PaymentId payment;
    bool isCaptured = false; // else the provider was faster than we are: ask again later
};
Result<std::optional<Owner>> ownerOf(db::Connection& connection, std::string_view provider,
                                     std::string_view payment);

// Raises, on the order: dispute.opened (facts dispute, amount, reason), dispute.under_review,
// dispute.won, dispute.lost, dispute.closed, dispute.fee_changed. Errors: dispute.wrong_currency
// (Invalid, params expected): the payment was in another.
Result<DisputeId> takeIn(Unit& unit, const Owner& owner, std::string_view provider,
                         const gateways::Dispute& found);

} // namespace stoa::disputes
