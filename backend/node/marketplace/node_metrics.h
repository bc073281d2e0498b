#pragma once
// The numbers of this node that are read when the metrics page is asked for: pool, queue, breakers,
// Redis, caches, webhooks. What is passed must outlive the metrics.

#include "domain/payments/providers.h"
#include "node/embedded/reply_cache.h"
#include "node/marketplace/webhook_feed.h"
#include "node/marketplace/webhook_jobs.h"
#include "platform/db/pool.h"
#include "platform/observability/metrics.h"

namespace stoa::node {

void addPoolMetrics(observability::Metrics& metrics, const db::Pool& pool);
void addRedisMetrics(observability::Metrics& metrics, const cache::RedisClient& redis);
// Of the providers that are reached over a network.
void addProviderMetrics(observability::Metrics& metrics, const payments::Providers& providers);
void addCacheMetrics(observability::Metrics& metrics, const ReplyCache& replies);
void addWebhookMetrics(observability::Metrics& metrics, const WebhookCounters& counters,
                       const WebhookFeed& feed, const Clock& clock);

} // namespace stoa::node
