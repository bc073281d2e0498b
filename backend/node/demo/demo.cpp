#include "node/demo/demo.h"

#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr const char* kMarketplace = "Marea Market";
constexpr const char* kOwner = "owner@marea.example";
constexpr const char* kCurrency = "EUR";

Result<std::unique_ptr<node::Marketplace>> openWith(const db::ConnectInfo& database,
                                                    const Clock& clock)
{
    node::Marketplace::Options options;
    options.database = database;
    options.workers = 4;
    options.version = "demo";
    options.clock = &clock;
    return node::Marketplace::open(std::move(options));
}

} // namespace

Result<DemoReport> seed(const db::ConnectInfo& database, const DemoSize& size,
                        const Progress& progress)
{
    const SystemClock now;
    DemoClock clock(now.now() - kHistory);
    STOA_TRY(marketplace, openWith(database, clock));
    return Seeder(*marketplace, clock, size, progress).run(now.now());
}

Result<std::optional<node::FirstOwner>> ensureDemo(const db::ConnectInfo& database,
                                                   const DemoSize& size, const Progress& progress)
{
    const SystemClock now;
    DemoClock clock(now.now() - kHistory);
    STOA_TRY(marketplace, openWith(database, clock));
    STOA_TRY(owner, node::ensureOwner(marketplace->node(), kMarketplace, kOwner, kCurrency));
    if (!owner) return std::optional<node::FirstOwner>();
    STOA_CHECK(Seeder(*marketplace, clock, size, progress).run(now.now()));
    // The session that came with the owner is as old as the data: sign in anew.
    clock.set(now.now());
    api::SignIn signIn;
    signIn.email = owner->email;
    signIn.password.value = owner->password;
    STOA_TRY(session, api::submitAndWait(marketplace->node(), {}, std::move(signIn)));
    owner->session = std::move(session.reply);
    return owner;
}

} // namespace stoa::demo
