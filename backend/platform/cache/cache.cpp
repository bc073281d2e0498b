#include "platform/cache/cache.h"

#include "core/id.h"

#include <cmath>

namespace stoa::cache {
namespace {

// Longer than any entry lives. A generation that is lost sooner takes its entries with it.
constexpr const char* kGenerationMillis = "86400000";

std::string millisText(Duration span)
{
    return std::to_string(std::max<std::int64_t>(1, span.count() / 1000));
}

} // namespace

Cache::Cache(Options options, const Clock& clock)
    : m_options(std::move(options)),
      m_clock(clock),
      m_memory(m_options.maxBytes),
      m_random(m_options.seed != 0 ? m_options.seed : std::random_device()())
{}

Result<Value> Cache::get(const std::string& tenant, const std::string& key, const Load& load)
{
    if (tenant.size() + key.size() > kMaxKeyBytes) {
        STOA_TRY(loaded, load());
        return std::make_shared<const std::string>(std::move(loaded));
    }
    const CacheKey full{tenant, key};
    FlightPointer mine;
    if (auto value = answerAtOnce(full, mine)) return std::move(*value);
    return lead(full, mine, load);
}

// The value, or nothing and a flight that the caller now leads. A flight that nobody else knows of
// is led by who waited too long for another's.
std::optional<Value> Cache::answerAtOnce(const CacheKey& key, FlightPointer& mine)
{
    const auto patience = std::chrono::steady_clock::now() + kMostWait;
    mine = std::make_shared<Flight>();
    std::unique_lock lock(m_mutex);
    while (true) {
        const CacheEntry* entry = m_memory.find(key);
        const Timestamp now = m_clock.now();
        const auto flying = m_flights.find(key);
        const bool isFlying = flying != m_flights.end();
        const bool isAlive = entry != nullptr && now < entry->expiresAt;
        if (isAlive && (isFlying || isGood(*entry, now))) {
            ++m_counters.hits;
            return entry->value;
        }
        if (!isFlying) {
            m_flights.emplace(key, mine);
            return std::nullopt;
        }
        const FlightPointer other = flying->second;
        ++m_counters.waits;
        if (!m_landed.wait_until(lock, patience, [&] { return other->isDone; })) {
            mine->isDetached = true;
            return std::nullopt;
        }
        if (other->value) return other->value;
    }
}

Result<Value> Cache::lead(const CacheKey& key, const FlightPointer& flight, const Load& load)
{
    bool isShared = false;
    auto fetched = fetch(key, load, isShared);
    const std::scoped_lock lock(m_mutex);
    ++(isShared ? m_counters.sharedHits : m_counters.misses);
    flight->isDone = true;
    Value value;
    if (fetched) {
        value = fetched->value;
    } else if (const CacheEntry* old = m_memory.find(key);
               old != nullptr && m_clock.now() < old->expiresAt) {
        value = old->value; // it was renewed early, and is still good
    }
    flight->value = value;
    if (!flight->isDetached) {
        m_flights.erase(key);
        if (fetched && value->size() <= m_options.maxValueBytes) {
            m_counters.evictions +=
                static_cast<std::int64_t>(m_memory.put(key, std::move(*fetched)));
        }
    }
    m_landed.notify_all();
    if (!value) return fail(fetched);
    return value;
}

Result<CacheEntry> Cache::fetch(const CacheKey& key, const Load& load, bool& isShared)
{
    std::string generation;
    if (auto entry = readShared(key, generation)) {
        isShared = true;
        return std::move(*entry);
    }
    const Timestamp started = m_clock.now();
    STOA_TRY(loaded, load());
    const Timestamp now = m_clock.now();
    CacheEntry entry{std::make_shared<const std::string>(std::move(loaded)), started,
                     endOfLife(started), now - started};
    if (!generation.empty()) writeShared(key, entry, generation);
    return entry;
}

// `generation` stays empty when Redis cannot be used this time.
std::optional<CacheEntry> Cache::readShared(const CacheKey& key, std::string& generation)
{
    if (m_options.redis == nullptr) return std::nullopt;
    const std::array<RedisCommand, 2> reads{RedisCommand{"GET", generationKey(key.tenant)},
                                            RedisCommand{"GET", entryKey(key)}};
    const auto replies = m_options.redis->run(reads);
    if (!replies) return std::nullopt;
    if (!replies->front().isText()) {
        const std::array<RedisCommand, 2> starts{RedisCommand{"SET", generationKey(key.tenant),
                                                              Uuid::makeV7().text(), "NX", "PX",
                                                              kGenerationMillis},
                                                 reads[0]};
        const auto started = m_options.redis->run(starts);
        if (started && started->back().isText()) generation = started->back().text;
        return std::nullopt;
    }
    generation = replies->front().text;
    if (!replies->back().isText()) return std::nullopt;
    auto entry = decodeEntry(replies->back().text, generation);
    const std::scoped_lock lock(m_mutex);
    const bool isBelieved = entry && entry->storedAt >= m_trustedFrom &&
                            entry->value->size() <= m_options.maxValueBytes &&
                            isGood(*entry, m_clock.now());
    if (!isBelieved) return std::nullopt;
    return entry;
}

void Cache::writeShared(const CacheKey& key, const CacheEntry& entry, const std::string& generation)
{
    if (entry.value->size() > m_options.maxValueBytes) return;
    // Whether it arrived makes no difference to anybody's answer.
    static_cast<void>(m_options.redis->run({"SET", entryKey(key), encodeEntry(entry, generation),
                                            "PX", millisText(entry.expiresAt - entry.storedAt)}));
}

// Redis first: who reads it after this finds nothing old, and who read it before has a flight,
// which is detached.
void Cache::forget(const std::string& tenant)
{
    const bool isRenewed = m_options.redis == nullptr || renewGeneration(tenant);
    const std::scoped_lock lock(m_mutex);
    ++m_counters.forgotten;
    if (!isRenewed) m_trustedFrom = m_clock.now() + kClockSlack;
    m_memory.eraseTenant(tenant);
    auto at = m_flights.lower_bound({tenant, {}});
    while (at != m_flights.end() && at->first.tenant == tenant) {
        at->second->isDetached = true;
        at = m_flights.erase(at);
    }
}

void Cache::forgetAll()
{
    const std::scoped_lock lock(m_mutex);
    ++m_counters.forgotten;
    m_trustedFrom = m_clock.now() + kClockSlack;
    m_memory.clear();
    for (auto& [key, flight] : m_flights)
        flight->isDetached = true;
    m_flights.clear();
}

bool Cache::renewGeneration(const std::string& tenant)
{
    return m_options.redis
        ->run({"SET", generationKey(tenant), Uuid::makeV7().text(), "PX", kGenerationMillis})
        .has_value();
}

std::string Cache::generationKey(const std::string& tenant) const
{
    return m_options.prefix + ":generation:" + m_options.name + ':' + tenant;
}

std::string Cache::entryKey(const CacheKey& key) const
{
    return m_options.prefix + ":cache:" + m_options.name + ".v" +
           std::to_string(m_options.version) + ':' + key.tenant + ':' + key.key;
}

Timestamp Cache::endOfLife(Timestamp from)
{
    const std::scoped_lock lock(m_mutex);
    std::uniform_real_distribution<double> part(1 - kJitter, 1 + kJitter);
    return from +
           Duration(std::llround(static_cast<double>(m_options.life.count()) * part(m_random)));
}

bool Cache::isGood(const CacheEntry& entry, Timestamp now)
{
    std::uniform_real_distribution<double> chance(0.0, 1.0);
    return now < entry.expiresAt && !isDue(entry, now, 1.0 - chance(m_random));
}

Cache::Counters Cache::counters() const
{
    const std::scoped_lock lock(m_mutex);
    Counters now = m_counters;
    now.entries = m_memory.size();
    now.bytes = m_memory.bytes();
    return now;
}

} // namespace stoa::cache
