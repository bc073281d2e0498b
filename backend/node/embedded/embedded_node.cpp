#include "node/embedded/embedded_node.h"

#include "core/thread_name.h"
#include "node/codec/codec.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::size_t kBatchesAtATime = 3; // some wait for the disk while another is worked out

class NoSubscription final : public api::Subscription {};

} // namespace

EmbeddedNode::EmbeddedNode(Door& door, EventBus& events, std::size_t workers)
    : m_door(door),
      m_events(events),
      m_batches(kBatchesAtATime),
      m_bulkMost(std::max<std::size_t>(1, workers / 4))
{
    for (std::size_t i = 0; i < workers; ++i)
        m_workers.emplace_back([this, i] { work(i); });
}

EmbeddedNode::~EmbeddedNode()
{
    std::vector<QueuedCall> abandoned;
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
        abandoned = m_batches.abandon();
        for (Lane* lane : {&m_front, &m_back, &m_bulk}) {
            std::ranges::move(*lane, std::back_inserter(abandoned));
            lane->clear();
        }
        while (!m_idle.empty())
            wakeOne();
    }
    for (const QueuedCall& call : abandoned) {
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
    Sleeper* called = nullptr;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isStopping) {
            refusal = makeError(ErrorKind::Canceled, "node.stopping");
        } else if (queued() >= kMaxQueued) {
            refusal =
                makeError(ErrorKind::Unavailable, "node.overloaded").after(std::chrono::seconds(1));
        } else {
            enqueue({&operation, std::move(options), std::move(request), std::move(callback),
                     db::within(span)});
            if (needsWorker()) called = callOne();
        }
    }
    if (called) called->wake.notify_one();
    if (!refusal.code.empty()) callback(fail(std::move(refusal)));
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

void EmbeddedNode::enqueue(QueuedCall call)
{
    const api::Operation& operation = *call.operation;
    if (m_door.isBatched(operation)) {
        const auto seller = codec::codecOf(operation).seller(call.request.get());
        m_batches.add(seller.value_or(OrgId()), std::move(call), std::chrono::steady_clock::now());
    } else if (operation.rate == api::RateClass::Bulk) {
        m_bulk.push_back(std::move(call));
    } else {
        (operation.rate == api::RateClass::Query ? m_back : m_front).push_back(std::move(call));
    }
}

std::size_t EmbeddedNode::queueDepth() const
{
    const std::scoped_lock lock(m_mutex);
    return queued();
}

std::size_t EmbeddedNode::queued() const
{
    return m_front.size() + m_back.size() + m_bulk.size() + m_batches.size();
}

bool EmbeddedNode::hasWork() const
{
    return m_batches.isReady(std::chrono::steady_clock::now()) || !m_front.empty() ||
           !m_back.empty() || (!m_bulk.empty() && m_bulkRunning < m_bulkMost);
}

// To do something, or to see to it that a batch starts in time.
bool EmbeddedNode::needsWorker() const
{
    return hasWork() || (!m_hasTimer && m_batches.nextStart());
}

EmbeddedNode::Job EmbeddedNode::takeFirst(Lane& lane)
{
    Job job;
    job.work.calls.push_back(std::move(lane.front()));
    lane.pop_front();
    return job;
}

// Batches, front and back take turns while they have work; bulk goes when there is room for it.
std::optional<EmbeddedNode::Job> EmbeddedNode::takeNext()
{
    for (unsigned tries = 0; tries < 3; ++tries) {
        m_turn = (m_turn + 1) % 3;
        if (m_turn == 0) {
            auto batch = m_batches.take(std::chrono::steady_clock::now());
            if (batch) return Job{std::move(*batch), Job::Kind::Batch};
            continue;
        }
        Lane& lane = m_turn == 1 ? m_front : m_back;
        if (!lane.empty()) return takeFirst(lane);
    }
    if (m_bulk.empty() || m_bulkRunning >= m_bulkMost) return std::nullopt;
    ++m_bulkRunning;
    Job job = takeFirst(m_bulk);
    job.kind = Job::Kind::Bulk;
    return job;
}

EmbeddedNode::Sleeper* EmbeddedNode::callOne()
{
    if (m_idle.empty()) return nullptr;
    Sleeper* next = m_idle.back();
    m_idle.pop_back();
    next->isCalled = true;
    return next;
}

void EmbeddedNode::wakeOne()
{
    if (Sleeper* next = callOne()) next->wake.notify_one();
}

void EmbeddedNode::sleep(std::unique_lock<std::mutex>& lock, Sleeper& self)
{
    const auto isCalled = [&self] { return self.isCalled; };
    const auto start = m_hasTimer ? std::nullopt : m_batches.nextStart();
    self.isCalled = false;
    m_idle.push_back(&self);
    if (start) {
        m_hasTimer = true;
        if (!self.wake.wait_until(lock, *start, isCalled)) std::erase(m_idle, &self);
        m_hasTimer = false;
    } else {
        self.wake.wait(lock, isCalled);
    }
}

std::optional<EmbeddedNode::Job> EmbeddedNode::take(std::unique_lock<std::mutex>& lock,
                                                    Sleeper& self)
{
    while (!m_isStopping) {
        if (auto job = takeNext()) {
            if (needsWorker()) wakeOne();
            return job;
        }
        sleep(lock, self);
    }
    return std::nullopt;
}

void EmbeddedNode::finish(const Job& job)
{
    if (job.kind == Job::Kind::Bulk) --m_bulkRunning;
    if (job.kind == Job::Kind::Batch) m_batches.finish(job.work, std::chrono::steady_clock::now());
    if (needsWorker()) wakeOne();
}

void EmbeddedNode::work(std::size_t number)
{
    nameThread("stoa-work-" + std::to_string(number));
    Sleeper self;
    std::unique_lock lock(m_mutex);
    while (auto job = take(lock, self)) {
        lock.unlock();
        std::vector<Result<api::ErasedAnswer>> answers = answer(job->work.calls);
        lock.lock();
        finish(*job);
        lock.unlock();
        for (std::size_t i = 0; i < answers.size(); ++i)
            job->work.calls[i].callback(std::move(answers[i]));
        job.reset(); // what the callbacks hold is released outside the lock
        lock.lock();
    }
}

std::vector<Result<api::ErasedAnswer>> EmbeddedNode::answer(const std::vector<QueuedCall>& calls)
{
    std::vector<Result<api::ErasedAnswer>> answers;
    std::vector<Door::Call> passing;
    std::vector<std::size_t> places;
    const auto now = std::chrono::steady_clock::now();
    for (const QueuedCall& call : calls) {
        answers.push_back(
            fail(ErrorKind::Timeout, "node.deadline_passed", "waited too long for a worker"));
        if (now >= call.deadline) continue;
        places.push_back(answers.size() - 1);
        passing.push_back({call.options, call.request.get(), call.deadline});
    }
    if (passing.empty()) return answers;
    const api::Operation& operation = *calls.front().operation;
    // Exceptions are bugs or exhausted memory; they must not take the node down with them.
    try {
        m_door.pass(operation, passing);
    } catch (const std::exception& exception) {
        spdlog::error("{}: {}", operation.name, exception.what());
        for (Door::Call& call : passing)
            call.answer = fail(ErrorKind::Internal, "node.failed");
    }
    for (std::size_t i = 0; i < passing.size(); ++i)
        answers[places[i]] = std::move(passing[i].answer);
    return answers;
}

} // namespace stoa::node
