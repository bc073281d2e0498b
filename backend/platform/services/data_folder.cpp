#include "platform/services/data_folder.h"

#include "platform/services/files.h"
#include "platform/services/private_services.h"

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <sys/un.h>
#include <vector>

namespace stoa::services {

namespace {

constexpr std::string_view kLongestSocketName = "/.s.PGSQL.5432";
constexpr std::size_t kMostSocketPath = sizeof(sockaddr_un::sun_path) - 1;
constexpr std::size_t kMostFolder = kMostSocketPath - kLongestSocketName.size();

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

// A shared temporary folder is hostile: somebody may have made our name first.
bool isOurs(const fs::path& folder, const Account& owner)
{
    struct stat info {};
    return ::lstat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == owner.uid;
}

Result<fs::path> makePrivateFolder(const fs::path& folder, const Account& owner)
{
    if (::mkdir(folder.c_str(), 0700) == 0) {
        if (::geteuid() == 0 && ::chown(folder.c_str(), owner.uid, owner.gid) != 0) {
            return failWriting(folder, errno);
        }
    } else if (errno != EEXIST) {
        return failWriting(folder, errno);
    }
    if (!isOurs(folder, owner)) return failWriting(folder, EACCES);
    STOA_CHECK(ensureFolder(folder, 0700, owner, owner.gid));
    return folder;
}

} // namespace

Result<fs::path> chooseSocketFolder(const DataFolder& folder, const Accounts& accounts)
{
    const std::string unique =
        std::to_string(accounts.server.uid) + "-" + shortHash(folder.root.string());
    std::vector<fs::path> candidates = {folder.root / "run"};
    if (const std::string runtime = environment("XDG_RUNTIME_DIR"); !runtime.empty()) {
        candidates.push_back(fs::path(runtime) / ("stoa-" + unique));
    }
    std::error_code ignored;
    candidates.push_back(fs::temp_directory_path(ignored) / ("stoa-" + unique));
    candidates.push_back(fs::path("/tmp") / ("stoa-" + unique));

    Result<fs::path> refused =
        fail(makeError(ErrorKind::Unavailable, "services.socket_path_too_long")
                 .with("folder", folder.root.string())
                 .with("most", std::to_string(kMostFolder)));
    for (const fs::path& candidate : candidates) {
        if (candidate.string().size() > kMostFolder) continue;
        auto made = makePrivateFolder(candidate, accounts.server);
        if (made && firstUnreachable(*made, accounts.server).empty()) return made;
        if (!made) refused = std::move(made);
    }
    return refused;
}

fs::path defaultDataFolder()
{
    if (::geteuid() == 0) return "/var/lib/stoa";
    const fs::path home = environment("HOME");
#ifdef __APPLE__
    return home / "Library" / "Application Support" / "stoa";
#else
    const std::string data = environment("XDG_DATA_HOME");
    return (data.empty() ? home / ".local" / "share" : fs::path(data)) / "stoa";
#endif
}

} // namespace stoa::services
