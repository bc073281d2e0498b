#include "core/clock.h"
#include "core/thread_name.h"
#include "platform/jobs/hints.h"
#include "platform/jobs/worker_state.h"

#include <spdlog/spdlog.h>

namespace stoa::jobs {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::chrono::milliseconds kBetweenLooks{10}; // when the last one has found nothing
constexpr std::chrono::seconds kBetweenRebuilds{30};
constexpr std::size_t kMaxClaims = 64; // organisations of one round trip

// The clock's own thread: see worker.h. Only this class claims.
class Dispatcher {
public:
    explicit Dispatcher(WorkerState& state)
        : m_state(state), m_scheduler(state.options.schedules, state.options.scheduleOwner)
    {}

    void run();

private:
    struct Look {
        std::vector<Claim> claims;
        std::vector<int> looks; // of the claims' hints
    };

    Done round();
    Done sweep(db::Connection& connection, Timestamp now);
    Done beat(db::Connection& connection, Timestamp now);
    Done fill(db::Connection& connection, Timestamp now);
    Look choose(const std::vector<Hint>& hints, Timestamp now);
    void take(const Look& look, std::vector<std::vector<Job>> lists, Timestamp until);
    void rest();

    WorkerState& m_state;
    Scheduler m_scheduler;
    Timestamp m_swept;
    Timestamp m_beat;
    Timestamp m_rebuilt;
    Uuid m_served;                      // the organisation that was claimed for last
    std::optional<Timestamp> m_nextDue; // of a hint, when it is soon
    bool m_hasFound = false;
    bool m_isAway = false; // the database, so that its absence is logged once
};

void Dispatcher::run()
{
    nameThread("stoa-jobs");
    m_beat = m_state.now();
    while (true) {
        {
            const std::lock_guard lock(m_state.mutex);
            if (m_state.isStopping) return;
            m_state.isRung = false;
        }
        const Done done = round();
        if (!done && !m_isAway)
            spdlog::warn("the job queue cannot be read: {}", describe(done.error()));
        if (done && m_isAway) {
            spdlog::info("the job queue is back");
            m_state.wakeWriters.notify_all();
        }
        m_isAway = !done;
        rest();
    }
}

Done Dispatcher::round()
{
    m_hasFound = false;
    STOA_TRY(lease, m_state.parts.pool.acquire(db::within(kPatience)));
    const Timestamp now = m_state.now();
    if (now - m_beat >= m_state.options.heartbeat) STOA_CHECK(beat(*lease, now));
    const Done swept = now - m_swept >= m_state.options.sweep ? sweep(*lease, now) : Done{};
    if (!lease->isUsable()) return swept;
    STOA_CHECK(fill(*lease, now)); // even when sweeping failed: nobody else claims here
    return swept;
}

Done Dispatcher::sweep(db::Connection& connection, Timestamp now)
{
    STOA_TRY(rescued, rescue(connection, now));
    if (rescued.readyAgain + rescued.buried > 0) {
        spdlog::warn("{} jobs of lost workers are ready again, {} are dead letters",
                     rescued.readyAgain, rescued.buried);
    }
    if (now - m_rebuilt >= kBetweenRebuilds) {
        STOA_CHECK(rebuildHints(connection, now));
        m_rebuilt = now;
    }
    STOA_CHECK(m_scheduler.keep(connection, now));
    STOA_TRY(loads, measure(connection, now));
    m_state.parts.pressure.measured(std::move(loads));
    m_swept = now;
    return {};
}

Done Dispatcher::beat(db::Connection& connection, Timestamp now)
{
    std::vector<HoldPtr> holds;
    {
        const std::lock_guard lock(m_state.mutex);
        for (const auto& [id, hold] : m_state.holds)
            holds.push_back(hold);
    }
    std::vector<Held> held;
    for (const HoldPtr& hold : holds)
        held.push_back(Held::of(hold->job));
    const Timestamp until = now + m_state.options.lease;
    STOA_TRY(still, extend(connection, held, until));
    std::sort(still.begin(), still.end());
    for (const HoldPtr& hold : holds) {
        if (std::binary_search(still.begin(), still.end(), hold->job.id))
            hold->until = until.micros();
        else
            hold->isLost = true; // or it ended meanwhile
    }
    m_beat = now;
    return {};
}

Done Dispatcher::fill(db::Connection& connection, Timestamp now)
{
    std::vector<std::string> queues;
    {
        const std::lock_guard lock(m_state.mutex);
        for (const Lanes& lanes : m_state.lanes) {
            if (lanes.room() > 0) queues.push_back(lanes.name());
        }
    }
    m_nextDue.reset();
    if (queues.empty()) return {};
    const Timestamp horizon = now + m_state.options.poll;
    STOA_TRY(hints, readHints(connection, queues, horizon, m_served));
    const Look look = choose(hints, now);
    if (look.claims.empty()) return {};
    const Timestamp until = now + m_state.options.lease;
    STOA_TRY(lists, claim(connection, look.claims, m_state.options.name, now, until));
    HintColumns empty;
    HintColumns found;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const Claim& each = look.claims[i];
        if (lists[i].empty())
            empty.add(each.org, each.queue);
        else if (look.looks[i] > 0)
            found.add(each.org, each.queue);
    }
    take(look, std::move(lists), until);
    return settleHints(connection, empty, found, now);
}

