#pragma once
// A marketplace on a database with both of its doors: in this process, and over HTTP through a real
// server on a free port. Empty until somebody sets it up.

#include "node/double/call.h"
#include "node/http/http_server.h"
#include "node/marketplace/marketplace.h"
#include "node/remote/remote_node.h"
#include "platform/db/connection.h"
#include "support/expect.h"
#include "support/test_cluster.h"

namespace stoa::test {

inline constexpr std::string_view kWebhookSecret = "whsec_of_the_contract";

struct Door {
    const char* name;
    api::Node& node;
};

class Premises {
public:
    Premises() : Premises(TestCluster::ofProcess().createDatabase()) {}
    explicit Premises(db::ConnectInfo database);

    const db::ConnectInfo& database() const { return m_database; }
    api::Node& embedded() { return m_marketplace->node(); }
    std::uint16_t port() const { return m_server->port(); }
    std::vector<Door> doors() { return {{"embedded", embedded()}, {"remote", *m_remote}}; }
    // Changes with every write to any table. Reads the tables only when something was written since
    // the last time, as the server's log tells.
    std::string fingerprint();

private:
    const db::ConnectInfo m_database;
    const SystemClock m_clock;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::unique_ptr<http::HttpServer> m_server;
    std::unique_ptr<remote::RemoteNode> m_remote;
    std::unique_ptr<db::Connection> m_observer; // opened by the first fingerprint
    std::string m_sums;
    std::string m_seen;      // the last fingerprint
    std::string m_seenUntil; // how far the log was written then
};

// Waits for the answer.
Result<api::ErasedAnswer> callErased(api::Node& node, const api::Operation& operation,
                                     api::CallOptions options, api::ErasedRequest request);

} // namespace stoa::test
