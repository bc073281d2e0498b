#pragma once
// Names that one process marks and every other sees marked at once, for a limited time: what has
// been revoked. Lost with Redis; whoever asks has a second, slower way to know. Any thread.

#include "core/timestamp.h"
#include "platform/cache/redis_client.h"

namespace stoa::cache {

class SharedMarks {
public:
    // `prefix` begins every key, so that several installations may share a Redis.
    SharedMarks(RedisClient& redis, std::string prefix);

    // In as few round trips as possible; what Redis cannot take is not marked.
    Done mark(std::span<const std::string> names, Duration life);
    // Nothing: Redis cannot say.
    std::optional<bool> isMarked(std::string_view name);

private:
    RedisClient& m_redis;
    const std::string m_prefix;
};

} // namespace stoa::cache
