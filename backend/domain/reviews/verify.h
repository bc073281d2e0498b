#pragma once
// Proves that the ratings of a seller's listings are what a recount of their public reviews says:
// for the command line, and for tests after every storm.

#include "api/ids.h"
#include "platform/db/connection.h"

namespace stoa::reviews {

struct WrongRating {
    ListingId listing;
    std::string kept; // "0 0 1 4 9": how many of 1, 2, … 5 stars
    std::string told;
};

constexpr std::int64_t kMaxWrongRatings = 100;

// Run it in a read-only Transaction. Reads every review of the seller.
Result<std::vector<WrongRating>> verify(db::Connection& connection, OrgId seller);

} // namespace stoa::reviews
