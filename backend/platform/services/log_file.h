#pragma once
// The file that takes a server's output. The server writes by itself (it never waits for us); we
// only read the tail for the start window and error details, and keep the file bounded: above
// kMaxBytes it is copied to `<name>.1` and emptied, which appending writers survive.

#include "core/result.h"
#include "platform/services/accounts.h"
#include "platform/services/fd.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stoa::services {

class LogFile final {
public:
    static constexpr std::uintmax_t kMaxBytes = 8U << 20;
    static constexpr std::size_t kMaxLines = 20;

    // Errors: services.folder_unwritable, services.disk_full.
    static Result<LogFile> open(const std::filesystem::path& path);

    int fd() const { return m_fd.get(); }
    const std::filesystem::path& path() const { return m_path; }
    std::uintmax_t size() const;
    std::vector<std::string> newLines() const; // the newest kMaxLines since mark(), oldest first
    std::string newText() const;               // the same as one text, for an error's detail
    void mark() { m_mark = size(); }           // what is in the file now is old
    void trim();                               // call now and then

private:
    LogFile(Fd fd, std::filesystem::path path) : m_fd(std::move(fd)), m_path(std::move(path)) {}

    Fd m_fd;
    std::filesystem::path m_path;
    std::uintmax_t m_mark = 0;
};

} // namespace stoa::services
