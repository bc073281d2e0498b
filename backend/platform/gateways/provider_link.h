#pragma once
// The way to one provider's HTTP interface, by libcurl: deadlines, a bound on calls at a time, a
// breaker, and one second try out of a shared budget when the connection turned out to be of no use
// (an idle one that the other side had closed). Callers that want more tries come again later: they
// are jobs. Any thread; blocks until the deadline at the latest.
//
// The secret goes into the Authorization header and nowhere else: never into errors or logs. TLS
// certificates are checked; redirects are not followed; bodies are bounded.

#include "core/result.h"
#include "platform/resilience/circuit_breaker.h"
#include "platform/resilience/retry_budget.h"

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace stoa::gateways {

struct HttpCall {
    std::string method = "GET";
    std::string path;                 // with its query, "/v1/payments?attempt=…"
    std::vector<std::string> headers; // "Idempotency-Key: …"
    std::string body;
};
struct HttpAnswer {
    int status = 0;
    std::string body;
};

class ProviderLink {
public:
    static constexpr std::size_t kMaxAnswer = 4 << 20; // bytes of a body

    struct Options {
        std::string base;   // "https://api.stripe.com", without a slash at the end
        std::string socket; // of a Unix socket to go through instead of the network; may be empty
        std::string secret; // of the bearer; empty: none
        std::chrono::milliseconds connectWithin{3000};
        std::chrono::milliseconds patience{20'000}; // for the whole call
        std::size_t mostCalls = 8;                  // at a time; more are refused
        resilience::CircuitBreaker::Options breaker{.leastCalls = 10,
                                                    .failureRatio = 0.3,
                                                    .failuresInARow = 5,
                                                    .window = std::chrono::seconds(30),
                                                    .firstPause = std::chrono::seconds(15),
                                                    .mostPause = std::chrono::seconds(120)};
        resilience::RetryBudget::Options budget{};
    };
    struct Counters {
        std::int64_t calls = 0;
        std::int64_t failures = 0; // no answer, or one of the 500s
        std::int64_t retries = 0;
        resilience::CircuitBreaker::Counters breaker;
    };

    explicit ProviderLink(Options options);
    ~ProviderLink(); // no call is running any more
    ProviderLink(const ProviderLink&) = delete;
    ProviderLink& operator=(const ProviderLink&) = delete;

    // Any answer below 500. Errors: provider.unavailable (Unavailable: it was not sent),
    // provider.no_answer (InDoubt: it may have been received), provider.failed (InDoubt, params
    // status: one of the 500s).
    Result<HttpAnswer> call(const HttpCall& call) const;

    resilience::CircuitBreaker::State state() const { return m_breaker.state(); }
    Counters counters() const;

private:
    struct Handle;
    struct Attempt;

    std::unique_ptr<Handle> take() const;
    void giveBack(std::unique_ptr<Handle> handle) const;
    Attempt perform(Handle& handle, const HttpCall& call) const;

    const Options m_options;
    mutable resilience::CircuitBreaker m_breaker;
    mutable resilience::RetryBudget m_budget;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Handle>> m_idle;
    mutable std::size_t m_running = 0;
    mutable std::atomic<std::int64_t> m_calls = 0;
    mutable std::atomic<std::int64_t> m_failures = 0;
    mutable std::atomic<std::int64_t> m_retries = 0;
};

// A provider as it is set up: the way to it, and what its webhooks are signed with.
struct ProviderSettings {
    ProviderLink::Options link;
    std::string webhookSecret; // empty: none are taken in
};

// Text inside a URL's path, query or form.
std::string urlEncoded(std::string_view text);

} // namespace stoa::gateways
