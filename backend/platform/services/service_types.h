#pragma once
// What the private servers tell the rest of the program: where to connect, how they are, and how
// far a start has come. Plain values without a thread; private_services.h hands them out.

#include "core/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::services {

enum class ServiceState {
    Absent,     // no program for it on this computer (Redis only)
    Starting,   // first start of this session
    Ready,      // answers
    Restarting, // ended unexpectedly; being started again with back-off
    Stopped,
    Failed, // gave up; `error` says why
};

std::string_view name(ServiceState state);

struct ServiceHealth {
    ServiceState state = ServiceState::Stopped;
    std::int64_t pid = 0;         // 0: no process at the moment
    int restarts = 0;             // since start()
    std::optional<Error> error{}; // when Failed
};

struct ServiceStatus {
    ServiceHealth postgres;
    ServiceHealth redis;      // its loss costs speed, nothing else
    ServiceHealth sandboxPay; // payments that go there wait for it
};

// Where PostgreSQL listens. The account is peer authenticated, so there is no password to keep.
struct PostgresInfo {
    std::filesystem::path socketFolder;
    int port = 5432; // only names the socket file; no TCP port is open
    std::string user;
    std::string database;

    std::string conninfo() const; // for PQconnectdb
};

struct RedisInfo {
    std::filesystem::path socket;
    std::string user;
    std::string password; // random per session; not for logs
};

// stoa-sandbox-pay. Both secrets are random per session; not for logs.
struct SandboxPayInfo {
    std::filesystem::path socket;
    std::string secret;        // of its callers
    std::string webhookSecret; // that its webhooks are signed with
};

// What another process that owns the data folder has published.
struct RunningServices {
    std::int64_t ownerPid = 0;
    PostgresInfo postgres;
    std::optional<RedisInfo> redis;
    std::optional<SandboxPayInfo> sandboxPay;
};

enum class StepState { Waiting, Running, Done, Skipped, Failed };

// One line of the start window. `id` is check, create, postgres or redis; `titleCode` becomes a
// sentence in ui/text.
struct Step {
    std::string id;
    std::string titleCode;
    StepState state = StepState::Waiting;
    int percent = 0;
    std::vector<std::string> log{}; // the newest lines of the program, oldest first
};

using ProgressFn = std::function<void(const std::vector<Step>&)>;

} // namespace stoa::services
