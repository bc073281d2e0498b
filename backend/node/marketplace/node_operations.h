#pragma once
// The operations about this node itself: its traffic, its services, its queues.

#include "api/analytics.h"
#include "node/embedded/handlers.h"
#include "platform/db/pool.h"
#include "platform/observability/traffic.h"

namespace stoa::node {

struct NodeFacts {
    std::string version; // of the software
    Timestamp startedAt;
    const db::Pool& pool;
    const observability::Traffic& traffic;
    std::function<std::vector<api::ServiceView>()> services; // private servers; may be empty
    std::function<std::size_t()> queueDepth;
};

// `facts` must outlive the handlers.
void bindNodeOperations(Handlers& handlers, const NodeFacts& facts);

} // namespace stoa::node
