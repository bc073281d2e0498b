#include "platform/sandbox_pay/journal.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <unistd.h>

namespace stoa::sandbox_pay {
namespace {

namespace fs = std::filesystem;

Error unwritable(std::string_view what)
{
    return makeError(ErrorKind::Unavailable, "sandbox_pay.state_unwritable")
        .because(std::string(what) + ": " + std::strerror(errno));
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void syncFolder(const fs::path& folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

} // namespace

Done Journal::read(const fs::path& file, const std::function<void(std::string_view)>& onLine)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return {};
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::Unavailable, "sandbox_pay.state_unreadable", file.string());
    std::string line;
    while (std::getline(in, line)) {
        if (in.eof()) break; // without its end: it was never finished
        onLine(line);
    }
    return {};
}

Result<Journal> Journal::create(const fs::path& file, const std::vector<std::string>& lines)
{
    const fs::path fresh = file.string() + ".new";
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) return fail(unwritable(fresh.string()));
    Journal journal(fd);
    std::string text;
    for (const std::string& line : lines) {
        text += line;
        text += '\n';
    }
    journal.m_size = text.size();
    if (!writeAll(fd, text) || ::fsync(fd) != 0) return fail(unwritable(fresh.string()));
    if (::rename(fresh.c_str(), file.c_str()) != 0) return fail(unwritable(file.string()));
    syncFolder(file.parent_path());
    return journal;
}

Journal::~Journal()
{
    if (m_fd >= 0) ::close(m_fd);
}

Done Journal::append(std::string_view line)
{
    if (m_isBroken)
        return fail(ErrorKind::Unavailable, "sandbox_pay.state_unwritable", "it failed before");
    if (m_size + line.size() > kMaxBytes)
        return fail(ErrorKind::Unavailable, "sandbox_pay.state_full");
    std::string text(line);
    text += '\n';
    if (!writeAll(m_fd, text) || ::fdatasync(m_fd) != 0) {
        m_isBroken = true; // what is on the disk now, nobody knows
        return fail(unwritable("append"));
    }
    m_size += text.size();
    return {};
}

} // namespace stoa::sandbox_pay
