#pragma once
// Where a Redis is and who we are to it.

#include "core/result.h"

#include <string>
#include <string_view>

namespace stoa::cache {

struct RedisAddress {
    std::string socket; // path of a Unix socket; empty: host and port
    std::string host;
    int port = 6379;
    std::string user;     // empty: Redis' default user
    std::string password; // empty: no authentication
    int database = 0;

    // redis://[user[:password]@]host[:port][/database], unix://[user[:password]@]/path. User and
    // password are percent-encoded. An encrypted rediss:// is not supported: outside this computer
    // use a tunnel. Errors: Invalid redis.bad_address; the address is not repeated in it.
    static Result<RedisAddress> parse(std::string_view url);

    std::string text() const; // for logs: without user and password
};

} // namespace stoa::cache
