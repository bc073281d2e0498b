#include "node/marketplace/search_upkeep.h"

#include "core/thread_name.h"
#include "node/marketplace/marketplace_sql.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::chrono::seconds kPatience{20};

} // namespace

SearchUpkeep::SearchUpkeep(db::Pool& pool) : m_pool(pool)
{
    m_thread = std::thread([this] {
        nameThread("stoa-search");
        run();
    });
}

SearchUpkeep::~SearchUpkeep()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SearchUpkeep::note(std::size_t events)
{
    bool isEnough = false;
    {
        const std::scoped_lock lock(m_mutex);
        const std::size_t before = std::exchange(m_noted, m_noted + events);
        isEnough = before < kEnough && m_noted >= kEnough;
    }
    if (isEnough) m_wake.notify_one();
}

void SearchUpkeep::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isStopping || m_noted >= kEnough; });
        if (m_isStopping) return;
        m_noted = 0;
        lock.unlock();
        sort();
        lock.lock();
    }
}

void SearchUpkeep::sort()
{
    auto lease = m_pool.acquire(db::within(kPatience));
    if (!lease) return; // nothing is written while the database is away
    if (const auto sorted = sortSearchIndexes(**lease); !sorted)
        spdlog::warn("search indexes were not sorted: {}", describe(sorted.error()));
}

Result<std::int64_t> sortSearchIndexes(db::Connection& connection)
{
    STOA_TRY(rows, connection.run(marketplace::sql::kSortSearchIndexes));
    return rows.single().get<std::int64_t>("pages");
}

} // namespace stoa::node
