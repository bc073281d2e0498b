#include "node/marketplace/cached_replies.h"

#include "api/operations.h"

namespace stoa::node {

using namespace std::chrono_literals;

std::vector<CachedReply> cachedReplies()
{
    return {
        {&api::operation<api::ListCategories>(), 10min, true, {"category."}},
        // Stock moves with every order and may be this old here; a checkout reads it anew.
        {&api::operation<api::SearchStorefront>(),
         5s,
         true,
         {"listing.", "case.decided", "category.", "seller."}},
        // Counts what waits too long, which time alone changes.
        {&api::operation<api::GetOverview>(),
         15s,
         false,
         {"order.", "payment.", "refund.", "stock.", "listing.", "case.", "seller."}},
        {&api::operation<api::GetOrderFacets>(), 1min, false, {"order.", "payment.", "refund."}},
        {&api::operation<api::ListSellers>(), 1min, false, {"seller.", "listing.", "case."}},
        {&api::operation<api::GetSeller>(), 1min, false, {"seller.", "listing.", "case."}},
    };
}

} // namespace stoa::node
