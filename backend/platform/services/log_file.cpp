#include "platform/services/log_file.h"

#include "core/text.h"
#include "platform/services/files.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace stoa::services {

namespace {

constexpr std::uintmax_t kMaxTail = 16 * 1024;
constexpr std::size_t kMaxLineLength = 400;

} // namespace

Result<LogFile> LogFile::open(const fs::path& path)
{
    Fd fd(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen()) return failWriting(path.parent_path(), errno);
    LogFile log(std::move(fd), path);
    log.trim();
    log.mark();
    return log;
}

std::uintmax_t LogFile::size() const
{
    struct stat info {};
    return ::fstat(m_fd.get(), &info) == 0 ? static_cast<std::uintmax_t>(info.st_size) : 0;
}

std::vector<std::string> LogFile::newLines() const
{
    const auto end = size();
    const auto start = std::max(std::min(m_mark, end), end > kMaxTail ? end - kMaxTail : 0);
    std::string text(static_cast<std::size_t>(end - start), '\0');
    const auto got = ::pread(m_fd.get(), text.data(), text.size(), static_cast<off_t>(start));
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);

    std::vector<std::string> lines;
    for (std::string_view rest = text; !rest.empty();) {
        const auto cut = std::min(rest.find('\n'), rest.size());
        const auto line = trimmed(rest.substr(0, cut));
        if (!line.empty()) lines.emplace_back(line.substr(0, kMaxLineLength));
        rest.remove_prefix(std::min(cut + 1, rest.size()));
    }
    if (lines.size() > kMaxLines) {
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kMaxLines));
    }
    return lines;
}

std::string LogFile::newText() const
{
    std::string text;
    for (const std::string& line : newLines())
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

void LogFile::trim()
{
    if (size() <= kMaxBytes) return;
    std::error_code ignored;
    fs::copy_file(m_path, m_path.string() + ".1", fs::copy_options::overwrite_existing, ignored);
    if (::ftruncate(m_fd.get(), 0) == 0) m_mark = 0;
}

} // namespace stoa::services
