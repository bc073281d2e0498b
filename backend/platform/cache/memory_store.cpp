#include "platform/cache/memory_store.h"

namespace stoa::cache {

const CacheEntry* MemoryStore::find(const CacheKey& key)
{
    const auto at = m_entries.find(key);
    if (at == m_entries.end()) return nullptr;
    m_order.splice(m_order.begin(), m_order, at->second.place);
    return &at->second.entry;
}

std::size_t MemoryStore::put(const CacheKey& key, CacheEntry entry)
{
    erase(key);
    // The key is kept twice.
    const std::size_t bytes =
        entry.value->size() + 2 * (key.tenant.size() + key.key.size()) + kOverhead;
    if (bytes > m_maxBytes) return 0;
    std::size_t evicted = 0;
    while (m_bytes + bytes > m_maxBytes) {
        drop(m_entries.find(m_order.back()));
        ++evicted;
    }
    m_order.push_front(key);
    m_entries.emplace(key, Held{std::move(entry), m_order.begin(), bytes});
    m_bytes += bytes;
    return evicted;
}

void MemoryStore::erase(const CacheKey& key)
{
    const auto at = m_entries.find(key);
    if (at != m_entries.end()) drop(at);
}

void MemoryStore::eraseTenant(const std::string& tenant)
{
    auto at = m_entries.lower_bound({tenant, {}});
    while (at != m_entries.end() && at->first.tenant == tenant)
        at = drop(at);
}

void MemoryStore::clear()
{
    m_entries.clear();
    m_order.clear();
    m_bytes = 0;
}

MemoryStore::Entries::iterator MemoryStore::drop(Entries::iterator at)
{
    m_bytes -= at->second.bytes;
    m_order.erase(at->second.place);
    return m_entries.erase(at);
}

} // namespace stoa::cache
