#include "platform/services/postgres_cluster.h"

#include "platform/services/files.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <vector>

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

constexpr auto kInitdbDeadline = 5min;
constexpr std::size_t kInitdbLines = 20; // what a successful run prints; only for the percentage

std::vector<std::string> initdbArguments(const ClusterPlan& plan, const fs::path& target)
{
    std::vector<std::string> arguments = {"-D",
                                          target.string(),
                                          "-U",
                                          std::string(kAdminRole),
                                          "--auth-local=peer",
                                          "--auth-host=reject",
                                          "--encoding=UTF8",
                                          "--data-checksums",
                                          "--no-instructions"};
#ifdef __linux__
    arguments.emplace_back("--locale=C.UTF-8"); // its order never changes with the system's library
#else
    arguments.emplace_back("--locale=C");
#endif
    if (!plan.settings.durable) arguments.emplace_back("--no-sync");
    return arguments;
}

tl::unexpected<Error> initdbFailed(const LogFile& log, std::string_view how)
{
    const std::string text = log.newText();
    if (text.find("No space left on device") != std::string::npos) {
        return failWriting(log.path().parent_path().parent_path(), ENOSPC);
    }
    return fail(
        makeError(ErrorKind::Unavailable, "services.initdb_failed", std::string(how) + "\n" + text)
            .with("log", log.path().string()));
}

Done runInitdb(const ClusterPlan& plan, const fs::path& target, LogFile& log,
               const ClusterProgress& progress)
{
    Command command{plan.programs / "initdb", initdbArguments(plan, target)};
    command.logFd = log.fd();
    command.deathSignal = SIGKILL; // its clean-up on a softer one would race with the next start
    if (plan.accounts.switches()) command.account = plan.accounts.server;
    log.mark();
    STOA_TRY(child, ChildProcess::spawn(command));
    const SteadyTime until = std::chrono::steady_clock::now() + kInitdbDeadline;
    while (std::chrono::steady_clock::now() < until) {
        if (const auto exit = child.poll()) {
            return exit->isSuccess() ? Done() : Done(initdbFailed(log, exit->text()));
        }
        const auto percent = std::min<std::size_t>(log.newLines().size() * 100 / kInitdbLines, 95);
        if (!progress(static_cast<int>(percent)))
            return fail(ErrorKind::Canceled, "services.canceled");
        const int fds[] = {child.exitFd()};
        waitReadable(fds, 50ms);
    }
    return initdbFailed(log, "did not end in time");
}

} // namespace

void removeUnfinishedClusters(const DataFolder& folder)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder.root, ignored)) {
        if (entry.path().filename().string().starts_with(kNewClusterPrefix)) {
            fs::remove_all(entry.path(), ignored); // what is still being deleted goes next time
        }
    }
}

Done createCluster(const ClusterPlan& plan, LogFile& log, const ClusterProgress& progress)
{
    const fs::path target = plan.folder.root / (std::string(kNewClusterPrefix) + randomHex(4));
    STOA_CHECK(ensureFolder(target, 0700, plan.accounts.server, plan.accounts.server.gid));
    auto made = runInitdb(plan, target, log, progress);
    if (made) made = configureCluster(plan, target);
    if (made && ::rename(target.c_str(), plan.folder.cluster().c_str()) != 0) {
        made = failWriting(plan.folder.root, errno);
    }
    if (!made) {
        std::error_code ignored;
        fs::remove_all(target, ignored);
        return made;
    }
    return syncFolder(plan.folder.root);
}

Done configureCluster(const ClusterPlan& plan, const fs::path& cluster)
{
    const Account& owner = plan.accounts.server;
    STOA_CHECK(
        writeAtomically(cluster / "postgresql.conf", postgresConf(plan.settings), 0600, owner));
    STOA_CHECK(writeAtomically(cluster / "pg_hba.conf", hbaConf(), 0600, owner));
    return writeAtomically(cluster / "pg_ident.conf", identConf(plan.accounts), 0600, owner);
}

Result<ChildProcess> launchPostgres(const ClusterPlan& plan, const LogFile& log)
{
    Command command{plan.programs / "postgres", {"-D", plan.folder.cluster().string()}};
    command.logFd = log.fd();
    command.deathSignal = SIGINT; // fast shutdown
    if (plan.accounts.switches()) command.account = plan.accounts.server;
    return ChildProcess::spawn(command);
}

} // namespace stoa::services
