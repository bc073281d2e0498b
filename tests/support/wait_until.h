#pragma once
// Waits for something that another thread or process brings about. Never a fixed pause: returns as
// soon as the condition holds, and false when it does not in time. In code with an event loop use
// QTest::qWaitFor instead, which keeps delivering events.

#include <chrono>
#include <functional>
#include <thread>

namespace stoa::test {

inline bool waitUntil(const std::function<bool()>& condition,
                      std::chrono::milliseconds most = std::chrono::seconds(10))
{
    const auto end = std::chrono::steady_clock::now() + most;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

} // namespace stoa::test
