#pragma once
// What the nodes of one installation share through Redis, if there is one: rate limits, and what
// was revoked a moment ago. Without it the limits hold per process and revocations travel with the
// events. Any thread.

#include "api/node.h"
#include "platform/cache/shared_marks.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::node {

class SharedState {
public:
    // `prefix` begins every key and differs between installations.
    SharedState(const std::optional<cache::RedisAddress>& address, const std::string& prefix);

    cache::RedisClient* redis() const { return m_redis.get(); } // null: there is none
    resilience::RateLimiter& limiter() const { return *m_limiter; }

    // Tells the other nodes what these events revoke.
    void mark(std::span<const api::Event> events);
    bool isMarked(std::string_view id);

private:
    std::unique_ptr<cache::RedisClient> m_redis;
    std::unique_ptr<cache::SharedMarks> m_marks; // null: no Redis
    std::unique_ptr<resilience::RateLimiter> m_limiter;
};

// The beginning of this installation's keys: from the secret that only its database holds, so that
// nobody finds them by guessing and two installations never meet.
std::string redisPrefix(std::span<const std::uint8_t> secret);

} // namespace stoa::node
