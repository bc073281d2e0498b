#include "platform/services/progress.h"

#include "core/assert.h"

#include <algorithm>

namespace stoa::services {

Progress::Progress(ProgressFn listener) : m_listener(std::move(listener))
{
    for (const char* id : {"check", "create", "postgres", "redis"}) {
        m_steps.push_back({.id = id, .titleCode = std::string("services.step.") + id});
    }
}

void Progress::run(std::string_view id, int percent, std::vector<std::string> log)
{
    Step& current = step(id);
    if (current.state == StepState::Running && current.percent == percent && current.log == log)
        return;
    current.state = StepState::Running;
    current.percent = percent;
    current.log = std::move(log);
    report();
}

void Progress::finish(std::string_view id, StepState state)
{
    Step& current = step(id);
    current.state = state;
    if (state == StepState::Done) current.percent = 100;
    report();
}

void Progress::failRunning()
{
    for (Step& each : m_steps) {
        if (each.state == StepState::Running) return finish(each.id, StepState::Failed);
    }
}

Step& Progress::step(std::string_view id)
{
    const auto found = std::find_if(m_steps.begin(), m_steps.end(),
                                    [id](const Step& each) { return each.id == id; });
    STOA_ASSERT(found != m_steps.end());
    return *found;
}

void Progress::report()
{
    if (m_listener) m_listener(m_steps);
}

} // namespace stoa::services
