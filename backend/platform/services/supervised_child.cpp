#include "platform/services/supervised_child.h"

#include <algorithm>
#include <array>
#include <csignal>

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

constexpr auto kAskEvery = 25ms;
constexpr auto kLookEvery = 200ms; // where the kernel does not wake us at the end of a child
constexpr auto kIdle = 60s;

} // namespace

void SupervisedChild::start(SteadyTime now)
{
    m_health.state = ServiceState::Starting;
    launch(now);
}

void SupervisedChild::tick(SteadyTime now)
{
    if (m_child) {
        if (const auto exit = m_child->poll()) ended(now, exit->text());
    }
    if (m_restartAt && now >= *m_restartAt) launch(now);
    if (m_child && m_health.state != ServiceState::Ready) watchStart(now);
}

void SupervisedChild::stop()
{
    m_restartAt.reset();
    for (const StopStage& stage : m_spec.stopStages) {
        if (!m_child) break;
        m_child->signal(stage.signal);
        const SteadyTime until = std::chrono::steady_clock::now() + stage.patience;
        while (m_child && std::chrono::steady_clock::now() < until) {
            if (m_child->poll())
                m_child.reset();
            else
                waitReadable(std::array{exitFd()}, exitFd() >= 0 ? kLookEvery : 10ms);
        }
    }
    m_child.reset(); // kills what is left
    m_health.pid = 0;
    if (m_health.state != ServiceState::Failed) m_health.state = ServiceState::Stopped;
}

std::chrono::milliseconds SupervisedChild::nextWake(SteadyTime now) const
{
    if (m_restartAt) {
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(*m_restartAt - now), 0ms);
    }
    if (!m_child) return kIdle;
    if (m_health.state != ServiceState::Ready) return kAskEvery;
    return exitFd() >= 0 ? std::chrono::milliseconds(kIdle) : kLookEvery;
}

void SupervisedChild::launch(SteadyTime now)
{
    m_restartAt.reset();
    m_log.mark();
    m_logSize = m_log.size();
    m_lastSign = now;
    auto child = m_spec.launch();
    if (!child) return ended(now, describe(child.error()));
    m_child = std::move(*child);
    m_health.pid = m_child->pid();
}

void SupervisedChild::ended(SteadyTime now, std::string_view how)
{
    m_child.reset();
    m_health.pid = 0;
    const auto delay = m_policy.crashedAt(now);
    if (delay) {
        m_health.state = m_health.restarts == 0 && m_health.state == ServiceState::Starting
                             ? ServiceState::Starting
                             : ServiceState::Restarting;
        ++m_health.restarts;
        m_restartAt = now + *delay;
        return;
    }
    m_health.state = ServiceState::Failed;
    m_health.error = makeError(ErrorKind::Unavailable, "services." + m_spec.name + "_crash_loop",
                               std::string(how) + "\n" + m_log.newText())
                         .with("times", std::to_string(RestartPolicy::kDelays.size() + 1))
                         .with("log", m_log.path().string());
}

// A recovery may take minutes, but it keeps logging; silence means that it hangs.
void SupervisedChild::watchStart(SteadyTime now)
{
    if (m_spec.isReady()) {
        m_health.state = ServiceState::Ready;
        return;
    }
    if (m_log.size() != m_logSize) {
        m_logSize = m_log.size();
        m_lastSign = now;
    } else if (now - m_lastSign > kSilenceDeadline) {
        m_child.reset();
        ended(now, "did not get ready");
    }
}

} // namespace stoa::services
