#pragma once
// The job that signs every hour how far the event logs have come. The book belongs to the process
// that runs the job: a node without a book leaves the hour to others.

#include "api/describe.h"
#include "platform/jobs/kinds.h"
#include "platform/jobs/schedule.h"

#include <filesystem>

namespace stoa::node {

// The payload, as JSON.
struct TakeCheckpoints {};
STOA_STRUCT(TakeCheckpoints)

jobs::Schedule hourlyCheckpoints();
// `book` is the folder; empty: none is kept here.
void addCheckpointJob(jobs::Kinds& kinds, std::filesystem::path book);

} // namespace stoa::node
