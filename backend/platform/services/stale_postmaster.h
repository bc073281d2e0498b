#pragma once
// postmaster.pid after a bad end. PostgreSQL handles a dead process by itself, but refuses to start
// when the number in the file is by chance that of another live process of the same account, and it
// cannot stop a server that an earlier owner of the folder left running. The sure sign of "ours" is
// that the process works in our data directory. Nothing is ever deleted: a file that is not ours is
// moved aside.

#include "core/result.h"

#include <filesystem>

namespace stoa::services {

// Call with the instance lock held, before launching. Blocks up to 36 s while an orphan shuts down.
// Errors: services.postmaster_busy (params pid): an orphan that does not end, or memory still in
// use.
Done settleStalePostmaster(const std::filesystem::path& cluster);

} // namespace stoa::services
