#pragma once
// How a journal touches files: few calls, so that a test can fail each of them. Every path is a
// file inside the journal's folder. Errors: journal.unreadable, journal.unwritable (Unavailable,
// params file).

#include "core/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::journal {

class Disk {
public:
    virtual ~Disk() = default;

    // Makes the folder, for its owner only, when it is not there, and keeps other journals out of
    // it for as long as the lock lives. Errors: journal.in_use (params folder).
    virtual Result<std::shared_ptr<void>> lock(const std::filesystem::path& folder) = 0;
    // The names of the files in a folder, sorted.
    virtual Result<std::vector<std::string>> list(const std::filesystem::path& folder) = 0;
    virtual Result<std::string> read(const std::filesystem::path& file) = 0;
    // A file of its owner only, with room for `bytes` zeros that no later write can find missing;
    // the file and its name are durable. Replaces what has that name.
    virtual Done create(const std::filesystem::path& file, std::size_t bytes) = 0;
    virtual Done write(const std::filesystem::path& file, std::size_t offset,
                       std::string_view bytes) = 0;
    virtual Done sync(const std::filesystem::path& file) = 0;
    virtual Done rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual Done remove(const std::filesystem::path& file) = 0;
};

Disk& realDisk();

} // namespace stoa::journal
