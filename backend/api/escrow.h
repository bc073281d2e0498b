#pragma once
// The manual of escrow: money of an order is held until the buyer says that it came, or until the
// period after its delivery is over. Then it is the seller's, less the marketplace's fee, the tax
// on that, and the tax on the goods where the marketplace collects it; an order is released as a
// whole, and never while a refund or dispute is under way.

#include "api/operation.h"

namespace stoa::api {

enum class EscrowStatus {
    Held,       // the order has not arrived, or nobody has said so
    Releasable, // it has: `dueAt` says when the money is the seller's
    Released,
    Refunded, // all of it went back to the buyer
    Disputed, // the buyer's bank wants it back; nothing moves until that is decided
};
STOA_ENUM(EscrowStatus, Held, Releasable, Released, Refunded, Disputed)

struct EscrowView {
    OrderId order;
    EscrowStatus status = EscrowStatus::Held;
    Money held;
    Money pending; // more than that, on its way back to the buyer
    Money seller;  // released to the seller and not taken back
    Money fee;     // released to the marketplace
    Money feeTax;
    Money collectedTax; // on the goods, where the marketplace collects it
    std::optional<Timestamp> dueAt;
    std::optional<Timestamp> releasedAt;
};
STOA_STRUCT(EscrowView, order, status, held, pending, seller, fee, feeTax, collectedTax, dueAt,
            releasedAt)

// Errors: order.not_found.
struct GetEscrow {
    OrgId seller;
    OrderId order;
    using Reply = EscrowView;
};
STOA_STRUCT(GetEscrow, seller, order)
STOA_OPERATION(GetEscrow, .name = "escrow.get_escrow",
               .route = "/sellers/{seller}/orders/{order}/escrow",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "What is held of an order, and when it is due");

// The buyer says that everything came: what was handed over counts as delivered, and the money is
// the seller's. Saying it again changes nothing. Errors: order.not_found (also when the e-mail is
// not the buyer's), escrow.not_shipped, escrow.claim_open, escrow.refund_open.
struct ConfirmReceipt {
    OrgId seller;
    OrderId order;
    EmailText buyerEmail;
    using Reply = EscrowView;
};
STOA_STRUCT(ConfirmReceipt, seller, order, buyerEmail)
STOA_OPERATION(ConfirmReceipt, .name = "escrow.confirm_receipt", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/receipt",
               .permission = Permission::OrdersPlace, .scope = Scope::Storefront,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "The buyer has got the goods");

// Staff release what is held, whatever has been delivered: for orders that nobody confirms, such as
// those of which only the shipping was kept. Errors: order.not_found, escrow.nothing_held,
// escrow.refund_open, escrow.claim_open (Refused: decide the claim first).
struct ReleaseEscrow {
    OrgId seller;
    OrderId order;
    Text<1, 2000> note; // why
    using Reply = EscrowView;
};
STOA_STRUCT(ReleaseEscrow, seller, order, note)
STOA_OPERATION(ReleaseEscrow, .name = "escrow.release_escrow", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/escrow/release",
               .permission = Permission::PayoutsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Release an order's money to its seller");

// How the marketplace settles, for all sellers.
struct SettlementPolicyView {
    std::int64_t releaseDays = 14; // from delivery to release
    bool returnsCommission = true; // with a refund, in proportion
    Version version;               // 0: nobody has changed the defaults
};
STOA_STRUCT(SettlementPolicyView, releaseDays, returnsCommission, version)

struct GetSettlementPolicy {
    using Reply = SettlementPolicyView;
};
STOA_STRUCT(GetSettlementPolicy)
STOA_OPERATION(GetSettlementPolicy, .name = "escrow.get_settlement_policy",
               .route = "/settlement-policy", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .summary = "How the marketplace settles");

// Holds for what is delivered and refunded from then on. Errors: policy.stale (Stale, params seen,
// current).
struct SetSettlementPolicy {
    Version version;
    Integer<0, 90> releaseDays = 14; // Source: Stripe holds funds of connected accounts for 90 days
    bool returnsCommission = true;
    using Reply = SettlementPolicyView;
};
STOA_STRUCT(SetSettlementPolicy, version, releaseDays, returnsCommission)
STOA_OPERATION(SetSettlementPolicy, .name = "escrow.set_settlement_policy", .method = Method::Put,
               .route = "/settlement-policy", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Change how the marketplace settles");

using EscrowOperations =
    Operations<GetEscrow, ConfirmReceipt, ReleaseEscrow, GetSettlementPolicy, SetSettlementPolicy>;

} // namespace stoa::api
