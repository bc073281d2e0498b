#pragma once
// One server under watch: started, found ready, started again with back-off when it ends by itself,
// given up on in a crash loop, stopped with growing force. Never waits: the supervisor calls tick()
// when a process ended or `nextWake` has come. Knows nothing about PostgreSQL or Redis; the spec
// says how.

#include "platform/services/child_process.h"
#include "platform/services/log_file.h"
#include "platform/services/restart_policy.h"
#include "platform/services/service_types.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stoa::services {

struct StopStage {
    int signal;
    std::chrono::milliseconds patience;
};

struct ServiceSpec {
    std::string name; // "postgres": part of the error code services.postgres_crash_loop
    std::function<Result<ChildProcess>()> launch;
    std::function<bool()> isReady; // may take up to 2 s
    std::vector<StopStage> stopStages;
};

class SupervisedChild final {
public:
    static constexpr std::chrono::seconds kSilenceDeadline{60}; // starting without a new log line

    SupervisedChild(ServiceSpec spec, LogFile log) : m_spec(std::move(spec)), m_log(std::move(log))
    {}

    void start(SteadyTime now);
    void tick(SteadyTime now); // reaps, asks, restarts; cheap when nothing happened
    void stop();               // blocks until the process is gone

    const ServiceHealth& health() const { return m_health; }
    const LogFile& log() const { return m_log; }
    void trimLog() { m_log.trim(); }
    int exitFd() const { return m_child ? m_child->exitFd() : -1; }
    std::chrono::milliseconds nextWake(SteadyTime now) const;

private:
    void launch(SteadyTime now);
    void ended(SteadyTime now, std::string_view how);
    void watchStart(SteadyTime now);

    ServiceSpec m_spec;
    LogFile m_log;
    ServiceHealth m_health;
    RestartPolicy m_policy;
    std::optional<ChildProcess> m_child;
    std::optional<SteadyTime> m_restartAt;
    SteadyTime m_lastSign{};
    std::uintmax_t m_logSize = 0;
};

} // namespace stoa::services
