#pragma once
// A marketplace on a database of its own behind a proxy, for the histories of a campaign.

#include "node/local/verify.h"
#include "order_history.h"
#include "platform/db/connection.h"
#include "support/test_cluster.h"

#include <QTemporaryDir>

namespace stoa::test {

class Campaign {
public:
    // `prepare` may change the proxy before anything goes through it.
    explicit Campaign(const std::function<void(ChaosProxy&)>& prepare = {});

    // What one history found wrong.
    std::vector<std::string> run(std::uint64_t seed);
    // What the proof of the whole database found wrong.
    std::vector<std::string> verify() const;
    const ChaosProxy& proxy() const { return m_proxy; }
    std::size_t orders() const { return m_orders; }

    // For histories of another kind.
    OrderHistory::Stage stage();
    // The truth, from the database itself.
    std::int64_t ordersOf(const std::string& email);
    std::int64_t refundedOf(OrderId order); // minor units

private:
    QTemporaryDir m_folder;
    const db::ConnectInfo m_database;
    ChaosProxy m_proxy;
    std::unique_ptr<db::Connection> m_direct; // not through the proxy
    std::unique_ptr<node::Marketplace> m_marketplace;
    std::optional<Shop> m_shop;
    std::size_t m_orders = 0;
};

} // namespace stoa::test
