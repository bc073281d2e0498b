#pragma once
// What this process did in the last day, minute by minute and per group of operations: the source
// of the console's live charts. Bounded memory: 1,440 minutes of a few counters and a coarse
// latency histogram per group. Any thread.

#include "core/timestamp.h"

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::observability {

enum class Outcome {
    Done,
    Refused,
    Failed
}; // Refused: the caller's fault; Failed: ours or a dependency's

struct TrafficMinute {
    Timestamp at; // start of the minute
    std::int64_t requests = 0;
    std::int64_t refused = 0;
    std::int64_t failed = 0;
    Duration p50{0};
    Duration p99{0};
};

class Traffic {
public:
    static constexpr std::size_t kMinutes = 1440;

    void record(std::string_view group, Outcome outcome, Duration took, Timestamp now);

    // The last `minutes` minutes up to `now`, oldest first, minutes without traffic included.
    std::map<std::string, std::vector<TrafficMinute>> read(std::size_t minutes,
                                                           Timestamp now) const;

private:
    // Bucket i holds latencies up to 100 µs · 2^(i/2): half-octaves from 0.1 ms to about 100 s.
    static constexpr std::size_t kBuckets = 40;
    struct Minute {
        std::int64_t number =
            -1; // minutes since the epoch; another number: the slot is from yesterday
        std::int64_t refused = 0;
        std::int64_t failed = 0;
        std::array<std::int32_t, kBuckets> latencies{};
    };
    using Ring = std::vector<Minute>;

    static std::size_t bucketOf(Duration took);
    static Duration upperBound(std::size_t bucket);
    static TrafficMinute summarise(const Minute& minute, Timestamp at);

    mutable std::mutex m_mutex;
    std::map<std::string, Ring, std::less<>> m_groups;
};

} // namespace stoa::observability
