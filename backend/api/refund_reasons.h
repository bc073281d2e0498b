#pragma once
// The manual of refund reasons: the marketplace's catalogue of why money goes back. Whoever asks
// for a refund, a return, an exchange or a claim names one that is active. Every catalogue begins
// with seven; the operator changes them and adds others. None is ever deleted: old refunds name it.

#include "api/refunds.h"

namespace stoa::api {

struct RefundReasonView {
    std::string code;                   // "damaged"
    std::string label;                  // for people, in the marketplace's language
    bool isNoteRequired = false;        // somebody has to say more
    Restock restock = Restock::Restock; // what a form begins with
    bool isActive = true;
    std::int64_t position = 0;
    Version version; // 0: as every catalogue begins
};
STOA_STRUCT(RefundReasonView, code, label, isNoteRequired, restock, isActive, position, version)

struct ListRefundReasons {
    bool isActiveOnly = false;
    using Reply = std::vector<RefundReasonView>; // by position, then code
};
STOA_STRUCT(ListRefundReasons, isActiveOnly)
STOA_OPERATION(ListRefundReasons, .name = "refunds.list_reasons", .route = "/refund-reasons",
               .permission = Permission::SignedIn,
               .summary = "Why money goes back, as the marketplace puts it");

// Adds the reason or changes the one of that code. Errors: refund_reason.bad_code (field code:
// lower-case letters, digits and underscores, a letter first), refund_reason.stale (Stale, params
// seen, current), refund_reason.too_many (params most), refund_reason.last (the last active one).
struct PutRefundReason {
    ReasonCode code;
    Version version; // that the caller saw; 0: a new one, or as every catalogue begins
    Text<1, 80> label;
    bool isNoteRequired = false;
    Restock restock = Restock::Restock;
    bool isActive = true;
    Integer<0, 9999> position;
    using Reply = std::vector<RefundReasonView>; // all
};
STOA_STRUCT(PutRefundReason, code, version, label, isNoteRequired, restock, isActive, position)
STOA_OPERATION(PutRefundReason, .name = "refunds.put_reason", .method = Method::Put,
               .route = "/refund-reasons/{code}", .permission = Permission::CommissionsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Add or change a refund reason");

using RefundReasonOperations = Operations<ListRefundReasons, PutRefundReason>;

} // namespace stoa::api
