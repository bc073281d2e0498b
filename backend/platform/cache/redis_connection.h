#pragma once
// One connection to Redis: commands out in one write, their replies in, within a time. After any
// error it is of no more use. One thread at a time.
//
// hiredis connects, writes the protocol and reads it; the bytes are moved here, because its own
// write raises SIGPIPE and its time-outs count for each read instead of for the whole answer.

#include "platform/cache/redis_address.h"
#include "platform/cache/redis_reply.h"

#include <chrono>
#include <memory>
#include <span>

struct redisContext;

namespace stoa::cache {

class RedisConnection {
public:
    // Of one exchange; an answer that is larger ends the connection.
    static constexpr std::size_t kMaxReplyBytes = 8 * 1024 * 1024;

    // Connects within `connectWithin`; signs in and chooses the database within `patience`.
    // Errors: Unavailable redis.unreachable, redis.refused.
    static Result<std::unique_ptr<RedisConnection>> open(const RedisAddress& address,
                                                         std::chrono::milliseconds connectWithin,
                                                         std::chrono::milliseconds patience);
    ~RedisConnection();

    // A reply for each command, in their order; at most twice `patience`. Errors: Unavailable
    // redis.lost (the link ended), redis.silent (no answer in time), redis.refused (an error
    // reply).
    Result<std::vector<RedisReply>> exchange(std::span<const RedisCommand> commands);

private:
    RedisConnection(redisContext* context, std::chrono::milliseconds patience);
    Done send(std::string_view bytes, std::chrono::steady_clock::time_point until);
    Result<std::vector<RedisReply>> receive(std::size_t count,
                                            std::chrono::steady_clock::time_point until);

    struct Free {
        void operator()(redisContext* context) const;
    };
    std::unique_ptr<redisContext, Free> m_context;
    const std::chrono::milliseconds m_patience;
};

} // namespace stoa::cache
