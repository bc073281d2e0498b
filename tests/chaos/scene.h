#pragma once
// What the histories of a campaign have in front of them, and what one of them has written down.

#include "outside.h"
#include "stage/shop.h"
#include "support/chaos_proxy.h"

#include <mutex>
#include <set>

namespace stoa::test {

struct Scene {
    api::Node& node;
    const Shop& shop;
    ChaosProxy& proxy; // between the node and its database
    Outside& outside;
    db::ConnectInfo database; // past the proxy
    std::string admin;        // tokens: of one person,
    std::string second;       // and of another
};

struct Placed {
    std::string key;
    api::PlaceOrder request;
    OrderId order;        // nil: refused for good,
    std::string why = {}; // with this
};

// Any thread.
class Notes {
public:
    explicit Notes(std::uint64_t seed) : m_seed(seed) {}
    std::uint64_t seed() const { return m_seed; }

    void complain(const std::string& what)
    {
        const std::scoped_lock lock(m_mutex);
        m_problems.push_back("seed " + std::to_string(m_seed) + ", " + what);
    }
    void acknowledged(Placed placed)
    {
        const std::scoped_lock lock(m_mutex);
        m_placed.push_back(std::move(placed));
    }
    void refused(Placed placed) // for good
    {
        const std::scoped_lock lock(m_mutex);
        m_refused.push_back(std::move(placed));
    }
    std::optional<Placed> anyOrder(Random& random) const
    {
        const std::scoped_lock lock(m_mutex);
        if (m_placed.empty()) return std::nullopt;
        const auto last = std::ssize(m_placed) - 1;
        return m_placed[static_cast<std::size_t>(random.between(0, last))];
    }
    // True for the first who asks: a bank takes a payment back once.
    bool mayChargeBack(PaymentId payment)
    {
        const std::scoped_lock lock(m_mutex);
        return m_chargedBack.insert(payment).second;
    }

    // When nobody writes any more.
    const std::vector<Placed>& placed() const { return m_placed; }
    const std::vector<Placed>& refused() const { return m_refused; }
    const std::vector<std::string>& problems() const { return m_problems; }

private:
    const std::uint64_t m_seed;
    mutable std::mutex m_mutex;
    std::vector<Placed> m_placed;
    std::vector<Placed> m_refused;
    std::vector<std::string> m_problems;
    std::set<PaymentId> m_chargedBack;
};

} // namespace stoa::test
