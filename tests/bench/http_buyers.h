#pragma once
// Buyers behind HTTP: kept-alive connections that place one order after the other each, on two
// threads and with orders written beforehand, so that they cost as little as pgbench's clients.

#include "load.h"

namespace stoa::bench {

Load httpBuyers(Market& market, std::uint16_t port, std::size_t clients, std::chrono::seconds span);

} // namespace stoa::bench
