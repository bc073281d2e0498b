#include "platform/jobs/lanes.h"

#include "core/assert.h"

namespace stoa::jobs {
namespace {

constexpr std::size_t kLanesOfBuffer = 4; // full lanes that fit into the buffer of a queue

} // namespace

Lanes::Lanes(QueueOptions options)
    : m_options(std::move(options)), m_most(kLanesOfBuffer * m_options.claimSize)
{
    STOA_ASSERT(m_options.concurrency > 0 && m_options.claimSize > 0);
    if (m_options.perOrganisation == 0)
        m_options.perOrganisation = m_options.concurrency - m_options.concurrency / 4;
}

std::size_t Lanes::roomFor(const Uuid& org) const
{
    const auto lane = m_lanes.find(org);
    const std::size_t waiting = lane == m_lanes.end() ? 0 : lane->second.waiting.size();
    if (waiting > m_options.claimSize / 2) return 0; // claims are worth their round trip
    return std::min(room(), m_options.claimSize - waiting);
}

void Lanes::add(HoldPtr hold)
{
    m_lanes[hold->job.org].waiting.insert(std::move(hold));
    ++m_waiting;
}

HoldPtr Lanes::take()
{
    if (m_waiting == 0 || m_running >= m_options.concurrency) return nullptr;
    auto lane = m_lanes.upper_bound(m_served);
    for (std::size_t seen = 0; seen < m_lanes.size(); ++seen, ++lane) {
        if (lane == m_lanes.end()) lane = m_lanes.begin();
        auto& [org, content] = *lane;
        if (content.waiting.empty() || content.running >= m_options.perOrganisation) continue;
        HoldPtr hold = *content.waiting.begin();
        content.waiting.erase(content.waiting.begin());
        ++content.running;
        ++m_running;
        --m_waiting;
        m_served = org;
        return hold;
    }
    return nullptr;
}

void Lanes::finished(const Uuid& org)
{
    const auto lane = m_lanes.find(org);
    STOA_ASSERT(lane != m_lanes.end() && lane->second.running > 0);
    --m_running;
    if (--lane->second.running == 0 && lane->second.waiting.empty()) m_lanes.erase(lane);
}

std::vector<HoldPtr> Lanes::takeAll()
{
    std::vector<HoldPtr> all;
    for (auto& [org, lane] : m_lanes) {
        all.insert(all.end(), lane.waiting.begin(), lane.waiting.end());
        lane.waiting.clear();
    }
    std::erase_if(m_lanes, [](const auto& entry) { return entry.second.running == 0; });
    m_waiting = 0;
    return all;
}

} // namespace stoa::jobs
