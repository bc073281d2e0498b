#pragma once
// Waits on the main thread until somebody asks the program to end: Ctrl+C, SIGTERM, or closing its
// console window. Install before other threads start.

namespace stoa::app {

void installStopSignal();
void waitForStopSignal();

} // namespace stoa::app
