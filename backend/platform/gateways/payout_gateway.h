#pragma once
// How payouts reach sellers. As with payments, the attempt's id is stored before the call and is
// the provider's idempotency key: the same attempt never pays twice. A gateway is asked from jobs
// only, between two transactions; when the answer is in doubt, the same attempt is asked again.
//
// Thread-safe.

#include "core/id.h"
#include "core/money.h"

namespace stoa::gateways {

enum class PayoutVerdict {
    Paid,
    Failed,  // `reason` says why; the money is ours still
    InDoubt, // no answer, or none yet: ask again with the same attempt
};

struct PayoutOutcome {
    PayoutVerdict verdict = PayoutVerdict::InDoubt;
    std::string reference; // the provider's id of the payout
    std::string reason;    // a stable word: "account_closed", "no_account"
};

class PayoutGateway {
public:
    virtual ~PayoutGateway() = default;

    virtual std::string_view name() const = 0;
    // `seller` is the organisation whose account with the provider is paid.
    virtual PayoutOutcome pay(const Uuid& attempt, const Uuid& seller,
                              const Money& amount) const = 0;
};

// No money moves: every payout is paid at once.
class SandboxPayouts final : public PayoutGateway {
public:
    std::string_view name() const override { return "sandbox"; }
    PayoutOutcome pay(const Uuid& attempt, const Uuid& /*seller*/,
                      const Money& /*amount*/) const override
    {
        return {PayoutVerdict::Paid, "sandbox_out_" + attempt.text(), {}};
    }
};

} // namespace stoa::gateways
