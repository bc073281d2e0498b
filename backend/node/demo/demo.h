#pragma once
// A marketplace full of plausible data, at any size, made through the same door as real data:
// sellers, listings in review and on sale, orders over the last ninety days, refunds, reviews. The
// same seed makes the same data, up to ids and secrets. Time runs from ninety days ago to now while
// it is made.

#include "node/local/first_owner.h"
#include "platform/db/connect_info.h"
#include "platform/gateways/provider_link.h"

namespace stoa::demo {

struct DemoSize {
    std::size_t listings = 180;
    std::size_t orders = 1200;
    std::uint64_t seed = 20261118;
};

struct DemoReport {
    std::size_t sellers = 0; // opened; shops of an earlier seeding are used again
    std::size_t listings = 0;
    std::size_t orders = 0;
    std::size_t refunds = 0;
    std::size_t reviews = 0;
    std::size_t refused = 0; // baskets that stock could not serve: part of a market's life
};

// `share` 0..1 and what is being made; on the calling thread.
using Progress = std::function<void(double share, const std::string& what)>;

// The owner of a marketplace that had none, as soon as there is one: the password is told nowhere
// else, and the data may still fail.
using OwnerMade = std::function<void(const node::FirstOwner& owner)>;

// Adds demo data to the marketplace of a database. Shops are opened once; another seeding adds
// listings to them and orders for all they sell. Blocks.
Result<DemoReport> seed(const db::ConnectInfo& database, const DemoSize& size,
                        const Progress& progress, const OwnerMade& ownerMade);

// A demo marketplace in a database that has none: its owner and the data. Nothing when there is one
// that is whole. What an interrupted filling left is thrown away and made anew: nobody has been
// told its owner's password, and half a market would look like a broken one. Only for a database
// that is the demo's own, as its owner. Errors: demo.being_filled (Unavailable): another process is
// at it. With a sandbox some of its payments are in the demo, too (outside.h).
Result<std::optional<node::FirstOwner>>
ensureDemo(const db::ConnectInfo& database, const DemoSize& size, const Progress& progress,
           const std::optional<gateways::ProviderSettings>& sandboxPay = {});

} // namespace stoa::demo