// Each queue's room is shared equally between the organisations that wait for it.
Dispatcher::Look Dispatcher::choose(const std::vector<Hint>& hints, Timestamp now)
{
    const std::lock_guard lock(m_state.mutex);
    std::map<std::string_view, std::size_t> waiting;
    for (const Hint& hint : hints) {
        if (hint.nextRunAt <= now)
            ++waiting[hint.queue];
        else
            m_nextDue = std::min(m_nextDue.value_or(hint.nextRunAt), hint.nextRunAt);
    }
    std::map<std::string_view, std::size_t> room;
    for (const auto& [queue, count] : waiting)
        room[queue] = m_state.lanesOf(queue).room();
    Look look;
    for (Lanes& lanes : m_state.lanes)
        lanes.setHasMore(false);
    for (const Hint& hint : hints) {
        if (hint.nextRunAt > now) continue;
        Lanes& lanes = m_state.lanesOf(hint.queue);
        const std::size_t share = std::max<std::size_t>(1, lanes.room() / waiting[hint.queue]);
        const std::size_t most = std::min({share, lanes.roomFor(hint.org), room[hint.queue]});
        if (most == 0 || look.claims.size() == kMaxClaims) {
            lanes.setHasMore(true);
            continue;
        }
        room[hint.queue] -= most;
        look.claims.push_back({hint.org, hint.queue, most});
        look.looks.push_back(hint.looks);
        m_served = hint.org;
    }
    return look;
}

void Dispatcher::take(const Look& look, std::vector<std::vector<Job>> lists, Timestamp until)
{
    {
        const std::lock_guard lock(m_state.mutex);
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (lists[i].empty()) continue;
            m_hasFound = true;
            Lanes& lanes = m_state.lanesOf(look.claims[i].queue);
            if (lists[i].size() == look.claims[i].most) lanes.setHasMore(true);
            for (Job& job : lists[i]) {
                auto hold = std::make_shared<Hold>(std::move(job), until);
                m_state.holds.insert_or_assign(hold->job.id, hold);
                lanes.add(std::move(hold));
            }
        }
    }
    if (m_hasFound) m_state.wakeExecutors.notify_all();
}

// Until somebody rings, a hint becomes due, or the poll is over.
void Dispatcher::rest()
{
    auto span = m_state.options.poll;
    if (m_nextDue) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*m_nextDue - m_state.now());
        span = std::clamp(wait, std::chrono::milliseconds(1), span);
    }
    std::unique_lock lock(m_state.mutex);
    const auto isStopping = [this] { return m_state.isStopping; };
    if (!m_hasFound) m_state.wakeDispatcher.wait_for(lock, kBetweenLooks, isStopping);
    m_state.wakeDispatcher.wait_for(
        lock, span, [this] { return m_state.isStopping || (m_state.isRung && !m_isAway); });
}

} // namespace

void dispatch(WorkerState& state)
{
    Dispatcher(state).run();
}

} // namespace stoa::jobs
