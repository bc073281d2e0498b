#pragma once
// Which queries are answered from memory, for how long, and which events end that. Chosen by what
// the console and storefronts read again and again: the overview and its facets by everybody who
// has them open, after every event; the category tree and the storefront's search by every page.
// Whatever belongs to one record and may be edited next (GetListing, GetOrder) is never kept.

#include "node/embedded/reply_cache.h"

namespace stoa::node {

std::vector<CachedReply> cachedReplies();

} // namespace stoa::node
