// stoa-node: the marketplace as a server, without a window.

#include "node/demo/demo.h"
#include "node/demo/pictures.h"
#include "node/http/http_server.h"
#include "node/local/first_owner.h"
#include "node/local/local_marketplace.h"
#include "options.h"
#include "stop_signal.h"

#include <spdlog/spdlog.h>

#include <QCoreApplication>

namespace {

using namespace stoa;

constexpr std::chrono::seconds kDrain{10};

[[noreturn]] void giveUp(const Error& error)
{
    std::fprintf(stderr, "stoa-node: %s\n", describe(error).c_str());
    std::exit(1);
}

template <class T>
T orGiveUp(Result<T> result)
{
    if (!result) giveUp(result.error());
    return std::move(*result);
}

void say(const std::string& line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

// The private servers' marketplace or the one on an external server.
struct Host {
    std::unique_ptr<node::LocalMarketplace> local;
    std::unique_ptr<node::Marketplace> external;
    node::Marketplace& marketplace() { return local ? local->marketplace() : *external; }
};

Done fillDemo(const db::ConnectInfo& database,
              const std::optional<gateways::ProviderSettings>& sandboxPay)
{
    const auto progress = [](double share, const std::string& what) {
        spdlog::info("demo {:.0f} %: {}", share * 100, what);
    };
    STOA_TRY(made, demo::ensureDemo(database, demo::DemoSize{}, progress, sandboxPay));
    if (made) say("Demo owner " + made->email + ", password " + made->password + " (shown once)");
    return {};
}

Host openHost(const app::NodeOptions& options)
{
    Host host;
    if (options.database) {
        node::Marketplace::Options marketplace;
        marketplace.database = *options.database;
        marketplace.redis = options.redis;
        marketplace.orderLog = options.orderLog;
        marketplace.workers = options.workers;
        marketplace.sandboxPay = options.sandboxPay;
        marketplace.stripe = options.stripe;
        marketplace.webhooks.policy = options.webhooks;
        marketplace.version = STOA_VERSION;
        host.external = orGiveUp(node::Marketplace::open(std::move(marketplace)));
        return host;
    }
    node::LocalMarketplace::Options local;
    local.dataFolder = options.dataFolder;
    local.workers = options.workers;
    local.version = STOA_VERSION;
    local.stripe = options.stripe;
    local.webhookPolicy = options.webhooks;
    local.sandboxPayElsewhere = options.sandboxPay;
    if (options.isDemo) local.fill = fillDemo;
    const auto sandboxPay =
        QCoreApplication::applicationDirPath().toStdString() + "/stoa-sandbox-pay";
    if (std::filesystem::exists(sandboxPay)) local.sandboxPay = sandboxPay;
    if (options.http.certificateFile.empty() && options.http.port != 0) {
        local.webhooks = "http://" + options.http.address + ':' + std::to_string(options.http.port);
    }
    auto opened = node::LocalMarketplace::open(std::move(local));
    if (options.isDemo && !opened && opened.error().code == "db.migration_changed") {
        say("The demo in " + options.dataFolder.string() +
            " was made by another build. Remove that folder, and a new one is made.");
    }
    host.local = orGiveUp(std::move(opened));
    return host;
}

void prepare(const app::NodeOptions& options, Host& host)
{
    if (options.isDemo && host.local) return; // it came with its owner
    const auto owner = orGiveUp(node::ensureOwner(
        host.marketplace().node(), options.marketplaceName, options.ownerEmail, options.currency));
    if (owner) say("Owner " + owner->email + ", password " + owner->password + " (shown once)");
}

http::Sources sourcesOf(node::Marketplace& marketplace, const Clock& clock, bool isDemo)
{
    http::Sources sources;
    sources.health = [&marketplace] {
        http::HealthReport report;
        for (auto& check : marketplace.health()) {
            report.isReady = report.isReady && (check.isGood || !check.isVital);
            report.checks.push_back({check.name, check.isGood, check.note});
        }
        return report;
    };
    sources.metrics = [&marketplace] { return marketplace.metricsPage(); };
    sources.access = [](const http::AccessRecord& record) {
        spdlog::debug("{} {} {} {} {} µs", record.method, record.route, record.status, record.peer,
                      record.took.count());
    };
    if (isDemo) sources.pictures = demo::pictureAt;
    sources.clock = &clock;
    sources.version = STOA_VERSION;
    sources.metricsToken = qEnvironmentVariable("STOA_METRICS_TOKEN").toStdString();
    return sources;
}

} // namespace

int main(int argc, char** argv)
{
    app::installStopSignal();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName("stoa-node");
    QCoreApplication::setApplicationVersion(STOA_VERSION);
    const app::NodeOptions options = app::parseNodeOptions(QCoreApplication::arguments());

    Host host = openHost(options);
    prepare(options, host);
    const SystemClock clock;
    const auto server =
        orGiveUp(http::HttpServer::start(host.marketplace().node(), options.http,
                                         sourcesOf(host.marketplace(), clock, options.isDemo)));
    const bool isTls = !options.http.certificateFile.empty();
    say((isTls ? "Listening on https://" : "Listening on http://") + options.http.address + ":" +
        std::to_string(server->port()));
    app::waitForStopSignal();
    say(server->drain(kDrain) ? "Stopped." : "Stopped; some requests were cut off.");
    return 0;
}
