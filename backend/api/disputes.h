#pragma once
// The manual of chargebacks: the buyer's bank takes back what was captured, and the marketplace may
// answer with evidence until a date. Providers tell of them by webhooks; nobody opens one by hand.
// While a dispute is open its amount is reserved: from what is held of the order first, then from
// what of the same money became the buyer's store credit and is still there, then from the seller;
// won, it is given back, lost, it is gone. What the provider keeps for it is the
// marketplace's cost. Words and states are Stripe's.
//
//     needs_response → under_review → won | lost;  needs_response → won | lost | prevented
//     warning_needs_response → warning_under_review → warning_closed: an inquiry that moves no
//     money, unless it becomes a dispute: needs_response

#include "api/operation.h"
#include "api/order_ids.h"

namespace stoa::api {

enum class DisputeStatus {
    WarningNeedsResponse,
    WarningUnderReview,
    WarningClosed,
    NeedsResponse,
    UnderReview,
    Won,
    Lost,
    Prevented,
};
// What the provider is being told; None: nothing, or it has been.
enum class DisputeAction { None, Submit, Accept };
STOA_ENUM(DisputeStatus, WarningNeedsResponse, WarningUnderReview, WarningClosed, NeedsResponse,
          UnderReview, Won, Lost, Prevented)
STOA_ENUM(DisputeAction, None, Submit, Accept)

struct DisputeView {
    DisputeId id;
    OrgId seller;
    std::string sellerName;
    OrderId order;
    std::string orderNumber;
    std::string provider;
    std::string reference; // the provider's id
    DisputeStatus status = DisputeStatus::NeedsResponse;
    std::string reason; // in the provider's words: "product_not_received"
    Money amount;
    Money fee;        // what the provider keeps for it, so far
    Money fromEscrow; // where the amount is reserved, or was taken from
    Money fromPayable;
    Money toDebt;
    std::optional<Timestamp> respondBy;
    std::string evidence; // the newest
    std::int64_t submissionCount = 0;
    DisputeAction action = DisputeAction::None;
    std::string actionFailure; // why the provider did not take the last one
    Timestamp createdAt;
    std::optional<Timestamp> closedAt;
    Version version;
    Money fromCredit; // of the buyer's store credit, which refunds had made of it
};
STOA_STRUCT(DisputeView, id, seller, sellerName, order, orderNumber, provider, reference, status,
            reason, amount, fee, fromEscrow, fromPayable, toDebt, respondBy, evidence,
            submissionCount, action, actionFailure, createdAt, closedAt, version, fromCredit)

// Open ones first, the nearest date first.
struct ListDisputes {
    std::optional<OrgId> seller;
    List<DisputeStatus, 8> status; // empty: all
    Cursor after;
    PageLimit limit = 50;
    std::optional<DisputeId> dispute{}; // only this one, for who does not know its seller
    using Reply = Page<DisputeView>;
};
STOA_STRUCT(ListDisputes, seller, status, after, limit, dispute)
STOA_OPERATION(ListDisputes, .name = "disputes.list_disputes", .route = "/disputes",
               .permission = Permission::LedgerRead, .scope = Scope::Visible,
               .summary = "Chargebacks by the date their evidence is due");

// Errors: dispute.not_found.
struct GetDispute {
    OrgId seller;
    DisputeId dispute;
    using Reply = DisputeView;
};
STOA_STRUCT(GetDispute, seller, dispute)
STOA_OPERATION(GetDispute, .name = "disputes.get_dispute",
               .route = "/sellers/{seller}/disputes/{dispute}",
               .permission = Permission::LedgerRead, .scope = Scope::Seller,
               .summary = "One chargeback");

// Goes to the provider at once, and from there to the bank, for good. Errors: dispute.not_found,
// dispute.wrong_state (params status: it waits for no answer), dispute.busy (params action),
// dispute.past_due (params due), dispute.stale (Stale, params seen, current).
struct SubmitEvidence {
    OrgId seller;
    DisputeId dispute;
    Version version;
    Text<1, 20'000> evidence;
    using Reply = DisputeView;
};
STOA_STRUCT(SubmitEvidence, seller, dispute, version, evidence)
STOA_OPERATION(SubmitEvidence, .name = "disputes.submit_evidence", .method = Method::Post,
               .route = "/sellers/{seller}/disputes/{dispute}/evidence",
               .permission = Permission::DisputesWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Answer a chargeback");

// Gives in, for good: the dispute is lost as soon as the provider knows. Of warnings there is
// nothing to accept. Errors: as SubmitEvidence.
struct AcceptDispute {
    OrgId seller;
    DisputeId dispute;
    Version version;
    using Reply = DisputeView;
};
STOA_STRUCT(AcceptDispute, seller, dispute, version)
STOA_OPERATION(AcceptDispute, .name = "disputes.accept_dispute", .method = Method::Post,
               .route = "/sellers/{seller}/disputes/{dispute}/acceptance",
               .permission = Permission::DisputesWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Give in to a chargeback");

using DisputeOperations = Operations<ListDisputes, GetDispute, SubmitEvidence, AcceptDispute>;

} // namespace stoa::api
