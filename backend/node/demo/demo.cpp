#include "node/demo/demo.h"

#include "core/assert.h"
#include "node/demo/demo_sql.h"
#include "node/demo/outside.h"
#include "node/demo/seeder.h"
#include "platform/db/connection.h"

#include <spdlog/spdlog.h>

namespace stoa::demo {
namespace {

constexpr const char* kMarketplace = "Marea Market";
constexpr const char* kOwner = "owner@marea.example";
constexpr const char* kCurrency = "EUR";
constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::minutes kAnalyzing{5};
constexpr std::size_t kWorkers = 8;       // more than cores: most of them wait for a commit
constexpr double kRateFactor = 1'000'000; // one caller makes it all

// No jobs: time leaps here, and whoever claims one would count as lost a moment later. They wait
// for whoever opens the marketplace.
Result<std::unique_ptr<node::Marketplace>> openWith(const db::ConnectInfo& database,
                                                    const Clock& clock)
{
    node::Marketplace::Options options;
    options.database = database;
    options.workers = kWorkers;
    options.rateFactor = kRateFactor;
    options.jobThreads = 0;
    options.version = "demo";
    options.clock = &clock;
    return node::Marketplace::open(std::move(options));
}

// For what is no operation.
Result<std::unique_ptr<db::Connection>> connectBeside(db::ConnectInfo database)
{
    database.statementTimeout = kAnalyzing;
    return db::Connection::open(database, db::within(kPatience));
}

// Whether the demo has to be filled. From then on, until `keeper` ends, no other process begins;
// and until the filling is noted as ended, it counts as interrupted.
Result<bool> beginFilling(db::Connection& keeper, Timestamp now)
{
    keeper.setDeadline(db::within(kPatience));
    STOA_TRY(lock, keeper.run(sql::kLockFilling));
    if (!lock.single().get<bool>("is_ours")) {
        return fail(makeError(ErrorKind::Unavailable, "demo.being_filled")
                        .because("another process fills this demo"));
    }
    STOA_TRY(state, keeper.run(sql::kSelectState));
    const bool isInterrupted = state.single().get<bool>("is_interrupted");
    if (!isInterrupted && state.single().get<bool>("is_set_up")) return false;
    if (isInterrupted) STOA_CHECK(keeper.run(sql::kEmptyTables));
    STOA_CHECK(keeper.run(sql::kBeginFilling, now));
    return true;
}

Result<DemoReport> fill(node::Marketplace& marketplace, DemoClock& clock, const DemoSize& size,
                        const Progress& progress, db::Connection& beside)
{
    const auto analyze = [&]() -> Done {
        beside.setDeadline(db::within(kAnalyzing));
        STOA_CHECK(beside.run(sql::kAnalyze));
        return {};
    };
    return Seeder(marketplace, clock, size, progress, analyze).run(SystemClock().now());
}

} // namespace

Result<DemoReport> seed(const db::ConnectInfo& database, const DemoSize& size,
                        const Progress& progress, const OwnerMade& ownerMade)
{
    const SystemClock now;
    DemoClock clock(now.now() - kHistory);
    STOA_TRY(marketplace, openWith(database, clock));
    STOA_TRY(owner, node::ensureOwner(marketplace->node(), kMarketplace, kOwner, kCurrency));
    if (owner) ownerMade(*owner);
    STOA_TRY(beside, connectBeside(database));
    return fill(*marketplace, clock, size, progress, *beside);
}

Result<std::optional<node::FirstOwner>>
ensureDemo(const db::ConnectInfo& database, const DemoSize& size, const Progress& progress,
           const std::optional<gateways::ProviderSettings>& sandboxPay)
{
    const SystemClock now;
    DemoClock clock(now.now() - kHistory);
    STOA_TRY(marketplace, openWith(database, clock));
    STOA_TRY(keeper, connectBeside(database));
    STOA_TRY(isWanted, beginFilling(*keeper, now.now()));
    if (!isWanted) return std::optional<node::FirstOwner>();
    STOA_TRY(owner, node::ensureOwner(marketplace->node(), kMarketplace, kOwner, kCurrency));
    STOA_ASSERT(owner.has_value());
    STOA_CHECK(fill(*marketplace, clock, size, progress, *keeper));
    // The session that came with the owner is as old as the data: sign in anew.
    clock.set(now.now());
    api::SignIn signIn;
    signIn.email = owner->email;
    signIn.password.value = owner->password;
    STOA_TRY(session, api::submitAndWait(marketplace->node(), {}, std::move(signIn)));
    owner->session = std::move(session.reply);
    marketplace.reset();
    progress(1, "the world outside");
    if (const auto shown = showOutside(database, sandboxPay); !shown)
        spdlog::warn("the demo goes without the world outside: {}", describe(shown.error()));
    keeper->setDeadline(db::within(kPatience));
    STOA_CHECK(keeper->run(sql::kEndFilling));
    return owner;
}

} // namespace stoa::demo
