#pragma once
// Token buckets by name: each refills evenly up to its minute's allowance.
//
// LocalRateLimiter counts in this process: every node has its own buckets, so a cluster allows up
// to nodes × allowance. Bounded memory: the bucket that was idle longest makes room, which only
// ever forgives. platform/cache has one that counts for all nodes. Any thread.

#include "core/timestamp.h"

#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stoa::resilience {

class RateLimiter {
public:
    virtual ~RateLimiter() = default;

    // Takes one token and returns zero, or takes none and returns how long until there is one.
    virtual Duration take(std::string_view bucket, double perMinute, Timestamp now) = 0;
};

class LocalRateLimiter final : public RateLimiter {
public:
    static constexpr std::size_t kMaxBuckets = 20'000;

    Duration take(std::string_view bucket, double perMinute, Timestamp now) override;

private:
    struct Bucket {
        std::string name;
        double tokens;
        Timestamp at;
    };
    using Order = std::list<Bucket>; // last used first

    std::mutex m_mutex;
    Order m_order;
    std::unordered_map<std::string_view, Order::iterator> m_byName; // views of the names in m_order
};

} // namespace stoa::resilience
