#include "outside.h"

namespace stoa::test {
namespace {

// What requests meet: of ten, two never arrive, five are done though nobody is told, one is told
// late, one is waited for in vain, and one is refused.
constexpr std::array<std::string_view, 10> kFaults{
    "500_before", "500_before", "500_after", "500_after",     "500_after",
    "drop_after", "drop_after", "slow",      "timeout_after", "decline"};
constexpr std::array<std::string_view, 8> kPaths{"/v1/payments",  "/v1/payments", "/v1/payments",
                                                 "/v1/refunds",   "/v1/refunds",  "/v1/transfers",
                                                 "/v1/reversals", "/v1/disputes/"};

constexpr std::chrono::milliseconds kProviderPatience{400};
constexpr int kNever =
    1'000'000'000; // a breaker goes by the computer's time, which stands still here

std::string_view anyOf(std::span<const std::string_view> words, Random& random)
{
    return words[static_cast<std::size_t>(random.between(0, std::ssize(words) - 1))];
}

} // namespace

gateways::ProviderSettings Outside::provider() const
{
    auto link = m_provider.link();
    link.patience = kProviderPatience;
    link.breaker.leastCalls = link.breaker.failuresInARow = kNever;
    return {link, SandboxProcess::kWebhookSecret};
}

void Outside::tell(std::uint16_t port)
{
    m_provider.tell("http://127.0.0.1:" + std::to_string(port) + "/api/v1/webhooks/sandbox_pay");
}

void Outside::pass(std::chrono::milliseconds span)
{
    m_clock.advance(span);
    m_provider.advance(span);
}

void Outside::disturb(Random& random)
{
    if (random.chance(0.3)) {
        const int copies = random.chance(0.3) ? 2 : 1;
        m_provider.post("/v1/webhook_faults",
                        {{"copies", copies},
                         {"reorder", random.chance(0.3)},
                         {"delay_ms", random.chance(0.3) ? random.between(0, 5000) : 0}});
        return;
    }
    m_provider.post("/v1/faults", {{"path", anyOf(kPaths, random)},
                                   {"fault", anyOf(kFaults, random)},
                                   {"ms", random.between(1, 50)},
                                   {"count", random.between(1, 2)}});
}

void Outside::calm()
{
    m_provider.post("/v1/faults", {{"fault", "none"}});
    m_provider.post("/v1/webhook_faults", {});
}

Outside::Untold Outside::untold() const
{
    const auto health = m_provider.get("/v1/health");
    return {health.at("undelivered").to_number<std::int64_t>(),
            health.at("due").to_number<std::int64_t>()};
}

void Outside::chargeBack(const Uuid& payment, const Money& amount, bool isWarning)
{
    const auto found = m_client.findPayment(payment);
    if (!found.isCaptured) return;
    m_provider.post("/v1/disputes", {{"payment", found.reference},
                                     {"amount", amount.minor()},
                                     {"reason", "product_not_received"},
                                     {"warning", isWarning}});
}

void Outside::decide(const std::string& reference, std::string_view status)
{
    m_provider.post("/v1/decisions", {{"id", reference}, {"status", status}});
}

void Outside::decideRefund(const Uuid& refund, std::string_view status)
{
    decide(m_client.findRefund(refund, {}).reference, status);
}

void Outside::returnPayout(const Uuid& payout)
{
    decide(m_client.findPayOut(payout, {}).reference, "failed");
}

} // namespace stoa::test
