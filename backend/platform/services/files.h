#pragma once
// The few things with files that must be exact: whole-or-nothing writes, synced folders, owned
// folders, bounded reads. Errors name the path and the system's reason.

#include "core/result.h"
#include "platform/services/accounts.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace stoa::services {

namespace fs = std::filesystem;

constexpr std::size_t kMaxTextFile = 64 * 1024;

// Errors of all: services.folder_unwritable (params folder), or services.disk_full when that is
// why.
tl::unexpected<Error> failWriting(const fs::path& path, int reason);

// Creates the folder (parents too) and sets owner and mode, also when it exists already.
Done ensureFolder(const fs::path& folder, mode_t mode, const Account& owner, gid_t group);

// Temporary file, fsync, owner and mode, rename, fsync of the folder.
Done writeAtomically(const fs::path& file, std::string_view text, mode_t mode,
                     const Account& owner);

Done syncFolder(const fs::path& folder);

// At most kMaxTextFile bytes; empty when it cannot be read.
std::string readText(const fs::path& file);

std::string randomHex(std::size_t bytes); // from the system's source
std::string
shortHash(std::string_view text); // 8 hex digits, stable across runs; names, not security

} // namespace stoa::services
