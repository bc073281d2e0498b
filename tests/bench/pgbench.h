#pragma once
// The yardstick: PostgreSQL's own benchmark on the market's own server.

#include "load.h"
#include "platform/db/connect_info.h"

namespace stoa::bench {

struct Yardstick {
    double tps = 0;
    double cpuMicrosOfOne = 0;
};

// The TPC-B-like script with 16 clients, in a database of its own.
Yardstick pgbench(const db::ConnectInfo& server, std::chrono::seconds span);

// The same script again, started at a rate instead of as fast as it goes, each counted from its due
// time: what waits the disk and the machine alone are good for, to hold ours against.
Load pacedPgbench(const db::ConnectInfo& server, double perSecond, std::chrono::seconds span);

} // namespace stoa::bench
