#pragma once
// The commands of claims; after_sales.h is their manual. A claim that nobody resolves within its
// deadline is decided for the buyer.

#include "api/after_sales.h"
#include "api/order_parts.h"

namespace stoa::api {

// Errors, in this order: return.no_lines, order.duplicate_line (field), order.line_unknown (field),
// claim.exceeds_sent (field, params most: sent, and not claimed); those of refund reasons.
struct OpenClaim {
    OrgId seller;
    OrderId order;
    Version version;
    List<LineQuantity, 200> lines;
    ReasonCode reason = refund_reason::kNotReceived;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(OpenClaim, seller, order, version, lines, reason, note)
STOA_OPERATION(OpenClaim, .name = "returns.open_claim", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/claims",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Something is wrong with what was sent");

// Reject denies the claim.
struct DecideClaim {
    OrgId seller;
    OrderId order;
    ClaimId claim;
    Version version;
    CaseDecision decision = CaseDecision::Approve;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(DecideClaim, seller, order, claim, version, decision, note)
STOA_OPERATION(DecideClaim, .name = "returns.decide_claim", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/claims/{claim}/decision",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Approve, deny or cancel a claim");

// Errors: those of a refund, which may wait for a second person, and the claim with it; with goods
// besides it does not: refund.approval_required (params amount, limit); stock.insufficient.
struct ResolveClaim {
    OrgId seller;
    OrderId order;
    ClaimId claim;
    Version version;
    ClaimResolution resolution = ClaimResolution::Refund;
    std::optional<Money> shipping; // goes back with the goods' price
    Text<0, 60> carrier;           // of the replacement
    Text<0, 80> trackingNumber;
    using Reply = AfterSales;
};
STOA_STRUCT(ResolveClaim, seller, order, claim, version, resolution, shipping, carrier,
            trackingNumber)
STOA_OPERATION(ResolveClaim, .name = "returns.resolve_claim", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/claims/{claim}/resolution",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command,
               .summary = "Settle a claim with money, other goods, or both");

using ClaimOperations = Operations<OpenClaim, DecideClaim, ResolveClaim>;

} // namespace stoa::api
