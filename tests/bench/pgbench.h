#pragma once
// The yardstick: PostgreSQL's own benchmark on the market's own server.

#include "bench.h"
#include "platform/db/connect_info.h"

namespace stoa::bench {

struct Yardstick {
    double tps = 0;
    double cpuMicrosOfOne = 0;
};

// The TPC-B-like script with 16 clients, in a database of its own.
Yardstick pgbench(const db::ConnectInfo& server, std::chrono::seconds span);

} // namespace stoa::bench
