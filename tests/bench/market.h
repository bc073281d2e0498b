#pragma once
// A marketplace for measuring: private servers on a temporary folder with fsync on, as the product
// starts them, sellers with goods in ample stock, and enough API keys that no allowance is reached.

#include "api/operations.h"
#include "node/local/local_marketplace.h"

#include <QTemporaryDir>

namespace stoa::bench {

class Market {
public:
    static constexpr int kSellers = 64;
    static constexpr int kListings = 4;  // of each seller
    static constexpr int kKeys = 16;

    Market();

    api::Node& node() { return m_local->node(); }
    const db::ConnectInfo& database() const { return m_local->database(); }
    std::filesystem::path folder() const { return m_folder.path().toStdString() + "/data"; }
    // Makes the server as it is after a while: the planner has today's statistics, and the log is
    // written into files that exist, where a new server makes each one first.
    void settle();
    // Bytes of write-ahead log since the server was made.
    std::int64_t walBytes() const;
    // A two-line checkout; each number is another buyer and another basket.
    api::PlaceOrder checkout(std::size_t number) const;
    // With a key that no other call has.
    api::CallOptions options(std::size_t number) const;
    api::CallOptions adminOptions() const;
    const std::string& key(std::size_t number) const { return m_keys[number % m_keys.size()]; }

    template <class Request>
    typename Request::Reply ask(Request request);

private:
    struct Shelf {
        OrgId seller;
        std::vector<VariantId> variants; // two of each listing
    };
    void open(int number);
    VariantId stockUp(Shelf& shelf, int number);

    QTemporaryDir m_folder;
    std::unique_ptr<node::LocalMarketplace> m_local;
    std::vector<Shelf> m_shelves;
    std::vector<std::string> m_keys;
};

// Ends the program with the reason when a call of the set-up fails.
[[noreturn]] void giveUp(const Error& error);
template <class T>
T must(Result<T> result)
{
    if (!result) giveUp(result.error());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <class Request>
typename Request::Reply Market::ask(Request request)
{
    return must(api::submitAndWait(node(), adminOptions(), std::move(request))).reply;
}

} // namespace stoa::bench
