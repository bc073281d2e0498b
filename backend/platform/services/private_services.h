#pragma once
// The PostgreSQL and Redis that belong to one data folder. The process that owns the folder starts
// them as its own children on Unix sockets, watches them, starts them again after a crash and stops
// them in order.
//
// start() blocks (about 3 s the first time, 0.5 s later), so it is called from a worker thread,
// never from the GUI thread. One thread named "stoa-services" forks, watches and reaps; it lives
// exactly as long as the object, because the kernel ends the children when the thread that forked
// them ends. A stoa-sandbox-pay belongs to them where it is wanted. Callbacks come on that thread
// and must neither block nor call stop(). Redis is optional: without its program, or after it gave
// up, everything goes on with `redis` Absent or Failed.

#include "core/result.h"
#include "platform/services/binaries.h"
#include "platform/services/service_types.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace stoa::services {

struct Options {
    std::filesystem::path dataFolder; // created when missing; see defaultDataFolder()
    std::optional<Binaries> binaries; // nothing: locateBinaries() chooses
    std::filesystem::path sandboxPay; // the program stoa-sandbox-pay; empty: not wanted
    std::string sandboxWebhook;       // where it tells of events; empty: nowhere
    std::string account;              // whom to run as when we are root; empty: chosen, see README
    bool durable = true; // false only in tests: no fsync, a crash of the machine loses data
    std::uint64_t minFreeBytes = 512ULL << 20;
    std::function<bool()> isCanceled; // asked about every 50 ms while starting; any answer is quick
};

class Supervisor;

class PrivateServices final {
public:
    // Blocks until PostgreSQL answers; for Redis at most 3 s, then it goes on trying by itself.
    // Errors, in the order of the checks: services.unsupported_platform, services.no_account,
    // services.folder_not_ours, services.folder_unwritable, services.folder_unreachable,
    // services.folder_in_use (params pid, folder), services.clock_wrong,
    // services.filesystem_unsupported, services.disk_full, services.inodes_exhausted,
    // services.postgres_missing, services.postgres_too_old, services.version_mismatch,
    // services.socket_path_too_long, services.initdb_failed, services.postmaster_busy,
    // services.postgres_crash_loop, services.database_refused, services.canceled.
    static Result<std::unique_ptr<PrivateServices>> start(Options options,
                                                          ProgressFn progress = {});
    ~PrivateServices(); // stop()
    PrivateServices(const PrivateServices&) = delete;
    PrivateServices& operator=(const PrivateServices&) = delete;

    PostgresInfo postgres() const;
    std::optional<RedisInfo> redis() const;           // nothing when Redis is absent
    std::optional<SandboxPayInfo> sandboxPay() const; // nothing when it is not wanted
    ServiceStatus status() const;                     // any thread; with the process ids

    // Replaces the listener; an empty function removes it. Called after every change of the status.
    void onStatusChanged(std::function<void(const ServiceStatus&)> listener);

    // PostgreSQL: fast 30 s, immediate 5 s, kill; then Redis. Blocks until no process is left.
    // Idempotent; afterwards no callback comes any more.
    void stop();

private:
    explicit PrivateServices(std::unique_ptr<Supervisor> supervisor);
    std::unique_ptr<Supervisor> m_supervisor;
};

// The connection that another process offers for this folder, for tools that join instead of
// starting. Nothing: nobody owns the folder. Errors: services.starting (owned, but not ready yet;
// retry).
Result<std::optional<RunningServices>> locateRunning(const std::filesystem::path& dataFolder);

// Where a user's data lives unless told otherwise: $XDG_DATA_HOME/stoa, ~/.local/share/stoa,
// ~/Library/Application Support/stoa; for root /var/lib/stoa, which the servers' account can enter.
std::filesystem::path defaultDataFolder();

} // namespace stoa::services
