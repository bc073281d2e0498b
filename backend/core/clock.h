#pragma once
// Where code that decides gets the time from. Rules never ask: they are told `now`.

#include "core/timestamp.h"

namespace stoa {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0; // any thread
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override
    {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
    }
};

} // namespace stoa
