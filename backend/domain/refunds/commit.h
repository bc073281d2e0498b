#pragma once
// The one place where money goes back to a buyer. Whoever gives something back, because it was
// asked for, canceled, returned, exchanged or claimed, comes here with the order under its lock and
// what to give, and says what it is made for. The preview uses the same plan.

#include "domain/payments/providers.h"
#include "domain/refunds/refund_rules.h"
#include "domain/unit/unit.h"

namespace stoa::refunds {

struct Originator {
    api::RefundOriginator kind = api::RefundOriginator::Direct;
    std::string id;                     // empty for Direct
    bool mayWait = true;                // for a second person: nothing else has been done with it
    std::optional<PaymentId> payment{}; // that it goes back through before any other
};

// What a second person has approved: it becomes the refund of this id, asked for by whom asked for
// it, and of no other amount.
struct Approved {
    RefundId refund;
    Money total;
    std::string requestedBy;
    std::string requestedByName;
};
// Errors: refund_approval.amount_changed (Refused, params was, now).
Error amountChanged(const Money& was, const Money& now);

// Writes nothing. Errors: those of planRefund (refund_rules.h), refund.disputed.
Result<api::RefundPreview> previewRefund(Unit& unit, const orders::OrderState& order,
                                         const api::RefundContent& content);

// What is more than one payment of the order can give back becomes several refunds
// (refund_parts.h): the view is that of the first, the others name it.
//
// Moves money, stock and books, and saves the order with the refund applied: the caller has changed
// `order` as far as it wants to before, and does not save it. Raises refund.requested and, when it
// is decided at once, refund.succeeded, payment.refunded and refund.credited on the order's
// timeline, and stock.moved. Only what goes back through a provider can be undecided; then what is
// to become store credit waits for it, because a refund succeeds or fails as a whole.
//
// One that a second person has to decide, and has not, waits instead (approvals.h): of it the order
// is not saved, nothing is moved, and the view is AwaitingApproval. Originators that may not wait
// are refused with refund.approval_required.
// Errors: those of planRefund, refund.disputed, refund_approval.amount_changed,
// refund.approval_required (Refused, params amount, limit), refund.too_many_waiting,
// payment.provider_unavailable (Unavailable, params provider), refund.declined (params reason),
// refund.in_doubt.
Result<api::RefundView> commitRefund(Unit& unit, const orders::OrderState& order,
                                     const api::RefundContent& content,
                                     const Originator& originator,
                                     const payments::Providers& providers,
                                     const std::optional<Approved>& approved = std::nullopt);

} // namespace stoa::refunds
