#include "node/marketplace/shared_state.h"

#include "domain/identity/revocations.h"
#include "platform/cache/shared_rate_limiter.h"
#include "platform/db/sha256.h"

#include <spdlog/spdlog.h>

#include <atomic>

namespace stoa::node {
namespace {

using State = resilience::CircuitBreaker::State;

// Says it once per absence, not once per probe that fails.
class ChangeLog {
public:
    explicit ChangeLog(std::string where) : m_where(std::move(where)) {}

    void changed(State state)
    {
        if (state == State::Open && !m_isAway.exchange(true)) {
            spdlog::warn("Redis at {} does not answer; everything goes on without it", m_where);
        } else if (state == State::Closed && m_isAway.exchange(false)) {
            spdlog::info("Redis at {} answers again", m_where);
        }
    }

private:
    const std::string m_where;
    std::atomic<bool> m_isAway = false;
};

std::unique_ptr<cache::RedisClient> makeClient(const cache::RedisAddress& address)
{
    cache::RedisClient::Options options;
    options.address = address;
    options.breaker.onChange = [log = std::make_shared<ChangeLog>(address.text())](State state) {
        log->changed(state);
    };
    return std::make_unique<cache::RedisClient>(std::move(options));
}

} // namespace

SharedState::SharedState(const std::optional<cache::RedisAddress>& address,
                         const std::string& prefix)
{
    if (!address) {
        m_limiter = std::make_unique<resilience::LocalRateLimiter>();
        return;
    }
    m_redis = makeClient(*address);
    m_marks = std::make_unique<cache::SharedMarks>(*m_redis, prefix);
    m_limiter = std::make_unique<cache::SharedRateLimiter>(*m_redis, prefix);
}

void SharedState::mark(std::span<const api::Event> events)
{
    if (!m_marks) return;
    std::vector<std::string> revoked;
    for (const api::Event& event : events) {
        if (identity::revokes(event.type)) revoked.push_back(event.aggregate);
    }
    const Done done = m_marks->mark(revoked, identity::revocationLife());
    if (!done) spdlog::info("other nodes hear of a revocation by its event only");
}

bool SharedState::isMarked(std::string_view id)
{
    return m_marks && m_marks->isMarked(id).value_or(false);
}

std::string redisPrefix(std::span<const std::uint8_t> secret)
{
    constexpr std::size_t kBytes = 8;
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto hash = db::Sha256()("redis keys " + std::string(secret.begin(), secret.end()));
    std::string prefix = "stoa:";
    for (std::size_t i = 0; i < kBytes; ++i) {
        prefix += kDigits[hash[i] >> 4];
        prefix += kDigits[hash[i] & 15];
    }
    return prefix;
}

} // namespace stoa::node
