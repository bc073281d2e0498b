#include "platform/services/binaries.h"

#include "platform/services/child_process.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <unistd.h>

namespace stoa::services {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr auto kVersionDeadline = 5s;
constexpr std::size_t kMaxFolders = 64;

void addFolder(std::vector<fs::path>& folders, const fs::path& folder)
{
    std::error_code ignored;
    if (folder.empty() || folders.size() >= kMaxFolders || !fs::is_directory(folder, ignored))
        return;
    if (std::find(folders.begin(), folders.end(), folder) == folders.end())
        folders.push_back(folder);
}

// <root>/<version>/bin for every version below a root such as /usr/lib/postgresql.
void addVersionsOf(std::vector<fs::path>& folders, const fs::path& root, std::string_view prefix)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(root, ignored)) {
        if (entry.path().filename().string().starts_with(prefix))
            addFolder(folders, entry.path() / "bin");
    }
}

fs::path ownFolder()
{
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::vector<fs::path> candidateFolders()
{
    std::vector<fs::path> folders;
    if (const fs::path own = ownFolder(); !own.empty()) {
        addFolder(folders, own / "postgresql" / "bin");
        addFolder(folders, own / ".." / "lib" / "stoa" / "postgresql" / "bin");
        addFolder(folders, own / ".." / "lib" / "stoa" / "bin");
    }
    addVersionsOf(folders, "/usr/lib/postgresql", "");
    addVersionsOf(folders, "/usr", "pgsql-");
    for (const fs::path brew :
         {"/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"}) {
        addVersionsOf(folders, brew, "postgresql");
        addFolder(folders, brew / "redis" / "bin");
    }
    const char* path = std::getenv("PATH");
    std::string_view rest = path != nullptr ? path : "";
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        if (rest.starts_with('/')) addFolder(folders, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const fs::path usual : {"/usr/bin", "/usr/sbin", "/usr/local/bin"})
        addFolder(folders, usual);
    return folders;
}

bool isProgram(const fs::path& file)
{
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

int majorOf(const fs::path& program)
{
    if (!isProgram(program)) return 0;
    const auto output = runAndCapture(program, {"--version"}, kVersionDeadline);
    return output ? parseMajor(*output) : 0;
}

} // namespace

int parseMajor(std::string_view line)
{
    auto at = line.find("v=");
    at = at != std::string_view::npos ? at + 2 : line.find("(PostgreSQL) ");
    if (at == std::string_view::npos) return 0;
    if (line.substr(at).starts_with('(')) at += std::string_view("(PostgreSQL) ").size();
    int major = 0;
    for (; at < line.size() && line[at] >= '0' && line[at] <= '9' && major < 1000; ++at) {
        major = major * 10 + (line[at] - '0');
    }
    return major;
}

Binaries locateBinaries()
{
    Binaries found;
    for (const fs::path& folder : candidateFolders()) {
        if (isProgram(folder / "initdb")) {
            const int major = majorOf(folder / "postgres");
            if (major >= kOldestPostgres)
                found.postgres.push_back({folder, major});
            else
                found.newestRefusedPostgres = std::max(found.newestRefusedPostgres, major);
        }
        for (const char* server : {"redis-server", "valkey-server"}) {
            if (!found.redis && majorOf(folder / server) >= kOldestRedis)
                found.redis = folder / server;
        }
    }
    std::stable_sort(found.postgres.begin(), found.postgres.end(),
                     [](const auto& left, const auto& right) { return left.major > right.major; });
    return found;
}

Result<PostgresBinaries> chooseBinaries(const Binaries& binaries, int wantedMajor)
{
    if (binaries.postgres.empty()) {
        const std::string oldest = std::to_string(kOldestPostgres);
        if (binaries.newestRefusedPostgres == 0) {
            return fail(makeError(ErrorKind::Unavailable, "services.postgres_missing")
                            .with("oldest", oldest));
        }
        return fail(makeError(ErrorKind::Unavailable, "services.postgres_too_old")
                        .with("found", std::to_string(binaries.newestRefusedPostgres))
                        .with("oldest", oldest));
    }
    if (wantedMajor == 0) return binaries.postgres.front();
    for (const auto& candidate : binaries.postgres) {
        if (candidate.major == wantedMajor) return candidate;
    }
    return fail(makeError(ErrorKind::Unavailable, "services.version_mismatch")
                    .with("data", std::to_string(wantedMajor))
                    .with("program", std::to_string(binaries.postgres.front().major)));
}

} // namespace stoa::services
