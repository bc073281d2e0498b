#pragma once
// The manual of refunds that two people decide. The policy names what an order may give back by one
// person's word, in parts or at once, whoever they are; what exceeds it waits, with nothing moved,
// until somebody else than who asked for it approves it, and then goes on as any refund, by what
// the order is then. It is declined or expires. What the clock or a provider decides does not wait.

#include "api/commissions.h"
#include "api/refunds.h"

namespace stoa::api {

struct RefundPolicyView {
    Amounts approvalAbove; // a currency that is not here has no limit
    std::int64_t approvalDays = 7;
    Version version; // 0: nobody has changed it: no limits
    // What one person may give away by hand as store credit in a day (UTC), of one seller's; a
    // currency that is not here: five times approvalAbove, without a limit if that has none.
    Amounts creditPerDay;
};
STOA_STRUCT(RefundPolicyView, approvalAbove, approvalDays, version, creditPerDay)

struct GetRefundPolicy {
    using Reply = RefundPolicyView;
};
STOA_STRUCT(GetRefundPolicy)
STOA_OPERATION(GetRefundPolicy, .name = "refunds.get_policy", .route = "/refund-policy",
               .permission = Permission::CommissionsWrite, .scope = Scope::Marketplace,
               .summary = "Which refunds two people decide");

// Holds for what is asked for from then on. Errors: commission.negative_amount,
// commission.duplicate_currency (field), policy.stale (Stale, params seen, current).
struct SetRefundPolicy {
    Version version;
    Amounts approvalAbove;
    Integer<1, 90> approvalDays = 7;
    Amounts creditPerDay{};
    using Reply = RefundPolicyView;
};
STOA_STRUCT(SetRefundPolicy, version, approvalAbove, approvalDays, creditPerDay)
STOA_OPERATION(SetRefundPolicy, .name = "refunds.set_policy", .method = Method::Put,
               .route = "/refund-policy", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Change which refunds two people decide");

struct RefundApprovalRow {
    RefundView refund;
    OrgId seller;
    std::string sellerName;
    OrderId order;
    std::string orderNumber;
    bool mayDecide = false; // it waits, and the caller did not ask for it
};
STOA_STRUCT(RefundApprovalRow, refund, seller, sellerName, order, orderNumber, mayDecide)

// What waits, without its lines; the one that expires first on top.
struct ListRefundApprovals {
    std::optional<OrgId> seller;
    Cursor after;
    PageLimit limit = 50;
    std::optional<RefundId> refund{}; // only this one, for who does not know its seller
    using Reply = Page<RefundApprovalRow>;
};
STOA_STRUCT(ListRefundApprovals, seller, after, limit, refund)
STOA_OPERATION(ListRefundApprovals, .name = "refunds.list_approvals", .route = "/refund-approvals",
               .permission = Permission::OrdersRead, .scope = Scope::Visible,
               .summary = "Refunds that wait for a second person");

// The money goes back now. Errors: refund_approval.not_found, refund_approval.decided (params
// status), refund_approval.same_person, refund_approval.amount_changed (params was, now: something
// else was given back meanwhile), those of RequestRefund, CancelOrder and EditOrder.
struct ApproveRefund {
    OrgId seller;
    RefundId refund;
    using Reply = RefundView;
};
STOA_STRUCT(ApproveRefund, seller, refund)
STOA_OPERATION(ApproveRefund, .name = "refunds.approve_refund", .method = Method::Post,
               .route = "/sellers/{seller}/refunds/{refund}/approval",
               .permission = Permission::PayoutsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Approve a refund that waits");

// Who asked for it may take it back, too. Errors: refund_approval.not_found,
// refund_approval.decided.
struct DeclineRefund {
    OrgId seller;
    RefundId refund;
    Text<1, 2000> note; // why
    using Reply = RefundView;
};
STOA_STRUCT(DeclineRefund, seller, refund, note)
STOA_OPERATION(DeclineRefund, .name = "refunds.decline_refund", .method = Method::Post,
               .route = "/sellers/{seller}/refunds/{refund}/refusal",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Decline a refund that waits");

using RefundApprovalOperations =
    Operations<GetRefundPolicy, SetRefundPolicy, ListRefundApprovals, ApproveRefund, DeclineRefund>;

} // namespace stoa::api
