#include "node/marketplace/marketplace.h"

#include "api/operations.h"
#include "core/assert.h"
#include "domain/identity/authenticate.h"
#include "domain/identity/owner_session.h"
#include "domain/identity/revocations.h"
#include "domain/moderation/reviews.h"
#include "domain/payments/routes.h"
#include "node/embedded/embedded_node.h"
#include "node/embedded/event_fanout.h"
#include "node/marketplace/bindings.h"
#include "node/marketplace/cached_replies.h"
#include "node/marketplace/checkout_saga.h"
#include "node/marketplace/job_kinds.h"
#include "node/marketplace/job_operations.h"
#include "node/marketplace/marketplace_sql.h"
#include "node/marketplace/node_metrics.h"
#include "node/marketplace/node_operations.h"
#include "node/marketplace/search_upkeep.h"
#include "node/marketplace/shared_state.h"
#include "node/marketplace/webhook_feed.h"
#include "platform/db/migrations.h"
#include "platform/db/transaction.h"
#include "platform/gateways/sandbox_gateway.h"
#include "platform/gateways/sandbox_pay_gateway.h"
#include "platform/gateways/stripe_gateway.h"

#include <spdlog/spdlog.h>

#include <random>

namespace stoa::node {
namespace {

constexpr std::size_t kSpareConnections = 4;
constexpr std::size_t kSpareJobConnections = 3; // to claim, to complete, and for webhooks
constexpr std::chrono::seconds kMigrationDeadline{600};
constexpr std::chrono::seconds kStartDeadline{10};
constexpr std::chrono::seconds kLookUpDeadline{2};
constexpr std::chrono::seconds kHealthDeadline{1};

double random()
{
    thread_local std::mt19937_64 engine(std::random_device{}());
    return std::uniform_real_distribution<double>(0, 1)(engine);
}

} // namespace

// In the order of construction; destroyed in reverse: calls end first, then what they use.
struct Marketplace::Parts {
    Parts(Options given, const db::Bytes& secret)
        : options(std::move(given)),
          clock(options.clock != nullptr ? *options.clock : systemClock),
          startedAt(clock.now()),
          pool(options.database, options.workers + kSpareConnections),
          jobPool(options.database, options.jobThreads + kSpareJobConnections),
          shared(options.redis, redisPrefix(secret)),
          signer(std::array{secret}),
          authenticator(
              signer, revocations,
              [this](const identity::Digest& digest, Timestamp now) {
                  return findApiKey(digest, now);
              },
              [this](std::string_view id) { return shared.isMarked(id); }),
          journal(openJournal()),
          replies(cachedReplies(), shared.redis(), redisPrefix(secret) + ':' + options.version,
                  clock),
          worker(makeWorker()),
          webhookFeed(makeWebhookFeed()),
          fanout(pool, bus,
                 {[this](std::span<const api::Event> events) { follow(events); },
                  [this] { return catchUp(); }}),
          facts{options.version,
                startedAt,
                pool,
                traffic,
                [this] { return services(); },
                [this] { return node ? node->queueDepth() : 0; }},
          door({pool, clock, handlers,
                [this](std::string_view token, Timestamp now) {
                    return authenticator.authenticate(token, now);
                },
                shared.limiter(), replies, metrics, traffic,
                [this](std::span<const api::Event> events) { publish(events); }, journal.get(),
                options.rateFactor})
    {
        if (options.sandboxPay) {
            sandboxPay.emplace(options.sandboxPay->link, options.sandboxPay->webhookSecret);
            providers.add(*sandboxPay);
        }
        if (options.stripe) {
            stripe.emplace(options.stripe->link, options.stripe->webhookSecret, clock);
            providers.add(*stripe);
        }
        bindDomain(handlers, {hasher, signer, shared.limiter(), reviews, providers,
                              startCheckout(sagas), options.webhooks.policy});
        bindNodeOperations(handlers, facts);
        bindJobOperations(handlers);
        for (const api::Operation* operation : api::allOperations()) {
            STOA_ASSERT(handlers.find(*operation) || handlers.findBatch(*operation));
        }
        addMetrics();
    }

    // Calls end first, then jobs; what both use stays until then.
    ~Parts()
    {
        node.reset();
        if (worker) worker->stop();
    }

    // Without it everything works but taking orders while the database is away; health says so.
    std::unique_ptr<journal::Journal> openJournal() const
    {
        if (options.orderLog.empty()) return nullptr;
        auto opened = journal::Journal::open({.folder = options.orderLog}, startedAt);
        if (!opened) {
            spdlog::error("no order log: {}", describe(opened.error()));
            return nullptr;
        }
        const auto& [damaged, lost] = (*opened)->findings();
        if (damaged > 0)
            spdlog::warn("{} files of the order log were damaged; {} records are lost", damaged,
                         lost);
        return std::move(*opened);
    }

