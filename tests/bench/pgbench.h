#pragma once
// The yardstick: PostgreSQL's own benchmark on the market's own server.

#include "load.h"
#include "platform/db/connect_info.h"

#include <QStringList>

namespace stoa::bench {

class PgBench {
public:
    explicit PgBench(const db::ConnectInfo& server); // fills a database of its own

    // The TPC-B-like script with 16 clients. Has no latencies, but their number.
    Load run(std::chrono::seconds span) const;

    // The same script, started at a rate instead of as fast as it goes, each counted from its due
    // time: what waits the disk and the machine alone are good for, to hold ours against.
    Load paced(double perSecond, std::chrono::seconds span) const;

private:
    QString call(const QStringList& arguments) const;

    db::ConnectInfo m_server;
};

} // namespace stoa::bench
