#include "node/embedded/reply_cache.h"

#include "core/assert.h"
#include "node/codec/codec.h"

#include <set>

namespace stoa::node {
namespace {

const std::string kEverybody = "all";

bool isChangedBy(const CachedReply& rule, std::string_view eventType)
{
    return std::any_of(rule.changedBy.begin(), rule.changedBy.end(),
                       [&](std::string_view begin) { return eventType.starts_with(begin); });
}

} // namespace

ReplyCache::ReplyCache(std::vector<CachedReply> rows, cache::RedisClient* redis,
                       const std::string& prefix, const Clock& clock)
{
    for (CachedReply& rule : rows) {
        STOA_ASSERT(rule.operation->kind == api::Kind::Query);
        cache::Cache::Options options;
        options.name = rule.operation->name;
        options.life = rule.life;
        options.redis = rule.isShared ? redis : nullptr;
        options.prefix = prefix;
        auto cache = std::make_unique<cache::Cache>(std::move(options), clock);
        const std::string_view name = rule.operation->name;
        m_rows.emplace(name, Row{std::move(rule), std::move(cache)});
    }
}

bool ReplyCache::covers(const api::Operation& operation) const
{
    return m_rows.contains(operation.name);
}

Result<std::shared_ptr<void>> ReplyCache::get(const codec::OperationCodec& codec,
                                              std::optional<OrgId> organisation,
                                              const void* request, const Read& read)
{
    std::shared_ptr<void> fresh;
    const auto load = [&]() -> Result<std::string> {
        STOA_TRY(reply, read());
        fresh = std::move(reply);
        return codec.writeReply(fresh.get());
    };
    cache::Cache& cache = *m_rows.at(codec.operation->name).cache;
    STOA_TRY(kept, cache.get(organisation ? organisation->text() : kEverybody,
                             codec.writeRequest(request), load));
    if (fresh) return fresh;
    boost::system::error_code failed;
    const json::value value = json::parse(*kept, failed);
    if (!failed) {
        if (auto reply = codec.readReply(value)) return reply;
    }
    return read(); // what Redis holds is not ours
}

void ReplyCache::follow(std::span<const api::Event> events)
{
    for (auto& [name, row] : m_rows) {
        std::set<std::string> tenants;
        for (const api::Event& event : events) {
            if (isChangedBy(row.rule, event.type)) tenants.insert(event.organisation.text());
        }
        if (!tenants.empty()) tenants.insert(kEverybody);
        for (const std::string& tenant : tenants)
            row.cache->forget(tenant);
    }
}

void ReplyCache::forgetAll()
{
    for (auto& [name, row] : m_rows)
        row.cache->forgetAll();
}

std::vector<const cache::Cache*> ReplyCache::caches() const
{
    std::vector<const cache::Cache*> all;
    for (const auto& [name, row] : m_rows)
        all.push_back(row.cache.get());
    return all;
}

} // namespace stoa::node
