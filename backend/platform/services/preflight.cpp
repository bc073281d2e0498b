#include "platform/services/preflight.h"

#include "platform/services/files.h"

#include <sys/stat.h>
#include <sys/statvfs.h>
#ifdef __linux__
#include <sys/sysmacros.h>
#endif
#ifdef __APPLE__
#include <sys/mount.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace stoa::services {

namespace {

constexpr Timestamp kProgramWritten(1'735'689'600'000'000); // 2025-01-01
constexpr std::uint64_t kMinFreeInodes = 5000;              // a cluster has about 1,300 files
constexpr std::array<std::string_view, 12> kUnsupported = {
    "nfs",    "nfs4",       "cifs",        "smb3", "smbfs", "afpfs",
    "webdav", "fuse.sshfs", "fuse.rclone", "vfat", "exfat", "msdos"};

#ifdef __linux__
// The line of /proc/self/mountinfo with the folder's device: "36 35 98:0 / /mnt rw - ext4 /dev/x
// rw".
std::string fileSystemType(const fs::path& folder)
{
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0) return {};
    const std::string device =
        " " + std::to_string(major(info.st_dev)) + ":" + std::to_string(minor(info.st_dev)) + " ";
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        const auto dash = line.find(" - ");
        if (dash == std::string::npos || line.find(device) >= dash) continue;
        return line.substr(dash + 3, line.find(' ', dash + 3) - dash - 3);
    }
    return {};
}
#elif defined(__APPLE__)
std::string fileSystemType(const fs::path& folder)
{
    struct statfs info {};
    return ::statfs(folder.c_str(), &info) == 0 ? info.f_fstypename : "";
}
#else
std::string fileSystemType(const fs::path&)
{
    return {};
}
#endif

} // namespace

Done prepareDataFolder(const fs::path& root, const Accounts& accounts)
{
    struct stat info {};
    if (::stat(root.c_str(), &info) == 0 && info.st_uid != accounts.client.uid) {
        return fail(makeError(ErrorKind::Refused, "services.folder_not_ours")
                        .with("folder", root.string())
                        .with("owner", std::to_string(info.st_uid)));
    }
    const mode_t mode = accounts.switches() ? 0710 : 0700;
    STOA_CHECK(ensureFolder(root, mode, accounts.client, accounts.server.gid));
    const fs::path closed = firstUnreachable(root, accounts.server);
    if (!closed.empty()) {
        return fail(makeError(ErrorKind::Unavailable, "services.folder_unreachable",
                              "choose a folder that the servers' account can enter")
                        .with("folder", closed.string())
                        .with("account", accounts.server.name));
    }
    const fs::path probe = root / ".writable";
    STOA_CHECK(writeAtomically(probe, "", 0600, accounts.client));
    std::error_code ignored;
    fs::remove(probe, ignored);
    return {};
}

Done checkClock(Timestamp now)
{
    if (now >= kProgramWritten) return {};
    return fail(makeError(ErrorKind::Unavailable, "services.clock_wrong").with("now", now.text()));
}

bool isSupportedFileSystem(std::string_view type)
{
    return std::find(kUnsupported.begin(), kUnsupported.end(), type) == kUnsupported.end();
}

Done checkFileSystem(const fs::path& root)
{
    const std::string type = fileSystemType(root);
    if (isSupportedFileSystem(type)) return {};
    return fail(makeError(ErrorKind::Unavailable, "services.filesystem_unsupported")
                    .with("filesystem", type)
                    .with("folder", root.string()));
}

Done checkSpace(const fs::path& root, std::uint64_t minFreeBytes)
{
    struct statvfs info {};
    if (::statvfs(root.c_str(), &info) != 0) return failWriting(root, errno);
    const std::uint64_t free = std::uint64_t{info.f_bavail} * info.f_frsize;
    if (free < minFreeBytes) {
        return fail(makeError(ErrorKind::Unavailable, "services.disk_full")
                        .with("folder", root.string())
                        .with("freeMib", std::to_string(free >> 20))
                        .with("neededMib", std::to_string(minFreeBytes >> 20)));
    }
    // btrfs and others report no inodes at all: they make them as needed.
    if (info.f_files != 0 && info.f_favail < kMinFreeInodes) {
        return fail(makeError(ErrorKind::Unavailable, "services.inodes_exhausted")
                        .with("folder", root.string()));
    }
    return {};
}

int clusterMajor(const fs::path& cluster)
{
    const std::string text = readText(cluster / "PG_VERSION");
    int major = 0;
    std::from_chars(text.data(), text.data() + text.size(), major);
    return major;
}

} // namespace stoa::services
