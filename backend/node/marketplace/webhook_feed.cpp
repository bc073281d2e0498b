#include "node/marketplace/webhook_feed.h"

#include "core/thread_name.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::chrono::seconds kPatience{20};

} // namespace

WebhookFeed::WebhookFeed(db::Pool& pool, const Clock& clock, std::function<void()> ring)
    : m_pool(pool), m_clock(clock), m_ring(std::move(ring))
{
    m_thread = std::thread([this] {
        nameThread("stoa-webhooks");
        run();
    });
}

WebhookFeed::~WebhookFeed()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WebhookFeed::note()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isNoted = true;
    }
    m_wake.notify_one();
}

webhooks::Backlog WebhookFeed::backlog() const
{
    const std::scoped_lock lock(m_mutex);
    return m_backlog;
}

void WebhookFeed::run()
{
    bool wasGood = true;
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        m_wake.wait_for(lock, kPoll, [this] { return m_isStopping || m_isNoted; });
        if (m_isStopping) return;
        m_isNoted = false;
        lock.unlock();
        const Done done = look();
        if (!done && wasGood) spdlog::warn("webhooks wait: {}", describe(done.error()));
        wasGood = done.has_value();
        lock.lock();
        m_wake.wait_for(lock, kRest, [this] { return m_isStopping; });
    }
}

bool WebhookFeed::isStopping() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isStopping;
}

Done WebhookFeed::look()
{
    STOA_TRY(lease, m_pool.acquire(db::within(kPatience)));
    STOA_CHECK(moveAlong(*lease));
    STOA_TRY(endpoints, webhooks::putToWork(*lease, m_clock.now()));
    if (endpoints > 0) m_ring();
    const auto now = std::chrono::steady_clock::now();
    if (now - m_measured < kMeasure) return {};
    STOA_TRY(measured, webhooks::backlog(*lease));
    m_measured = now;
    const std::scoped_lock lock(m_mutex);
    m_backlog = measured;
    return {};
}

// One step for each organisation, so that a long log does not hold up the others; what is left then
// has its turn at once.
Done WebhookFeed::moveAlong(db::Connection& connection)
{
    STOA_TRY(behind, webhooks::organisationsBehind(connection));
    bool hasMore = std::ssize(behind) == webhooks::kMaxAtOnce;
    for (const OrgId organisation : behind) {
        if (isStopping()) return {};
        connection.setDeadline(db::within(kPatience));
        STOA_TRY(taken, webhooks::takeIn(connection, organisation, m_clock.now()));
        hasMore = hasMore || taken.hasMore;
    }
    if (hasMore) note();
    return {};
}

} // namespace stoa::node
