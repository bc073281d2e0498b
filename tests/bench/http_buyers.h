#pragma once
// Buyers behind HTTP: blocking clients, one kept-alive connection and one thread each, that place
// one order after the other.

#include "load.h"

namespace stoa::bench {

Load httpBuyers(Market& market, std::uint16_t port, std::size_t clients, std::chrono::seconds span);

} // namespace stoa::bench
