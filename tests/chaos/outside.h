#pragma once
// What a marketplace does not command: time, and a payment provider in a process of its own that
// loses requests and answers, decides late, and tells of events twice and out of order. Made and
// destroyed on one thread; the rest from any.

#include "sandbox/sandbox_process.h"
#include "support/fake_clock.h"
#include "support/random.h"

namespace stoa::test {

class Outside {
public:
    const Clock& clock() const { return m_clock; }
    gateways::ProviderSettings provider() const;
    // Where the marketplace hears of events, on this computer. On the thread that made it.
    void tell(std::uint16_t port);

    // Time goes by, here and there.
    void pass(std::chrono::milliseconds span);

    // Something is going to happen to one of the next requests, or to events from now on.
    void disturb(Random& random);
    void calm();
    // Events that the marketplace has not accepted yet, and those of them that it is told now.
    struct Untold {
        std::int64_t all = 0;
        std::int64_t due = 0;

        bool operator==(const Untold&) const = default;
    };
    Untold untold() const;

    // A buyer's bank takes a captured payment back; nothing when there is none.
    void chargeBack(const Uuid& payment, const Money& amount, bool isWarning);
    // What waits for a decision, or may be decided once more; nothing when it may not.
    void decide(const std::string& reference, std::string_view status);
    void decideRefund(const Uuid& refund, std::string_view status);
    void returnPayout(const Uuid& payout);

private:
    RunningClock m_clock;
    SandboxProcess m_provider;
    // The operator's, whom nothing discourages either.
    const gateways::SandboxPayGateway m_client{provider().link, provider().webhookSecret};
};

} // namespace stoa::test
