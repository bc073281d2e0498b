#include "platform/cache/shared_rate_limiter.h"

#include <algorithm>

namespace stoa::cache {
namespace {

constexpr std::chrono::seconds kPortionLife{1};

// KEYS[1] the bucket; ARGV[1] its allowance a minute, ARGV[2] how many are wanted. Answers how many
// were given, or 0 and the microseconds until there is one. A bucket that nobody has used for a
// minute is full, so it need not be kept.
constexpr const char* kScript = R"(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most = tonumber(ARGV[1])
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local at = tonumber(known[2]) or now
local tokens = math.min(most, (tonumber(known[1]) or most) + math.max(0, now - at) * most / 60000000)
local given = math.min(tonumber(ARGV[2]), math.floor(tokens))
tokens = tokens - given
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], 61000)
if given > 0 then return {given, 0} end
return {0, math.ceil((1 - tokens) * 60000000 / most)}
)";

} // namespace

SharedRateLimiter::SharedRateLimiter(RedisClient& redis, std::string prefix)
    : m_redis(redis), m_prefix(std::move(prefix) + ":rate:")
{}

Duration SharedRateLimiter::take(std::string_view bucket, double perMinute, Timestamp now)
{
    const std::string name(bucket);
    if (takeInHand(name, now)) return Duration(0);
    const auto portion =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(perMinute / kPortionsPerMinute));
    const auto answer = m_redis.run({"EVAL", kScript, "1", m_prefix + name,
                                     std::to_string(perMinute), std::to_string(portion)});
    if (!answer || answer->items.size() != 2) return m_alone.take(bucket, perMinute, now);
    const std::int64_t given = answer->items[0].number;
    if (given == 0) return Duration(answer->items[1].number);
    if (given > 1) keep(name, given - 1, now);
    return Duration(0);
}

bool SharedRateLimiter::takeInHand(const std::string& bucket, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_inHand.find(bucket);
    if (at == m_inHand.end()) return false;
    const bool isGood = now < at->second.until && at->second.tokens > 0;
    if (!isGood || --at->second.tokens == 0) m_inHand.erase(at);
    return isGood;
}

void SharedRateLimiter::keep(const std::string& bucket, std::int64_t tokens, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    if (m_inHand.size() >= kMaxPortions) m_inHand.clear();
    Portion& portion = m_inHand[bucket];
    portion.tokens += tokens; // two threads may have fetched at once
    portion.until = now + kPortionLife;
}

} // namespace stoa::cache
