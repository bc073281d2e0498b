#pragma once
// Where a database is and how patient we are with it.

#include <chrono>
#include <string>

namespace stoa::db {

// Every call has one: the moment after which nobody waits for the answer any more.
using Deadline = std::chrono::steady_clock::time_point;

inline Deadline within(std::chrono::milliseconds span)
{
    return std::chrono::steady_clock::now() + span;
}

struct ConnectInfo {
    std::string host; // a folder means a Unix socket in it
    int port = 5432;
    std::string database;
    std::string user;
    std::string password;           // empty for peer authentication
    std::string sslMode = "prefer"; // libpq's words; "verify-full" for a server on the network
    std::string sslRootCert;        // path; empty is libpq's default
    std::string applicationName = "stoa";
    // The longest that any statement, and any wait for a lock inside one, may take on the server.
    std::chrono::milliseconds statementTimeout{5000};
    std::chrono::milliseconds lockTimeout{2000};
};

} // namespace stoa::db
