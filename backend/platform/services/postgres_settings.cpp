#include "platform/services/postgres_settings.h"

#include "platform/services/files.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace stoa::services {

namespace {

// One element of a list setting within a quoted value: '"/a ""b"" c"'.
std::string quotedFolder(const fs::path& folder)
{
    std::string text;
    for (const char c : folder.string())
        text += c == '\'' || c == '"' ? std::string(2, c) : std::string(1, c);
    return "'\"" + text + "\"'";
}

std::string quotedUser(const std::string& user)
{
    return '"' + user + '"';
}

constexpr std::string_view kFixed =
    R"(# Written by Stoa at every start. Your own settings belong into local.conf.
listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
max_connections = 60
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
jit = off

wal_level = replica
synchronous_commit = on
wal_compression = on
archive_mode = off
# Orders at full speed write 20 MB a second. Checkpoints come by the clock, since each makes commits
# wait for the disk and the next changes larger; a start after a crash replays at most this much.
min_wal_size = 160MB
max_wal_size = 4GB
checkpoint_timeout = 5min
checkpoint_completion_target = 0.9
restart_after_crash = on

# Nets below the deadlines that the program sets per request.
statement_timeout = 30s
lock_timeout = 2s
idle_in_transaction_session_timeout = 30s

# What people typed stays out of the log.
logging_collector = off
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
log_checkpoints = off
log_min_duration_statement = 1s
log_parameter_max_length = 0
log_startup_progress_interval = 2s

timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
track_io_timing = on
)";

constexpr std::string_view kDurable = R"(fsync = on
full_page_writes = on
)";

// Commits still reach the kernel at once: a killed server loses nothing, only a killed machine
// does.
constexpr std::string_view kVolatile = R"(fsync = off
full_page_writes = off
)";

} // namespace

std::string postgresConf(const PostgresSettings& settings)
{
    std::string text(kFixed);
    text += settings.durable ? kDurable : kVolatile;
    const auto shared = sharedBuffersMib(settings.memoryBytes);
    text += "shared_buffers = " + std::to_string(shared) + "MB\n";
    text += "effective_cache_size = " +
            std::to_string(std::max(3 * shared, settings.memoryBytes >> 21)) + "MB\n";
    text += "unix_socket_directories = " + quotedFolder(settings.socketFolder) + "\n";
    text += "include_if_exists = 'local.conf'\n";
    return text;
}

std::string hbaConf()
{
    return "# Written by Stoa at every start.\nlocal all all peer map=stoa\n";
}

std::string identConf(const Accounts& accounts)
{
    std::string text = "# Written by Stoa at every start: map, system user, role.\n";
    const auto allow = [&text](const std::string& user) {
        for (const std::string_view role : {kAdminRole, kAppRole}) {
            text += "stoa " + quotedUser(user) + " " + std::string(role) + "\n";
        }
    };
    allow(accounts.client.name);
    if (accounts.switches()) allow(accounts.server.name);
    return text;
}

std::uint64_t sharedBuffersMib(std::uint64_t memoryBytes)
{
    return std::clamp<std::uint64_t>((memoryBytes >> 20) * 15 / 100, 32, 512);
}

std::uint64_t memoryOfThisComputer()
{
    const auto pages = static_cast<std::uint64_t>(std::max(::sysconf(_SC_PHYS_PAGES), 0L));
    const auto physical = pages * static_cast<std::uint64_t>(std::max(::sysconf(_SC_PAGESIZE), 0L));
    const std::string limit = readText("/sys/fs/cgroup/memory.max");
    std::uint64_t most = 0;
    const auto parsed = std::from_chars(limit.data(), limit.data() + limit.size(), most);
    return parsed.ec == std::errc() && most > 0 ? std::min(most, physical) : physical;
}

} // namespace stoa::services
