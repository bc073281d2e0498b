#pragma once
// A marketplace on a database server of its own behind a proxy, with a payment provider outside and
// an HTTP server for what that has to tell, for the histories of a campaign.

#include "node/http/http_server.h"
#include "order_history.h"
#include "support/test_cluster.h"

#include <QTemporaryDir>

namespace stoa::test {

// Histories mostly wait for links: several campaigns go on at once, each on a thread of its own.
constexpr std::size_t kLanes = 4;

// What happened in all histories of a campaign.
struct Tally {
    std::int64_t orders = 0;
    std::int64_t captured = 0; // payments, by the provider outside
    std::int64_t edits = 0;    // that were paid
    std::int64_t refunds = 0;
    std::int64_t refundsFailed = 0;
    std::int64_t disputes = 0;
    std::int64_t payouts = 0;
    std::int64_t payoutsFailed = 0; // or returned by the bank

    Tally& operator+=(const Tally& other);
    std::string text() const;
    // Of all that clients do, some has happened.
    bool isVaried() const;
};

// Made and destroyed on one thread; one thread at a time may use it.
class Campaign {
public:
    // `prepare` may change the proxy before anything goes through it.
    explicit Campaign(const std::function<void(ChaosProxy&)>& prepare = {});

    // What one history found wrong.
    std::vector<std::string> run(std::uint64_t seed);
    // What the proof of the whole database found wrong, and the provider's statement.
    std::vector<std::string> verify();
    const ChaosProxy& proxy() const { return m_proxy; }
    Tally tally() const;
    std::chrono::seconds longestDoubt() const { return m_longestDoubt; }

    // For histories of another kind.
    Scene scene();
    // Cards go to this provider from now on; "sandbox" decides within the call. At first it is the
    // one outside, "sandbox_pay".
    void payWith(std::string_view provider);
    // The truth, from the database itself.
    std::int64_t ordersOf(const std::string& email);
    std::int64_t refundedOf(OrderId order); // minor units

private:
    void prepareMoney();
    std::vector<std::string> reconcile();

    QTemporaryDir m_folder;
    Outside m_outside;
    TestServer m_server;
    const db::ConnectInfo m_database;
    ChaosProxy m_proxy;
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::unique_ptr<http::HttpServer> m_http;
    std::optional<Shop> m_shop;
    std::chrono::seconds m_longestDoubt{0};
};

} // namespace stoa::test
