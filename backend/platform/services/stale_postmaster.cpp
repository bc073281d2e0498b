#include "platform/services/stale_postmaster.h"

#include "platform/services/child_process.h"
#include "platform/services/files.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <sys/ipc.h>
#include <sys/shm.h>
#ifdef __APPLE__
#include <algorithm>
#include <libproc.h>
#include <string>
#endif

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

constexpr int kSharedMemoryLine = 7; // "key id"

std::string lineOf(std::string_view text, int number)
{
    for (int i = 1; i < number; ++i) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return std::string(text.substr(0, text.find('\n')));
}

long numberIn(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t-"), text.size()));
    long value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool isAlive(pid_t pid)
{
    return ::kill(pid, 0) == 0 || errno == EPERM;
}

fs::path workFolderOf(pid_t pid)
{
#ifdef __APPLE__
    proc_vnodepathinfo info{};
    const int size = ::proc_pidinfo(pid, PROC_PIDVNODEPATHINFO, 0, &info, sizeof info);
    return size == sizeof info ? fs::path(info.pvi_cdir.vip_path) : fs::path();
#else
    std::error_code ignored;
    return fs::read_symlink("/proc/" + std::to_string(pid) + "/cwd", ignored);
#endif
}

bool worksIn(pid_t pid, const fs::path& cluster)
{
    std::error_code ignored;
    const fs::path own = fs::canonical(cluster, ignored);
    return !own.empty() && workFolderOf(pid) == own;
}

bool isSharedMemoryAttached(std::string_view line)
{
    const auto space = line.rfind(' ');
    if (space == std::string_view::npos) return false;
    shmid_ds info{};
    const int id = static_cast<int>(numberIn(line.substr(space)));
    return ::shmctl(id, IPC_STAT, &info) == 0 && info.shm_nattch > 0;
}

bool endsWithin(pid_t pid, const fs::path& cluster, std::chrono::milliseconds patience)
{
    const SteadyTime until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        if (!worksIn(pid, cluster)) return true; // ended, or a zombie that somebody else will reap
        waitReadable({}, 20ms);
    }
    return false;
}

Done stopOrphan(pid_t pid, const fs::path& cluster)
{
    struct Stage {
        int signal;
        std::chrono::milliseconds patience;
    };
    for (const Stage stage : {Stage{SIGINT, 30s}, Stage{SIGQUIT, 5s}, Stage{SIGKILL, 1s}}) {
        ::kill(pid, stage.signal);
        if (endsWithin(pid, cluster, stage.patience)) return {};
    }
    return fail(makeError(ErrorKind::Unavailable, "services.postmaster_busy",
                          "an earlier server does not end")
                    .with("pid", std::to_string(pid)));
}

} // namespace

Done settleStalePostmaster(const fs::path& cluster)
{
    const fs::path file = cluster / "postmaster.pid";
    const std::string text = readText(file);
    const auto pid = static_cast<pid_t>(numberIn(lineOf(text, 1)));
    if (pid <= 1 || !isAlive(pid)) return {};
    if (worksIn(pid, cluster)) return stopOrphan(pid, cluster);
    if (isSharedMemoryAttached(lineOf(text, kSharedMemoryLine))) {
        return fail(makeError(ErrorKind::Unavailable, "services.postmaster_busy",
                              "processes of an earlier server still use its memory")
                        .with("pid", std::to_string(pid)));
    }
    const fs::path aside = file.string() + ".stale";
    if (::rename(file.c_str(), aside.c_str()) != 0) return failWriting(cluster, errno);
    return {};
}

} // namespace stoa::services
