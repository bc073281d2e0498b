#pragma once
// Token buckets that all processes on one Redis share, so that an allowance holds for the whole
// cluster. One atomic script per round trip, on Redis' own clock: nodes whose clocks differ still
// count the same minute. While Redis is away each process counts by itself, from full buckets.
//
// Generous buckets are fetched in portions of a 1/1200th of a minute's allowance: a checkout at
// 60,000 a minute asks Redis once in 50 times. A portion that is not used within a second is
// forfeited. Any thread.

#include "platform/cache/redis_client.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::cache {

class SharedRateLimiter final : public resilience::RateLimiter {
public:
    static constexpr std::size_t kMaxPortions = 1000; // beyond it, those in hand are forfeited
    static constexpr double kPortionsPerMinute = 1200;

    SharedRateLimiter(RedisClient& redis, std::string prefix);

    Duration take(std::string_view bucket, double perMinute, Timestamp now) override;

private:
    struct Portion {
        std::int64_t tokens = 0;
        Timestamp until;
    };
    bool takeInHand(const std::string& bucket, Timestamp now);
    void keep(const std::string& bucket, std::int64_t tokens, Timestamp now);

    RedisClient& m_redis;
    const std::string m_prefix;
    resilience::LocalRateLimiter m_alone;
    std::mutex m_mutex;
    std::unordered_map<std::string, Portion> m_inHand;
};

} // namespace stoa::cache
