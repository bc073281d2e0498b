#include "node/embedded/batch_queue.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace stoa::node {
namespace {

bool hasRoom(const BatchQueue::Batch& batch, const QueuedCall& call)
{
    if (batch.calls.empty()) return true;
    return batch.calls.size() < BatchQueue::kMaxBatch &&
           batch.calls.front().operation == call.operation;
}

} // namespace

void BatchQueue::add(OrgId seller, QueuedCall call, Moment now)
{
    Seller& its = m_sellers[seller];
    ++its.waiting;
    if (!its.isBusy) countFree(1, now);
    m_waiting.push_back({seller, std::move(call)});
}

bool BatchQueue::isReady(Moment now) const
{
    const auto start = nextStart();
    if (!start) return false;
    const std::size_t share = fairShare();
    return now >= *start || (m_waiting.size() >= share && 2 * m_free >= share);
}

std::optional<BatchQueue::Moment> BatchQueue::nextStart() const
{
    if (m_free == 0 || m_running.size() >= m_mostRunning) return std::nullopt;
    return m_running.empty() ? m_gathersUntil : m_freeSince + kPatience;
}

std::optional<BatchQueue::Batch> BatchQueue::take(Moment now)
{
    if (!isReady(now)) return std::nullopt;
    Batch batch;
    std::deque<Waiting> rest;
    const std::size_t share = fairShare();
    std::size_t planned = 0; // all that the batch's sellers have waiting
    for (Waiting& waiting : m_waiting) {
        Seller& its = m_sellers.at(waiting.seller);
        const bool isOfBatch = its.joins || (!its.isBusy && planned < share);
        if (!isOfBatch || !hasRoom(batch, waiting.call)) {
            rest.push_back(std::move(waiting));
            continue;
        }
        if (!std::exchange(its.joins, true)) {
            batch.sellers.push_back(waiting.seller);
            planned += its.waiting;
        }
        --its.waiting;
        --m_free;
        batch.calls.push_back(std::move(waiting.call));
    }
    m_waiting = std::move(rest);
    for (const OrgId& seller : batch.sellers) {
        Seller& its = m_sellers.at(seller);
        its.joins = false;
        its.isBusy = true;
        m_free -= its.waiting;
    }
    m_freeSince = now;
    m_running.push_back(batch.calls.size());
    return batch;
}

void BatchQueue::finish(const Batch& batch, Moment now)
{
    m_company = underWay();
    m_running.erase(std::ranges::find(m_running, batch.calls.size()));
    for (const OrgId& seller : batch.sellers) {
        const auto its = m_sellers.find(seller);
        its->second.isBusy = false;
        countFree(its->second.waiting, now);
        if (its->second.waiting == 0) m_sellers.erase(its);
    }
    m_gathersUntil = now + kGather;
}

std::vector<QueuedCall> BatchQueue::abandon()
{
    std::vector<QueuedCall> calls;
    for (Waiting& waiting : std::exchange(m_waiting, {})) {
        --m_sellers.at(waiting.seller).waiting;
        calls.push_back(std::move(waiting.call));
    }
    m_free = 0;
    return calls;
}

std::size_t BatchQueue::underWay() const
{
    return std::accumulate(m_running.begin(), m_running.end(), m_waiting.size());
}

std::size_t BatchQueue::fairShare() const
{
    const std::size_t company = std::max(m_company, underWay());
    return std::clamp(company / m_mostRunning, std::min(company, kFew), kMaxBatch);
}

void BatchQueue::countFree(std::size_t more, Moment now)
{
    if (m_free == 0 && more > 0) m_freeSince = now;
    m_free += more;
}

} // namespace stoa::node
