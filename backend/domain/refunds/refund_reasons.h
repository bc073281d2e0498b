#pragma once
// The catalogue of refund reasons: reading and changing it, and the check of what somebody gives as
// a reason. Refunds, returns, exchanges and claims ask it before anything else of the request; what
// the clock or a provider causes names its reason itself and is not asked.

#include "api/refund_reasons.h"
#include "domain/unit/unit.h"

namespace stoa::refunds {

constexpr std::size_t kMaxReasons = 100;

Result<std::vector<api::RefundReasonView>> handle(Unit& unit,
                                                  const api::ListRefundReasons& request);

// Raises refund_reason.changed. Errors: those of api::PutRefundReason, in its order.
Result<std::vector<api::RefundReasonView>> handle(Unit& unit, const api::PutRefundReason& request);

// One round trip. Errors: refund_reason.unknown (Invalid), refund_reason.inactive (Refused, params
// reason: its label), both with `field`; refund_reason.note_missing (Invalid, field note, params
// reason).
Done checkReason(Unit& unit, std::string_view code, std::string_view note,
                 std::string_view field = "reason");

} // namespace stoa::refunds
