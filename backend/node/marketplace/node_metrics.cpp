#include "node/marketplace/node_metrics.h"

#include "platform/gateways/provider_link.h"

namespace stoa::node {
namespace {

using observability::Metrics;
using resilience::CircuitBreaker;

template <class Number>
std::function<double()> reading(std::function<Number()> read)
{
    return [read = std::move(read)] { return static_cast<double>(read()); };
}

// 0 closed, 1 half-open, 2 open.
double valueOf(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Closed:
        return 0;
    case CircuitBreaker::State::HalfOpen:
        return 1;
    case CircuitBreaker::State::Open:
        return 2;
    }
    return 0;
}

void addBreaker(Metrics& metrics, const std::string& dependency,
                std::function<CircuitBreaker::State()> state,
                const std::function<CircuitBreaker::Counters()>& counters)
{
    const Metrics::Labels labels{{"dependency", dependency}};
    metrics.addGauge("stoa_breaker_state", "0 closed, 1 half-open, 2 open", labels,
                     [state = std::move(state)] { return valueOf(state()); });
    metrics.addCounter("stoa_breaker_trips_total", "Times that a breaker opened", labels,
                       reading<std::int64_t>([counters] { return counters().trips; }));
    metrics.addCounter("stoa_breaker_refused_total", "Calls that an open breaker saved", labels,
                       reading<std::int64_t>([counters] { return counters().refused; }));
}

void addCache(Metrics& metrics, const cache::Cache& cache)
{
    using Counters = cache::Cache::Counters;
    const Metrics::Labels name{{"cache", cache.name()}};
    const auto count = [&](std::string level, std::int64_t Counters::*counter) {
        auto labels = name;
        labels["level"] = std::move(level);
        metrics.addCounter(
            "stoa_cache_answers_total", "Answers by the level that gave them", labels,
            reading<std::int64_t>([&cache, counter] { return cache.counters().*counter; }));
    };
    count("memory", &Counters::hits);
    count("redis", &Counters::sharedHits);
    count("source", &Counters::misses);
    metrics.addCounter("stoa_cache_evictions_total", "Entries that made room for others", name,
                       reading<std::int64_t>([&cache] { return cache.counters().evictions; }));
    metrics.addCounter("stoa_cache_forgotten_total", "Times that events ended what was kept", name,
                       reading<std::int64_t>([&cache] { return cache.counters().forgotten; }));
    metrics.addGauge("stoa_cache_bytes", "Memory of a cache in this process", name,
                     reading<std::size_t>([&cache] { return cache.counters().bytes; }));
}

} // namespace

void addPoolMetrics(Metrics& metrics, const db::Pool& pool)
{
    metrics.addGauge("stoa_pool_connections", "Open connections to the database",
                     reading<std::size_t>([&pool] { return pool.counters().open; }));
    metrics.addGauge("stoa_pool_connections_in_use", "Connections lent to calls",
                     reading<std::size_t>([&pool] { return pool.counters().inUse; }));
    addBreaker(
        metrics, "postgresql", [&pool] { return pool.breaker().state(); },
        [&pool] { return pool.breaker().counters(); });
}

void addProviderMetrics(Metrics& metrics, const payments::Providers& providers)
{
    using Counters = gateways::ProviderLink::Counters;
    for (const std::string& name : providers.names()) {
        const auto* const provider = providers.findProvider(name);
        const auto* const link = provider != nullptr ? provider->link() : nullptr;
        if (link == nullptr) continue;
        const auto count = [&](const char* metric, const char* help,
                               std::int64_t Counters::*counter) {
            metrics.addCounter(
                metric, help, {{"provider", name}},
                reading<std::int64_t>([link, counter] { return link->counters().*counter; }));
        };
        count("stoa_provider_calls_total", "Calls to a payment provider", &Counters::calls);
        count("stoa_provider_failures_total", "Of them without an answer, or with one of the 500s",
              &Counters::failures);
        count("stoa_provider_retries_total", "Calls that were sent again on another connection",
              &Counters::retries);
        addBreaker(
            metrics, name, [link] { return link->state(); },
            [link] { return link->counters().breaker; });
    }
}

void addRedisMetrics(Metrics& metrics, const cache::RedisClient& redis)
{
    metrics.addCounter("stoa_redis_calls_total", "Calls to Redis", {},
                       reading<std::int64_t>([&redis] { return redis.counters().calls; }));
    metrics.addCounter("stoa_redis_failures_total", "Calls to Redis that failed", {},
                       reading<std::int64_t>([&redis] { return redis.counters().failures; }));
    addBreaker(
        metrics, "redis", [&redis] { return redis.state(); },
        [&redis] { return redis.counters().breaker; });
}

void addCacheMetrics(Metrics& metrics, const ReplyCache& replies)
{
    for (const cache::Cache* cache : replies.caches())
        addCache(metrics, *cache);
}

void addWebhookMetrics(Metrics& metrics, const WebhookCounters& counters, const WebhookFeed& feed,
                       const Clock& clock)
{
    const auto add = [&metrics](const char* outcome, const std::atomic<std::int64_t>& count) {
        metrics.addCounter("stoa_webhook_posts_total", "Calls of webhook endpoints",
                           {{"outcome", outcome}},
                           reading<std::int64_t>([&count] { return count.load(); }));
    };
    add("taken", counters.taken);
    add("refused", counters.refused);
    add("unanswered", counters.unanswered);
    metrics.addGauge("stoa_webhook_backlog", "Deliveries that active endpoints wait for",
                     reading<std::int64_t>([&feed] { return feed.backlog().count; }));
    metrics.addGauge("stoa_webhook_oldest_seconds", "For how long the oldest of them has waited",
                     [&feed, &clock] {
                         const auto oldest = feed.backlog().oldest;
                         if (!oldest) return 0.0;
                         return std::chrono::duration<double>(clock.now() - *oldest).count();
                     });
}

} // namespace stoa::node
