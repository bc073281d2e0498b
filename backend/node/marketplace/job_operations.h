#pragma once
// The operations on the job queues: what waits, what was given up, and what becomes of that.

#include "api/jobs.h"
#include "node/embedded/handlers.h"

namespace stoa::node {

void bindJobOperations(Handlers& handlers);

} // namespace stoa::node
