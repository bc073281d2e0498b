#pragma once
// The steps of a start as the window shows them. Reports only changes; lives on the supervisor's
// thread.

#include "platform/services/service_types.h"

namespace stoa::services {

class Progress final {
public:
    Progress(ProgressFn listener);

    void run(std::string_view id, int percent = 0, std::vector<std::string> log = {});
    void finish(std::string_view id, StepState state = StepState::Done);
    void failRunning(); // the step under way is the one that failed

private:
    Step& step(std::string_view id);
    void report();

    ProgressFn m_listener;
    std::vector<Step> m_steps;
};

} // namespace stoa::services
