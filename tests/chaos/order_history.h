#pragma once
// One history of a campaign: clients that buy, pack, edit, cancel, refund and confirm orders of
// several sellers, all at once, through links that break. What a client is to do comes from the
// seed; how the clients meet does not, so a history that failed may need a few runs to fail again.
//
// A client asks until it has a definite answer, with the same key. Afterwards the marketplace must
// agree with every answer that was given.

#include "stage/shop.h"
#include "support/chaos_proxy.h"
#include "support/random.h"

#include <atomic>
#include <mutex>

namespace stoa::test {

class OrderHistory {
public:
    struct Stage {
        api::Node& node;
        const Shop& shop;
        ChaosProxy& proxy; // between the node and its database
        std::string admin; // token
    };
    static constexpr int kClients = 4;
    static constexpr int kSteps = 10; // of each client

    OrderHistory(Stage stage, std::uint64_t seed);

    // What is wrong; nothing when all agrees.
    std::vector<std::string> run();
    std::size_t orders() const { return m_placed.size(); }
    static constexpr std::size_t kFaults = 5;

private:
    struct Placed {
        std::string key;
        api::PlaceOrder request;
        OrderId order;
    };
    class Client;

    void breakLinks(std::uint64_t seed);
    void complain(std::string what);
    std::optional<Placed> anyOrder(Random& random) const;
    void check();

    const Stage m_stage;
    const std::uint64_t m_seed;
    mutable std::mutex m_mutex;
    std::vector<Placed> m_placed;  // acknowledged
    std::vector<Placed> m_refused; // for good
    std::vector<std::string> m_problems;
    std::atomic<int> m_steps = 0;
};

} // namespace stoa::test
