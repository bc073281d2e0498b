#include "node/local/local_marketplace.h"

namespace stoa::node {
namespace {

db::ConnectInfo connectInfo(const services::PostgresInfo& postgres)
{
    db::ConnectInfo info;
    info.host = postgres.socketFolder.string();
    info.port = postgres.port;
    info.user = postgres.user;
    info.database = postgres.database;
    info.sslMode = "disable"; // a Unix socket
    return info;
}

std::optional<cache::RedisAddress> addressOf(const std::optional<services::RedisInfo>& redis)
{
    if (!redis) return std::nullopt;
    cache::RedisAddress address;
    address.socket = redis->socket.string();
    address.user = redis->user;
    address.password = redis->password;
    return address;
}

constexpr const char* kSandboxHook = "/api/v1/webhooks/sandbox_pay";

std::optional<gateways::ProviderSettings>
settingsOf(const std::optional<services::SandboxPayInfo>& info)
{
    if (!info) return std::nullopt;
    gateways::ProviderSettings settings;
    settings.link.base = "http://sandbox-pay"; // a name that nobody looks up: the socket is used
    settings.link.socket = info->socket.string();
    settings.link.secret = info->secret;
    settings.webhookSecret = info->webhookSecret;
    return settings;
}

api::ServiceState stateOf(services::ServiceState state)
{
    switch (state) {
    case services::ServiceState::Absent:
        return api::ServiceState::Absent;
    case services::ServiceState::Starting:
        return api::ServiceState::Starting;
    case services::ServiceState::Ready:
        return api::ServiceState::Running;
    case services::ServiceState::Restarting:
        return api::ServiceState::Restarting;
    case services::ServiceState::Stopped:
    case services::ServiceState::Failed:
        return api::ServiceState::Stopped;
    }
    return api::ServiceState::Stopped;
}

api::ServiceView viewOf(std::string name, const services::ServiceHealth& health)
{
    api::ServiceView view;
    view.name = std::move(name);
    view.state = stateOf(health.state);
    view.restarts = health.restarts;
    if (health.error) view.note = health.error->code;
    return view;
}

} // namespace

std::filesystem::path checkpointsIn(const std::filesystem::path& dataFolder)
{
    return dataFolder / "checkpoints";
}

Result<std::unique_ptr<LocalMarketplace>> LocalMarketplace::open(Options options)
{
    std::unique_ptr<LocalMarketplace> local(new LocalMarketplace());
    std::optional<services::RunningServices> running;
    Marketplace::Options marketplace;
    if (options.mayJoin) {
        STOA_TRY(found, services::locateRunning(options.dataFolder));
        running = std::move(found);
    }
    if (running) {
        local->m_database = connectInfo(running->postgres);
        marketplace.redis = addressOf(running->redis);
        marketplace.sandboxPay = settingsOf(running->sandboxPay);
    } else {
        services::Options servers;
        servers.dataFolder = options.dataFolder;
        servers.isCanceled = options.isCanceled;
        if (!options.sandboxPayElsewhere) servers.sandboxPay = options.sandboxPay;
        if (!options.webhooks.empty()) servers.sandboxWebhook = options.webhooks + kSandboxHook;
        STOA_TRY(started, services::PrivateServices::start(std::move(servers), options.progress));
        local->m_services = std::move(started);
        local->m_database = connectInfo(local->m_services->postgres());
        marketplace.redis = addressOf(local->m_services->redis());
        marketplace.sandboxPay = settingsOf(local->m_services->sandboxPay());
        marketplace.orderLog = options.dataFolder / "order-log";
        marketplace.checkpoints = checkpointsIn(options.dataFolder);
    }
    marketplace.database = local->m_database;
    if (options.sandboxPayElsewhere) {
        marketplace.sandboxPay = std::move(options.sandboxPayElsewhere);
    }
    if (options.fill) STOA_CHECK(options.fill(local->m_database, marketplace.sandboxPay));
    marketplace.stripe = std::move(options.stripe);
    marketplace.webhooks.policy = options.webhookPolicy;
    marketplace.workers = options.workers;
    marketplace.jobThreads = options.jobThreads;
    marketplace.version = options.version;
    marketplace.rateFactor = options.rateFactor;
    marketplace.clock = options.clock;
    marketplace.services = [self = local.get()] { return self->supervised(); };
    STOA_TRY(opened, Marketplace::open(std::move(marketplace)));
    local->m_marketplace = std::move(opened);
    return local;
}

LocalMarketplace::~LocalMarketplace()
{
    if (m_services) m_services->onStatusChanged({});
    m_marketplace.reset();
}

std::vector<api::ServiceView> LocalMarketplace::serviceViews() const
{
    return m_services ? m_marketplace->services() : std::vector<api::ServiceView>();
}

std::vector<api::ServiceView> LocalMarketplace::supervised() const
{
    if (!m_services) return {};
    const auto status = m_services->status();
    std::vector<api::ServiceView> views{viewOf("postgresql", status.postgres),
                                        viewOf("redis", status.redis)};
    if (m_services->sandboxPay()) views.push_back(viewOf("sandbox-pay", status.sandboxPay));
    return views;
}

void LocalMarketplace::onServicesChanged(std::function<void()> listener)
{
    if (!m_services) return;
    m_services->onStatusChanged(
        [listener = std::move(listener)](const services::ServiceStatus&) { listener(); });
}

} // namespace stoa::node
