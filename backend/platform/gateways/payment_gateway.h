#pragma once
// How orders and refunds talk to a payment provider. An attempt id is made and stored before the
// call and is the provider's idempotency key: the same attempt never moves money twice.
//
// An instant gateway decides locally, without any I/O, and always decides: it may be asked inside a
// transaction, and the same attempt gets the same answer when the transaction runs again. Any other
// gateway is asked from a job only, between two transactions, and may leave an attempt in doubt;
// then the answer is asked for by the attempt id, and nothing is sent again under another one.
//
// Thread-safe.

#include "core/id.h"
#include "core/money.h"

namespace stoa::gateways {

enum class Verdict {
    Approved,
    Declined,      // `reason` says why; the buyer may try another method
    UnknownMethod, // the token is not one of this provider's
    InDoubt,       // no answer: it may or may not have happened
};

struct Outcome {
    Verdict verdict = Verdict::InDoubt;
    std::string reference; // the provider's id of what happened, to name it later
    std::string reason;    // a stable word: "card_declined", "insufficient_funds"
    std::string method;    // for people: "Visa ·· 4242"; of authorise only
};

class PaymentGateway {
public:
    virtual ~PaymentGateway() = default;

    virtual std::string_view name() const = 0; // "sandbox": kept with each payment
    virtual bool isInstant() const = 0;

    // Reserves the amount on the buyer's side.
    virtual Outcome authorise(const Uuid& attempt, const Money& amount,
                              std::string_view method) const = 0;
    // Takes a reserved amount; `payment` is the reference of the authorisation.
    virtual Outcome capture(const Uuid& attempt, const Money& amount,
                            std::string_view payment) const = 0;
    // Gives back part or all of what was captured.
    virtual Outcome refund(const Uuid& attempt, const Money& amount,
                           std::string_view payment) const = 0;
};

} // namespace stoa::gateways
