#pragma once
// A whole marketplace in this process, on one database: brings the schema up to date, builds the
// pool, the door, the workers and the event fan-out, and takes them down in the reverse order. The
// three programs (console, node, command line) differ only in what they put around it.

#include "api/analytics.h"
#include "api/identity.h"
#include "api/node.h"
#include "core/clock.h"
#include "platform/cache/redis_address.h"
#include "platform/db/connect_info.h"
#include "platform/gateways/provider_link.h"
#include "platform/outbound/poster.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace stoa::node {

struct HealthCheck {
    std::string name;
    bool isGood = true;
    std::string note;
    bool isVital = true; // false: without it everything goes on, slower
};

class Marketplace {
public:
    struct Options {
        db::ConnectInfo database;
        std::optional<cache::RedisAddress> redis{}; // nothing: this process's memory has to do
        // Where orders are kept while the database is away; empty: they are refused then.
        std::filesystem::path orderLog{};
        // Where the logs' signed checkpoints are kept, a new one every hour; empty: nowhere.
        std::filesystem::path checkpoints{};
        std::size_t workers =
            6; // connections: one each, and three for health, events and listening
        std::size_t jobThreads =
            4; // connections: one each and three more; 0: runs no jobs, posts no webhooks
        std::optional<gateways::ProviderSettings> sandboxPay{}; // stoa-sandbox-pay
        std::optional<gateways::ProviderSettings> stripe{};
        outbound::Poster::Options webhooks{}; // how integrators' endpoints are called
        double rateFactor = 1; // times what each caller may usually ask for in a minute (door.h)
        std::string version; // of the software
        std::function<std::vector<api::ServiceView>()> services; // of the private servers
        const Clock* clock = nullptr;                            // nullptr: the system's
    };

    // Blocks: migrates, connects. Errors: those of db::migrate and of connecting.
    static Result<std::unique_ptr<Marketplace>> open(Options options);
    ~Marketplace();
    Marketplace(const Marketplace&) = delete;
    Marketplace& operator=(const Marketplace&) = delete;

    api::Node& node();
    // An access token of fifteen minutes with every permission of the marketplace, for tools that
    // run beside the database and need nobody's password. Errors: setup.missing.
    Result<std::string> operatorToken();
    // A session of the marketplace's first admin, for the program that owns the data folder of a
    // demo. Errors: setup.missing, sign_in.no_workspace.
    Result<api::SessionView> signInAsOwner();
    // Any thread; the database answers within a second or counts as away.
    std::vector<HealthCheck> health();
    // The private servers as their supervisor and their users see them; a Redis of somebody else's
    // too. Any thread, at once.
    std::vector<api::ServiceView> services() const;
    std::string metricsPage() const;

private:
    struct Parts;
    explicit Marketplace(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace stoa::node
