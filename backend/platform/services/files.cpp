#include "platform/services/files.h"

#include "core/assert.h"
#include "platform/services/fd.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <random>
#include <sys/stat.h>

namespace stoa::services {

namespace {

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string hexOf(std::uint64_t value, int digits)
{
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        text += "0123456789abcdef"[value >> shift & 0xFU];
    }
    return text;
}

} // namespace

tl::unexpected<Error> failWriting(const fs::path& path, int reason)
{
    const bool isFull = reason == ENOSPC || reason == EDQUOT;
    return fail(makeError(ErrorKind::Unavailable,
                          isFull ? "services.disk_full" : "services.folder_unwritable",
                          std::strerror(reason))
                    .with("folder", path.string()));
}

Done ensureFolder(const fs::path& folder, mode_t mode, const Account& owner, gid_t group)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return failWriting(folder, error.value());
    struct stat info {};
    if (::lstat(folder.c_str(), &info) != 0) return failWriting(folder, errno);
    if (S_ISLNK(info.st_mode) && ::stat(folder.c_str(), &info) != 0)
        return failWriting(folder, errno);
    const bool isOwned = info.st_uid == owner.uid && info.st_gid == group;
    if (!isOwned && ::geteuid() == 0 && ::chown(folder.c_str(), owner.uid, group) != 0) {
        return failWriting(folder, errno);
    }
    if ((info.st_mode & 07777U) != mode && ::chmod(folder.c_str(), mode) != 0) {
        return failWriting(folder, errno);
    }
    return {};
}

Done writeAtomically(const fs::path& file, std::string_view text, mode_t mode, const Account& owner)
{
    const fs::path temporary = file.string() + ".new";
    {
        const Fd fd(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!fd.isOpen() || !writeAll(fd.get(), text))
            return failWriting(file.parent_path(), errno);
        if (::geteuid() == 0 && ::fchown(fd.get(), owner.uid, owner.gid) != 0) {
            return failWriting(file.parent_path(), errno);
        }
        if (::fchmod(fd.get(), mode) != 0 || ::fsync(fd.get()) != 0) {
            return failWriting(file.parent_path(), errno);
        }
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0)
        return failWriting(file.parent_path(), errno);
    return syncFolder(file.parent_path());
}

Done syncFolder(const fs::path& folder)
{
    const Fd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen() || ::fsync(fd.get()) != 0) return failWriting(folder, errno);
    return {};
}

std::string readText(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return {};
    std::string text(kMaxTextFile, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

std::string randomHex(std::size_t bytes)
{
    std::random_device source; // getrandom on the systems we run on
    std::string text;
    while (text.size() < 2 * bytes)
        text += hexOf(source(), 8);
    text.resize(2 * bytes);
    return text;
}

std::string shortHash(std::string_view text)
{
    std::uint32_t hash = 2166136261U; // FNV-1a
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hexOf(hash, 8);
}

} // namespace stoa::services
