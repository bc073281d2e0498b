#include "node/embedded/embedded_node.h"

#include <spdlog/spdlog.h>

#ifdef __linux__
#include <pthread.h>
#endif

namespace stoa::node {
namespace {

void nameThread(std::size_t number)
{
#ifdef __linux__
    pthread_setname_np(pthread_self(), ("stoa-work-" + std::to_string(number)).c_str());
#else
    (void)number;
#endif
}

class NoSubscription final : public api::Subscription {};

} // namespace

EmbeddedNode::EmbeddedNode(Door& door, EventBus& events, std::size_t workers)
    : m_door(door), m_events(events), m_bulkMost(std::max<std::size_t>(1, workers / 4))
{
    for (std::size_t i = 0; i < workers; ++i)
        m_workers.emplace_back([this, i] { work(i); });
}

EmbeddedNode::~EmbeddedNode()
{
    std::vector<Call> abandoned;
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
        for (Lane* lane : {&m_front, &m_back, &m_bulk}) {
            std::move(lane->begin(), lane->end(), std::back_inserter(abandoned));
            lane->clear();
        }
    }
    m_wake.notify_all();
    for (const Call& call : abandoned) {
        call.callback(fail(ErrorKind::Canceled, "node.stopping"));
    }
    for (auto& worker : m_workers)
        worker.join();
}

void EmbeddedNode::submit(const api::Operation& operation, api::CallOptions options,
                          api::ErasedRequest request, api::ErasedCallback callback)
{
    auto span = operation.deadline;
    if (options.deadline.count() > 0) span = std::min(span, options.deadline);
    Error refusal;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isStopping) {
            refusal = makeError(ErrorKind::Canceled, "node.stopping");
        } else if (m_front.size() + m_back.size() + m_bulk.size() >= kMaxQueued) {
            refusal =
                makeError(ErrorKind::Unavailable, "node.overloaded").after(std::chrono::seconds(1));
        } else {
            const bool isBulk = operation.rate == api::RateClass::Bulk;
            Lane& lane = isBulk                                    ? m_bulk
                         : operation.rate == api::RateClass::Query ? m_back
                                                                   : m_front;
            lane.push_back({&operation, std::move(options), std::move(request), std::move(callback),
                            db::within(span)});
        }
    }
    if (refusal.code.empty())
        m_wake.notify_one();
    else
        callback(fail(std::move(refusal)));
}

std::unique_ptr<api::Subscription>
EmbeddedNode::subscribe(api::CallOptions options, std::function<void(const api::Event&)> handler,
                        std::function<void()> lost)
{
    const auto audience = m_door.audience(options.token);
    if (!audience) {
        spdlog::info("events refused: {}", describe(audience.error()));
        return std::make_unique<NoSubscription>();
    }
    return m_events.subscribe(*audience, std::move(handler), std::move(lost));
}

std::size_t EmbeddedNode::queueDepth() const
{
    const std::scoped_lock lock(m_mutex);
    return m_front.size() + m_back.size() + m_bulk.size();
}

bool EmbeddedNode::hasWork() const
{
    return !m_front.empty() || !m_back.empty() || (!m_bulk.empty() && m_bulkRunning < m_bulkMost);
}

// Front and back take turns while both have work; bulk goes when there is room for it.
std::optional<EmbeddedNode::Call> EmbeddedNode::take(std::unique_lock<std::mutex>& lock)
{
    m_wake.wait(lock, [this] { return m_isStopping || hasWork(); });
    if (m_isStopping) return std::nullopt;
    Lane* lane = &m_bulk;
    if (!m_front.empty() && (m_back.empty() || !m_tookFront))
        lane = &m_front;
    else if (!m_back.empty())
        lane = &m_back;
    m_tookFront = lane == &m_front;
    if (lane == &m_bulk) ++m_bulkRunning;
    Call call = std::move(lane->front());
    lane->pop_front();
    return call;
}

void EmbeddedNode::work(std::size_t number)
{
    nameThread(number);
    std::unique_lock lock(m_mutex);
    while (auto call = take(lock)) {
        lock.unlock();
        call->callback(answer(*call));
        const bool isBulk = call->operation->rate == api::RateClass::Bulk;
        call.reset(); // what the callback holds is released outside the lock
        lock.lock();
        if (isBulk) {
            --m_bulkRunning;
            m_wake.notify_one();
        }
    }
}

Result<api::ErasedAnswer> EmbeddedNode::answer(const Call& call)
{
    if (std::chrono::steady_clock::now() >= call.deadline) {
        return fail(ErrorKind::Timeout, "node.deadline_passed", "waited too long for a worker");
    }
    // Exceptions are bugs or exhausted memory; they must not take the node down with them.
    try {
        return m_door.pass(*call.operation, call.options, call.request.get(), call.deadline);
    } catch (const std::exception& exception) {
        spdlog::error("{}: {}", call.operation->name, exception.what());
        return fail(ErrorKind::Internal, "node.failed");
    }
}

} // namespace stoa::node
