#pragma once
// When a server that ended unexpectedly is started again: after the next of kDelays, and no more
// once all of them were used within two minutes, because then something is wrong that another start
// does not cure.

#include <array>
#include <chrono>
#include <deque>
#include <optional>

namespace stoa::services {

class RestartPolicy final {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::array<std::chrono::milliseconds, 5> kDelays = {
        std::chrono::milliseconds(200), std::chrono::milliseconds(500), std::chrono::seconds(1),
        std::chrono::seconds(2), std::chrono::seconds(5)};
    static constexpr std::chrono::minutes kWindow{2};

    // How long to wait after this end; nothing: give up.
    std::optional<std::chrono::milliseconds> crashedAt(Time now);

private:
    std::deque<Time> m_crashes; // within the window
};

} // namespace stoa::services
