#pragma once
// Proves that a seller's stock levels are what their moves add up to: for the command line, and for
// tests after every storm.

#include "api/ids.h"
#include "platform/db/connection.h"

namespace stoa::inventory {

struct WrongLevel {
    VariantId variant;
    std::string kept; // "12 on hand, 3 reserved"
    std::string told; // what the moves say
};

constexpr std::int64_t kMaxWrongLevels = 100;

// Run it in a read-only Transaction. Reads every move of the seller.
Result<std::vector<WrongLevel>> verify(db::Connection& connection, OrgId seller);

} // namespace stoa::inventory
