#include "node/double/fake_node.h"

namespace stoa::test {

class FakeNode::Handle final : public api::Subscription {
public:
    Handle(std::shared_ptr<Listeners> listeners, std::list<Listener>::iterator at)
        : m_listeners(std::move(listeners)), m_at(at)
    {}
    ~Handle() override
    {
        const std::lock_guard lock(m_listeners->mutex);
        m_listeners->all.erase(m_at);
    }

private:
    const std::shared_ptr<Listeners> m_listeners;
    const std::list<Listener>::iterator m_at;
};

FakeNode::FakeNode() : m_thread([this] { work(); }) {}

FakeNode::~FakeNode()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
    for (Call& call : m_calls)
        call.callback(fail(ErrorKind::Canceled, "node.stopping"));
}

void FakeNode::tellErased(std::string_view operation, Answering answering)
{
    const std::lock_guard lock(m_mutex);
    m_answers[std::string(operation)] = std::move(answering);
}

void FakeNode::hold()
{
    const std::lock_guard lock(m_mutex);
    m_isHeld = true;
}

void FakeNode::release()
{
    const std::lock_guard lock(m_mutex);
    m_isHeld = false;
    m_wake.notify_all();
}

std::vector<FakeNode::Seen> FakeNode::seen() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

std::size_t FakeNode::seenCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen.size();
}

std::size_t FakeNode::subscriptionCount() const
{
    const std::lock_guard lock(m_listeners->mutex);
    return m_listeners->all.size();
}

void FakeNode::publish(const api::Event& event)
{
    const std::lock_guard lock(m_listeners->mutex);
    for (const Listener& listener : m_listeners->all)
        listener.handler(event);
}

void FakeNode::publishLost()
{
    const std::lock_guard lock(m_listeners->mutex);
    for (const Listener& listener : m_listeners->all)
        listener.lost();
}

void FakeNode::submit(const api::Operation& operation, api::CallOptions options,
                      api::ErasedRequest request, api::ErasedCallback callback)
{
    const std::lock_guard lock(m_mutex);
    m_seen.push_back({std::string(operation.name), options});
    m_calls.push_back(
        {operation.name, std::move(options), std::move(request), std::move(callback)});
    m_wake.notify_all();
}

std::unique_ptr<api::Subscription>
FakeNode::subscribe(api::CallOptions, std::function<void(const api::Event&)> handler,
                    std::function<void()> lost)
{
    const std::lock_guard lock(m_listeners->mutex);
    m_listeners->all.push_back({std::move(handler), std::move(lost)});
    return std::make_unique<Handle>(m_listeners, std::prev(m_listeners->all.end()));
}

void FakeNode::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isStopping || (!m_isHeld && !m_calls.empty()); });
        if (m_isStopping) return;
        Call call = std::move(m_calls.front());
        m_calls.pop_front();
        const auto told = m_answers.find(call.operation);
        const Answering answering = told == m_answers.end() ? Answering() : told->second;
        lock.unlock();
        if (answering)
            call.callback(answering(call.options, call.request.get()));
        else
            call.callback(fail(ErrorKind::Refused, "fake.untold"));
        call = {};
        lock.lock();
    }
}

} // namespace stoa::test
