#pragma once
// The stored attempts at a provider: what is to be asked next, written before each call. Orders and
// refunds store one with the payment or refund that it is for; the settlement slice works on them.

#include "domain/payments/attempt_rules.h"
#include "domain/unit/unit.h"

namespace stoa::payments {

// A payment that is to be authorised and captured, or a refund that is to be sent.
Attempt paymentAttempt(PaymentId payment, OrderId order, std::string_view provider,
                       const Money& amount, std::string_view method, Timestamp now);
Attempt refundAttempt(RefundId refund, PaymentId payment, OrderId order, std::string_view provider,
                      const Money& amount, std::string_view reference);

// Goes out with the unit's next round trip.
void addAttempt(Unit& unit, const Attempt& attempt);
void saveAttempt(Unit& unit, const Attempt& attempt);
// Locks it. Nothing when there is none.
Result<std::optional<Attempt>> lockAttempt(Unit& unit, const Uuid& attempt);

// From now on the order's payment is no longer wanted: what is authorised is given up, and the
// order is canceled when that is known. What has been captured stays so. Goes out with the next
// round trip.
void stopPayments(Unit& unit, OrderId order);
// The same of one payment.
void stopPayment(Unit& unit, PaymentId payment);

struct OpenAttempt {
    OrgId organisation;
    Uuid attempt;
};
// The oldest of those that nobody has worked on since `before`.
Result<std::vector<OpenAttempt>> openAttempts(db::Connection& connection, Timestamp before,
                                              int limit);

// The job that works on an attempt, one at a time; its payload is the attempt's id as text.
inline constexpr std::string_view kAttemptKind = "payments.attempt";
inline constexpr std::string_view kAttemptQueue = "payments";
// Errors: those of jobs::enqueue.
Done enqueueAttempts(db::Connection& connection, std::span<const OpenAttempt> attempts,
                     Timestamp now);

} // namespace stoa::payments
