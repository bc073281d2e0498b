#pragma once
// Refunds that a second person decides: the policy, what waits, and its end. A refund that waits is
// a record of its own (refund_approval) and moves nothing; approving it makes the refund by the one
// commit (commit.h), under the order's lock and by what the order is then, with exactly the amount
// that was approved. Cancellations, returns and edits wait the same way, and go on with their
// refund.
//
// Lock order: the order's row, the approval, then what a refund locks.

#include "api/refund_approvals.h"
#include "domain/orders/order_state.h"
#include "domain/refunds/commit.h"

namespace stoa::refunds {

constexpr std::int64_t kMaxWaiting = 10; // of one order

// Raises refund_policy.changed. Errors: those of api::SetRefundPolicy, in its order.
Result<api::RefundPolicyView> handle(Unit& unit, const api::GetRefundPolicy& request);
Result<api::RefundPolicyView> handle(Unit& unit, const api::SetRefundPolicy& request);

// Errors: cursor.malformed.
Result<Page<api::RefundApprovalRow>> handle(Unit& unit, const api::ListRefundApprovals& request);

// Raises refund.declined. Errors: those of api::DeclineRefund.
Result<api::RefundView> handle(Unit& unit, const api::DeclineRefund& request);

// What is to wait: the refund as the calculator has it. A cancellation waits with its refund, and
// its lines are all that is to be canceled.
struct Wish {
    const api::RefundContent& content;
    Money total;
    std::vector<api::RefundLineView> lines;
    Originator originator;
    std::optional<api::CancelReason> cancelReason{};
};
// The order's row is locked. Raises refund.awaiting_approval on the order.
// Errors: refund.too_many_waiting (Refused, params most).
Result<api::RefundView> wait(Unit& unit, const orders::OrderState& order, const Wish& wish);

// Does the edit of this id ("edt_…") that has been approved, with its refund, on an order whose row
// is locked. The slice of edits has it.
using DoEdit = std::function<Result<api::RefundView>(Unit&, const orders::OrderState&,
                                                     const std::string& edit, const Approved&)>;

// Makes the refund, and the cancellation or the edit that it is for. Who has asked for a return's
// refund has to finish the return. Raises refund.approved and what they raise.
// Errors: those of api::ApproveRefund, in its order.
Result<api::RefundView> approve(Unit& unit, RefundId refund, const payments::Providers& providers,
                                const DoEdit& doEdit);

struct ExpiredApproval {
    OrgId seller;
    RefundId refund;
};
constexpr int kMaxExpired = 500; // of one look
Result<std::vector<ExpiredApproval>> expiredApprovals(db::Connection& connection, Timestamp now);
// Raises refund.expired, unless somebody has decided meanwhile.
Done expire(Unit& unit, RefundId refund);

} // namespace stoa::refunds
