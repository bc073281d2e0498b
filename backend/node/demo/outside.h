#pragma once
// What the demo shows of the world outside, after its history is made: a provider's statement that
// differs from the books, and integrators who were posted to. All of it happens: payments go
// through stoa-sandbox-pay, what the books don't know is done there beside the node, and posts go
// to a receiver of ours. Afterwards the endpoints are paused and payments go where they went.

#include "core/result.h"
#include "platform/db/connect_info.h"
#include "platform/gateways/provider_link.h"

#include <optional>

namespace stoa::demo {

// Without a sandbox there are webhooks only. Blocks, for `kMostOutside` about at most: what has not
// come by then is left as it is.
inline constexpr std::chrono::seconds kMostOutside{10};

Done showOutside(const db::ConnectInfo& database,
                 const std::optional<gateways::ProviderSettings>& sandboxPay);

} // namespace stoa::demo
