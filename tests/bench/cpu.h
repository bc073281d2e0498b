#pragma once
// How much processor time everything together has used: this process, its servers, their sessions
// and the programs that were started. Unlike rates it does not depend on who else uses the machine.

#include <chrono>

namespace stoa::bench {

std::chrono::duration<double> cpuTime();
// This process alone, its servers not.
std::chrono::duration<double> ownCpuTime();

} // namespace stoa::bench