    HealthCheck orderLogCheck() const
    {
        HealthCheck check{"order_log", true, "", false};
        if (!journal) return {"order_log", false, "cannot be opened", false};
        if (journal->isPoisoned()) return {"order_log", false, "its disk failed", false};
        if (journal->findings().lostRecords > 0)
            return {"order_log", false, "records were lost to damage", false};
        if (const auto waiting = journal->waitingCount(); waiting > 0)
            check.note = std::to_string(waiting) + " orders wait for the database";
        return check;
    }

    std::unique_ptr<jobs::Worker> makeWorker()
    {
        if (options.jobThreads == 0) return nullptr;
        return std::make_unique<jobs::Worker>(
            jobs::Worker::Parts{jobPool, clock, kinds, pressure, metrics, random},
            jobOptions(options.jobThreads));
    }

    std::unique_ptr<WebhookFeed> makeWebhookFeed()
    {
        if (!worker) return nullptr;
        return std::make_unique<WebhookFeed>(jobPool, clock, [this] { worker->ring(); });
    }

    Result<std::optional<identity::ApiKeyRecord>> findApiKey(const identity::Digest& digest,
                                                             Timestamp now)
    {
        STOA_TRY(lease, pool.acquire(db::within(kLookUpDeadline)));
        return identity::findApiKey(*lease, digest, now);
    }

    // Own events take effect before the command's reply is seen, not when the bus gets to them.
    void publish(std::span<const api::Event> events)
    {
        follow(events);
        shared.mark(events);
        search.note(events.size());
        fanout.publish(events);
    }

    void follow(std::span<const api::Event> events)
    {
        for (const auto& event : events) {
            identity::follow(revocations, event);
            authenticator.follow(event);
            if (event.type == payments::kRouteChanged) reloadRoutes();
        }
        replies.follow(events);
        if (worker) worker->ring(); // what happened may have left work behind
        if (webhookFeed) webhookFeed->note();
    }

    // Rare: an operator has sent a method elsewhere.
    void reloadRoutes()
    {
        const auto lease = pool.acquire(db::within(kLookUpDeadline));
        const Done done = lease ? payments::loadRoutes(providers, **lease) : Done(fail(lease));
        if (!done) spdlog::error("payment routes stay as they were: {}", describe(done.error()));
    }

    // Events of others may have been missed: what is remembered comes from the database again.
    Done catchUp()
    {
        STOA_TRY(lease, pool.acquire(db::within(kLookUpDeadline)));
        STOA_CHECK(identity::fill(revocations, *lease, clock.now()));
        authenticator.forgetKeys();
        replies.forgetAll();
        return payments::loadRoutes(providers, *lease);
    }

    // A server that runs but does not answer us is of little use.
    std::vector<api::ServiceView> services() const
    {
        auto views = options.services ? options.services() : std::vector<api::ServiceView>();
        if (shared.redis() == nullptr) return views;
        const auto isRedis = [](const api::ServiceView& view) { return view.name == "redis"; };
        auto redis = std::find_if(views.begin(), views.end(), isRedis);
        if (redis == views.end()) {
            redis = views.insert(views.end(), api::ServiceView{"redis"});
        }
        if (redis->state == api::ServiceState::Running && shared.redis()->isAway()) {
            redis->state = api::ServiceState::Degraded;
            redis->note = "redis.away";
        }
        return views;
    }

    void addMetrics()
    {
        addPoolMetrics(metrics, pool);
        addCacheMetrics(metrics, replies);
        addProviderMetrics(metrics, providers);
        if (shared.redis() != nullptr) addRedisMetrics(metrics, *shared.redis());
        if (journal) {
            metrics.addGauge("stoa_order_log_waiting", "Orders that wait for the database",
                             [this] { return static_cast<double>(journal->waitingCount()); });
        }
        metrics.addGauge("stoa_queue_depth", "Calls that wait for a worker",
                         [this] { return node ? static_cast<double>(node->queueDepth()) : 0.0; });
        if (!worker) return;
        addWebhookMetrics(metrics, webhookCounters, *webhookFeed, clock);
        for (const auto& queue : jobOptions(options.jobThreads).queues)
            addQueueGauges(queue.name);
    }

    void addQueueGauges(const std::string& queue)
    {
        const observability::Metrics::Labels labels{{"queue", queue}};
        metrics.addGauge("stoa_jobs_ready", "Jobs that are due", labels,
                         [this, queue] { return static_cast<double>(pressure.load(queue).ready); });
        metrics.addGauge("stoa_jobs_dead", "Dead letters", labels,
                         [this, queue] { return static_cast<double>(pressure.load(queue).dead); });
        metrics.addGauge("stoa_jobs_oldest_seconds", "For how long the oldest job has been due",
                         labels, [this, queue] {
                             const auto oldest = pressure.load(queue).oldestReady;
                             if (!oldest) return 0.0;
                             return std::chrono::duration<double>(clock.now() - *oldest).count();
                         });
    }

