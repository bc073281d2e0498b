#pragma once
// The thread behind PrivateServices. It alone forks, reaps and decides; the others only read
// snapshots under m_mutex or ring m_wake. Shutdown order: services.json withdrawn, PostgreSQL,
// Redis, the sandbox provider, lock released, thread joined.

#include "platform/services/early_writeback.h"
#include "platform/services/instance_lock.h"
#include "platform/services/postgres_cluster.h"
#include "platform/services/private_services.h"
#include "platform/services/progress.h"
#include "platform/services/supervised_child.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace stoa::services {

class Supervisor final {
public:
    Supervisor(Options options, ProgressFn progress);
    ~Supervisor();

    Done start(); // blocks; errors as PrivateServices::start
    void stop();

    PostgresInfo postgres() const;
    std::optional<RedisInfo> redis() const;
    std::optional<SandboxPayInfo> sandboxPay() const;
    ServiceStatus status() const;
    void onStatusChanged(std::function<void(const ServiceStatus&)> listener);

private:
    // All on the thread.
    void run();
    Done bringUp();
    Done check();
    Done create();
    Done startPostgres();
    Done startRedis();
    Done startSandboxPay();
    std::array<std::optional<SupervisedChild>*, 3> children();
    // `step` of the start window; empty: none.
    Done untilSettled(SupervisedChild& child, std::string_view step, SteadyTime deadline);
    void serve();
    void takeDown();
    void wait(std::chrono::milliseconds most);
    void publishStatus();
    bool isCanceled() const;
    PostgresInfo admin() const;

    const Options m_options;
    Progress m_progress;
    DataFolder m_folder;
    ClusterPlan m_plan;
    std::optional<std::filesystem::path> m_redisProgram;
    std::optional<InstanceLock> m_lock;
    std::optional<SupervisedChild> m_postgres;
    std::optional<EarlyWriteback> m_writeback;
    std::optional<SupervisedChild> m_redis;
    std::optional<SupervisedChild> m_sandboxPay;

    Pipe m_wake;
    std::atomic<bool> m_stopping = false;
    std::thread m_thread;

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::optional<Done> m_started;
    ServiceStatus m_status;
    std::optional<RedisInfo> m_redisInfo;
    std::optional<SandboxPayInfo> m_sandboxPayInfo;
    std::function<void(const ServiceStatus&)> m_listener;
};

} // namespace stoa::services
