#pragma once
// Entries in this process, bounded in bytes: what was used longest ago makes room. Grouped by
// tenant, so that all of a tenant can go at once. Not for several threads; see Cache.

#include "platform/cache/cache_entry.h"

#include <list>
#include <map>

namespace stoa::cache {

struct CacheKey {
    std::string tenant;
    std::string key;
    friend auto operator<=>(const CacheKey&, const CacheKey&) = default;
};

class MemoryStore {
public:
    static constexpr std::size_t kOverhead = 256; // counted for each entry besides its text

    explicit MemoryStore(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    // The entry becomes the one used last; null when there is none. Expiry is the caller's affair.
    const CacheEntry* find(const CacheKey& key);
    // How many others had to go. What is larger than the whole bound is not kept.
    std::size_t put(const CacheKey& key, CacheEntry entry);
    void erase(const CacheKey& key);
    void eraseTenant(const std::string& tenant);
    void clear();

    std::size_t size() const { return m_entries.size(); }
    std::size_t bytes() const { return m_bytes; }

private:
    struct Held {
        CacheEntry entry;
        std::list<CacheKey>::iterator place;
        std::size_t bytes;
    };
    using Entries = std::map<CacheKey, Held>;
    Entries::iterator drop(Entries::iterator at);

    const std::size_t m_maxBytes;
    Entries m_entries;
    std::list<CacheKey> m_order; // last used first
    std::size_t m_bytes = 0;
};

} // namespace stoa::cache
