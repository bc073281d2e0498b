#pragma once
// The marketplace of a data folder: its private PostgreSQL and Redis, and the marketplace on them.
// When another process owns the folder, a command-line tool may join its servers instead of
// starting any.
//
// open() blocks (seconds the first time) and belongs on a worker thread; its progress callback
// comes on a thread of the services.

#include "node/marketplace/marketplace.h"
#include "platform/services/private_services.h"

#include <filesystem>

namespace stoa::node {

// Where the marketplace of a data folder keeps the signed checkpoints of its logs.
std::filesystem::path checkpointsIn(const std::filesystem::path& dataFolder);

class LocalMarketplace {
public:
    struct Options {
        std::filesystem::path dataFolder;
        std::string version;
        std::size_t workers = 6;
        std::size_t jobThreads = 4; // 0: runs no jobs
        bool mayJoin =
            false; // use the servers of the process that owns the folder, if there is one
        std::filesystem::path sandboxPay{}; // the program stoa-sandbox-pay; empty: not wanted
        std::string webhooks{}; // where this process serves HTTP, "http://127.0.0.1:8460"; empty:
                                // nowhere, then outcomes are only asked for
        std::optional<gateways::ProviderSettings> sandboxPayElsewhere{}; // started by hand
        std::optional<gateways::ProviderSettings> stripe{};
        outbound::Policy webhookPolicy{}; // where those to integrators may go
        // Fills the database before anything works with it: no job sees it half done. Told of the
        // sandbox that payments may go through.
        std::function<Done(const db::ConnectInfo&,
                           const std::optional<gateways::ProviderSettings>& sandboxPay)>
            fill{};
        services::ProgressFn progress;
        std::function<bool()> isCanceled;
        double rateFactor = 1; // as of Marketplace
        const Clock* clock = nullptr;
    };

    // Errors: those of PrivateServices::start and Marketplace::open; services.starting when the
    // owner is not ready yet.
    static Result<std::unique_ptr<LocalMarketplace>> open(Options options);
    ~LocalMarketplace(); // the marketplace ends before its servers
    LocalMarketplace(const LocalMarketplace&) = delete;
    LocalMarketplace& operator=(const LocalMarketplace&) = delete;

    Marketplace& marketplace() { return *m_marketplace; }
    api::Node& node() { return m_marketplace->node(); }
    const db::ConnectInfo& database() const { return m_database; }
    bool ownsServers() const { return m_services != nullptr; }
    // Of the private servers; empty when joined.
    std::vector<api::ServiceView> serviceViews() const;
    // Tells about every change of a private server, on the services' thread.
    void onServicesChanged(std::function<void()> listener);

private:
    LocalMarketplace() = default;
    std::vector<api::ServiceView> supervised() const; // as the supervisor sees them

    std::unique_ptr<services::PrivateServices> m_services;
    db::ConnectInfo m_database;
    std::unique_ptr<Marketplace> m_marketplace;
};

} // namespace stoa::node
