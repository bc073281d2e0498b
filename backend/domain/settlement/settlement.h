#pragma once
// Payments and refunds through providers that answer later, in three parts that a job does one
// after the other:
//
//     prepare   a transaction: what is to be done, noted as sent before it is
//     ask       outside of any transaction: the provider is told, or asked what became of it
//     settle    a transaction: what the answer means for the attempt, the order and the ledger
//
// Whoever dies in between loses nothing and doubles nothing: the next one finds the step noted as
// sent and asks before anything else. Two at once exclude each other: settle() finds the attempt
// changed since its prepare() and leaves it alone.
//
// Lock order: the order's row, the attempt, then what orders and refunds lock.

#include "domain/payments/attempts.h"
#include "domain/payments/providers.h"

namespace stoa::settlement {

struct Prepared {
    payments::Attempt attempt;
    payments::Action action = payments::Action::Nothing;

    // What is settled is looked at again.
    bool isReview() const { return attempt.step == payments::Step::Settled; }
};

// Whether the provider has said that something happened: then what is settled and may still change
// is asked for once more: a refund may have come back, a payment that failed may hold money.
enum class News { No, Yes };

// Nothing when there is no such attempt, or it is settled.
Result<std::optional<Prepared>> prepare(Unit& unit, const Uuid& attempt, News news = News::No);

// Blocks for as long as the provider's deadline.
gateways::Outcome ask(const gateways::Provider& provider, const Prepared& prepared);

enum class Next {
    Settled, // nothing more to do
    GoOn,    // prepare() again at once
    Wait,    // and then: its outcome is not known yet
};
struct Settled {
    Next next = Next::Settled;
    Duration pause{0}; // of Wait
};
// Money that was captured for an order which has been canceled meanwhile goes back at once, as a
// refund; so does what was captured for an edit that is not done. Raises what settlePayment,
// edits::settlePayment, settleRefund and commitRefund raise.
Result<Settled> settle(Unit& unit, const Prepared& prepared, const gateways::Outcome& outcome,
                       const payments::Providers& providers);

} // namespace stoa::settlement
