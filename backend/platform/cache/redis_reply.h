#pragma once
// One answer of Redis as a value.

#include "core/result.h"

#include <string>
#include <vector>

struct redisReply;

namespace stoa::cache {

// One command: its name and its arguments, any bytes.
using RedisCommand = std::vector<std::string>;

struct RedisReply {
    enum class Kind { Nothing, Number, Text, List };

    Kind kind = Kind::Nothing;
    std::int64_t number = 0;
    std::string text{}; // of status replies too
    std::vector<RedisReply> items{};

    bool isText() const { return kind == Kind::Text; }
};

// Errors: Unavailable redis.refused with Redis' own words, which name no values.
Result<RedisReply> toReply(const redisReply& raw);

} // namespace stoa::cache