    const Options options;
    const SystemClock systemClock{};
    const Clock& clock;
    const Timestamp startedAt;
    db::Pool pool;
    db::Pool jobPool; // of its own: jobs never take the connections of calls, nor these theirs
    SharedState shared;
    const identity::PasswordHasher hasher{};
    const identity::TokenSigner signer;
    identity::RevocationList revocations;
    identity::Authenticator authenticator;
    const catalogue::Reviews reviews = moderation::reviews();
    const gateways::SandboxGateway sandbox{};
    std::optional<gateways::SandboxPayGateway> sandboxPay;
    std::optional<gateways::StripeGateway> stripe;
    payments::Providers providers{sandbox};
    observability::Metrics metrics;
    observability::Traffic traffic;
    const std::unique_ptr<journal::Journal> journal;
    ReplyCache replies;
    WebhookCounters webhookCounters;
    const JobNeeds jobNeeds{[this](std::span<const api::Event> events) { publish(events); },
                            providers, options.checkpoints, options.webhooks, webhookCounters};
    const jobs::Sagas sagas = jobSagas(jobNeeds);
    const jobs::Kinds kinds = jobKinds(jobNeeds, sagas);
    jobs::Pressure pressure;
    const std::unique_ptr<jobs::Worker> worker;     // rung until the bus has ended
    const std::unique_ptr<WebhookFeed> webhookFeed; // noted until the bus has ended
    EventBus bus;
    EventFanout fanout;
    SearchUpkeep search{pool};
    Handlers handlers;
    const NodeFacts facts;
    Door door;
    std::unique_ptr<EmbeddedNode> node;
    const SessionId operatorSession = SessionId::make();
    OrgId marketplaceId; // once it is known
};

Result<std::unique_ptr<Marketplace>> Marketplace::open(Options options)
{
    const SystemClock clock;
    STOA_TRY(migrated, db::migrate(options.database, clock.now(), db::within(kMigrationDeadline)));
    if (!migrated.applied.empty()) {
        spdlog::info("the database's schema is now at version {}", migrated.version);
    }
    STOA_TRY(connection, db::Connection::open(options.database, db::within(kStartDeadline)));
    STOA_TRY(secret, db::readTokenSecret(*connection));
    const std::size_t workers = options.workers;
    auto parts = std::make_unique<Parts>(std::move(options), secret);
    STOA_CHECK(parts->catchUp());
    parts->node = std::make_unique<EmbeddedNode>(parts->door, parts->bus, workers);
    if (parts->worker) parts->worker->start();
    return std::unique_ptr<Marketplace>(new Marketplace(std::move(parts)));
}

Marketplace::Marketplace(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Marketplace::~Marketplace() = default;

api::Node& Marketplace::node()
{
    return *m_parts->node;
}

Result<std::string> Marketplace::operatorToken()
{
    if (m_parts->marketplaceId.isNil()) {
        STOA_TRY(lease, m_parts->pool.acquire(db::within(kLookUpDeadline)));
        STOA_TRY(rows, lease->run(marketplace::sql::kMarketplaceId));
        const auto row = rows.optional();
        if (!row) {
            return fail(ErrorKind::Refused, "setup.missing", "the marketplace has no owner yet");
        }
        m_parts->marketplaceId = row->get<OrgId>("org_id");
    }
    identity::AccessClaims claims;
    claims.session = m_parts->operatorSession;
    claims.organisation = m_parts->marketplaceId;
    claims.kind = api::OrganisationKind::Marketplace;
    claims.roles = {api::Role::Admin};
    claims.name = "Operator";
    claims.issuedAt = m_parts->clock.now();
    claims.expiresAt = claims.issuedAt + identity::TokenSigner::kLife;
    return m_parts->signer.sign(claims);
}

Result<api::SessionView> Marketplace::signInAsOwner()
{
    STOA_TRY(lease, m_parts->pool.acquire(db::within(kStartDeadline)));
    db::Transaction transaction(*lease);
    Actor actor;
    actor.kind = Actor::Kind::System;
    actor.name = "This computer";
    Unit unit(*lease, {actor, std::nullopt, RequestId::make(), m_parts->clock.now(), "console"});
    STOA_TRY(session, identity::openOwnerSession(unit, m_parts->signer));
    STOA_TRY(events, appendRaised(unit));
    STOA_CHECK(transaction.commit());
    m_parts->publish(events);
    return session;
}

std::vector<HealthCheck> Marketplace::health()
{
    std::vector<HealthCheck> checks;
    const auto lease = m_parts->pool.acquire(db::within(kHealthDeadline));
    const bool isAlive = lease && (*lease)->runScript("").has_value();
    checks.push_back({"postgresql", isAlive, lease ? "" : lease.error().code});
    const bool hasRoom = m_parts->node->queueDepth() < EmbeddedNode::kMaxQueued / 2;
    checks.push_back({"queue", hasRoom, hasRoom ? "" : "more than half full"});
    if (!m_parts->options.orderLog.empty()) checks.push_back(m_parts->orderLogCheck());
    if (auto* const redis = m_parts->shared.redis()) {
        const bool answers = redis->ping();
        checks.push_back({"redis", answers, answers ? "" : "away; slower without it", false});
    }
    return checks;
}

std::vector<api::ServiceView> Marketplace::services() const
{
    return m_parts->services();
}

std::string Marketplace::metricsPage() const
{
    return m_parts->metrics.page();
}

} // namespace stoa::node
