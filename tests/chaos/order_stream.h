#pragma once
// Buyers who keep ordering over HTTP while the house burns. Each order is one intent with a buyer's
// address and a key of its own; a client that is told to try again, or told nothing, sends the same
// with the same key until it is acknowledged.

#include "shop_front.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace stoa::test {

class OrderStream {
public:
    using Orders = std::map<std::string, OrderId>; // by the buyer's e-mail

    OrderStream(const NodeProcess& process, ShopFront front, int clients);
    ~OrderStream();

    // Waits until each client's last order is acknowledged, or has failed for good.
    void stop();

    std::size_t count() const { return m_count; }
    Orders acknowledged() const;
    // Answers that no client should ever get, and orders that were never acknowledged.
    std::vector<std::string> surprises() const;
    // How often an order was sent again.
    int retries() const { return m_retries; }

private:
    void buy(int client);
    bool place(const std::string& email);

    const ShopFront m_front;
    const std::unique_ptr<api::Node> m_node;
    std::atomic<bool> m_isStopping = false;
    std::atomic<std::size_t> m_count = 0;
    std::atomic<int> m_retries = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_backOff;
    Orders m_acknowledged;
    std::vector<std::string> m_surprises;
    std::vector<std::thread> m_clients;
};

} // namespace stoa::test
