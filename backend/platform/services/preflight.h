#pragma once
// What must be true before a server is started, each with its own code, so that a person reads what
// to do and not the last line of a server's log. In the order of the functions.

#include "core/result.h"
#include "core/timestamp.h"
#include "platform/services/accounts.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace stoa::services {

// Makes the data folder private to us, with passage for the servers' account when that is another.
// Errors: services.folder_not_ours (params folder, owner): somebody else's, which root would take
// away; services.folder_unwritable, services.folder_unreachable (params folder, account).
Done prepareDataFolder(const std::filesystem::path& root, const Accounts& accounts);

// A clock from before the program was written gives wrong ids, holds and certificates.
// Errors: services.clock_wrong (params now).
Done checkClock(Timestamp now);

// Network and FAT file systems lose locks, owners or synced writes.
// Errors: services.filesystem_unsupported (params filesystem, folder).
Done checkFileSystem(const std::filesystem::path& root);
bool isSupportedFileSystem(std::string_view type);

// Errors: services.disk_full (params folder, freeMib, neededMib), services.inodes_exhausted (params
// folder).
Done checkSpace(const std::filesystem::path& root, std::uint64_t minFreeBytes);

// The major version of an existing cluster, 0 when there is none.
int clusterMajor(const std::filesystem::path& cluster);

} // namespace stoa::services
