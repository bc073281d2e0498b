#pragma once
// Cache-aside in three levels: this process, Redis, the loader. Values are bytes, keys belong to a
// tenant, and everything here may be lost at any time: without Redis it is two levels.
//
//     cache.get(tenant, key, [&]() -> Result<std::string> { … the database … });
//     cache.forget(tenant);     // an event says that something of the tenant has changed
//
// Right after forget() has returned, get() in this process never answers with what was read before.
// Every process calls it when it hears of the event, so the others follow as fast as events travel.
// `life` is only the net below that.
//
// Stampedes: one load at a time for a key in this process, the others wait for it; across processes
// an entry is renewed a little early by one of its readers (isDue), and an expired one is loaded at
// most once by each. Errors are never kept. Any thread; a loader must not ask for the same key.

#include "core/clock.h"
#include "platform/cache/memory_store.h"
#include "platform/cache/redis_client.h"

#include <functional>
#include <random>

namespace stoa::cache {

class Cache {
public:
    static constexpr std::size_t kMaxKeyBytes = 512; // longer keys are answered, not kept
    static constexpr double kJitter = 0.1;           // of a life, so that not all end together
    // Who has waited so long for somebody else's load loads by himself.
    static constexpr std::chrono::seconds kMostWait{2};
    // By how much the clocks of nodes may differ where it matters, see README.
    static constexpr std::chrono::seconds kClockSlack{5};

    struct Options {
        std::string name; // in keys and metrics: "categories"
        int version = 1;  // of what the bytes mean; a program reads its own version only
        Duration life = std::chrono::minutes(1);
        std::size_t maxBytes = 4 * 1024 * 1024; // in this process
        std::size_t maxValueBytes = 256 * 1024; // larger ones are answered, not kept
        RedisClient* redis = nullptr;           // nullptr: this process only
        std::string prefix = "stoa";            // of keys in Redis, different per installation
        std::uint64_t seed = 0;                 // of jitter and early renewal; 0: chosen
    };

    struct Counters {
        std::int64_t hits = 0;       // answered by this process
        std::int64_t sharedHits = 0; // by Redis
        std::int64_t misses = 0;     // by the loader
        std::int64_t waits = 0;      // for another's load
        std::int64_t evictions = 0;
        std::int64_t forgotten = 0; // calls of forget and forgetAll
        std::size_t entries = 0;
        std::size_t bytes = 0;
    };

    using Load = std::function<Result<std::string>()>;

    Cache(Options options, const Clock& clock);

    // Errors: the loader's.
    Result<Value> get(const std::string& tenant, const std::string& key, const Load& load);
    void forget(const std::string& tenant);
    // Something may have changed that nobody told us: nothing stored until now is believed.
    void forgetAll();

    const std::string& name() const { return m_options.name; }
    Counters counters() const;

private:
    // A load in progress. Once it is detached (forgotten), its value is only for those who waited.
    struct Flight {
        bool isDone = false;
        bool isDetached = false;
        Value value{}; // null: the load failed
    };
    using FlightPointer = std::shared_ptr<Flight>;

    std::optional<Value> answerAtOnce(const CacheKey& key, FlightPointer& mine);
    Result<Value> lead(const CacheKey& key, const FlightPointer& flight, const Load& load);
    Result<CacheEntry> fetch(const CacheKey& key, const Load& load, bool& isShared);
    std::optional<CacheEntry> readShared(const CacheKey& key, std::string& generation);
    void writeShared(const CacheKey& key, const CacheEntry& entry, const std::string& generation);
    bool renewGeneration(const std::string& tenant);
    std::string generationKey(const std::string& tenant) const;
    std::string entryKey(const CacheKey& key) const;
    Timestamp endOfLife(Timestamp from);
    bool isGood(const CacheEntry& entry, Timestamp now);

    const Options m_options;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable m_landed;
    MemoryStore m_memory;
    std::map<CacheKey, FlightPointer> m_flights;
    Timestamp m_trustedFrom; // what Redis holds from before is not believed
    std::mt19937_64 m_random;
    Counters m_counters;
};

} // namespace stoa::cache
