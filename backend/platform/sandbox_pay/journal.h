#pragma once
// What a bank has done, one line after the other in a file, each on the disk before anybody is told
// of it: the process may be killed at any moment. A last line that was not finished is forgotten,
// as is fair: nobody was told. Opening it rewrites it from what is still of interest.

#include "core/result.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace stoa::sandbox_pay {

class Journal {
public:
    static constexpr std::uintmax_t kMaxBytes = 1ULL << 30;

    // Reads every finished line. Errors: sandbox_pay.state_unreadable.
    static Done read(const std::filesystem::path& file,
                     const std::function<void(std::string_view)>& onLine);

    // Starts a new file with these lines in place of the old one, which is replaced when the new
    // one is on the disk. Errors: sandbox_pay.state_unwritable.
    static Result<Journal> create(const std::filesystem::path& file,
                                  const std::vector<std::string>& lines);
    Journal(Journal&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size) {}
    ~Journal();

    // On the disk when it returns. After an error nothing more can be written.
    // Errors: sandbox_pay.state_unwritable, sandbox_pay.state_full.
    Done append(std::string_view line);

private:
    explicit Journal(int fd) : m_fd(fd) {}

    int m_fd;
    std::uintmax_t m_size = 0;
    bool m_isBroken = false;
};

} // namespace stoa::sandbox_pay
