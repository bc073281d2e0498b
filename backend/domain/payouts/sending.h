#pragma once
// Payouts through a provider, in three parts that a job does one after the other, as settlement.h
// does for payments: prepare (a transaction: intent), ask (outside of any: the provider is told, or
// asked what became of it), settle (a transaction). Whoever dies in between loses nothing and
// doubles nothing: the payout's id is the provider's idempotency key for each of its steps.
//
// A payout is sent where it was prepared for, however its seller's account has changed since.
// Manual payouts are not sent; somebody settles them (by_hand.h).

#include "domain/payouts/sending_rules.h"
#include "domain/settlement/settlement.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

inline constexpr std::string_view kSendPayout = "payouts.send"; // a job; the payload is the id
inline constexpr std::string_view kPayoutQueue = "payouts";

struct Prepared {
    Attempt attempt;
    Action action = Action::Nothing;

    // What is paid is looked at again.
    bool isReview() const { return attempt.step == Step::Settled; }
};
// Of the unit's seller. Nothing when it is settled, or is not to be sent.
Result<std::optional<Prepared>> prepare(Unit& unit, PayoutId payout, settlement::News news);

// Blocks for as long as the provider's deadline.
gateways::Outcome ask(const gateways::PaymentGateway& gateway, const Prepared& prepared);

// Raises payout.transferred when the bank is next, and what end() raises (outcomes.h).
Result<settlement::Settled> settle(Unit& unit, const Prepared& prepared,
                                   const gateways::Outcome& outcome);

// The payouts of a batch that was approved: an attempt and a job for each that is sent. The
// statement goes out with the next round trip. Errors: those of jobs::enqueue.
void addAttempts(Unit& unit, PayoutBatchId batch);
struct OpenPayout {
    OrgId seller;
    PayoutId payout;
};
Done enqueueSending(db::Connection& connection, std::span<const OpenPayout> payouts, Timestamp now);
// The oldest attempts that nobody has worked on since `before`.
Result<std::vector<OpenPayout>> openPayouts(db::Connection& connection, Timestamp before,
                                            int limit);
// Whose payout an attempt is; nothing when it is none of ours.
Result<std::optional<OrgId>> ownerOf(db::Connection& connection, const Uuid& attempt);

} // namespace stoa::payouts
