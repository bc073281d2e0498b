#include "gui/fake_node.h"

namespace stoa::test {

class FakeNode::Ticket final : public api::Subscription {
public:
    Ticket(FakeNode& node, int number) : m_node(node), m_number(number) {}
    ~Ticket() override { m_node.m_subscribers.erase(m_number); }

private:
    FakeNode& m_node;
    int m_number;
};

FakeNode::~FakeNode()
{
    for (const auto& call : m_calls) {
        if (auto callback = std::exchange(call->callback, {}))
            callback(fail(ErrorKind::Canceled, "node.stopping"));
    }
}

void FakeNode::submit(const api::Operation& operation, api::CallOptions options,
                      api::ErasedRequest request, api::ErasedCallback callback)
{
    auto call = std::make_shared<Call>(Call{std::string(operation.name), std::move(options),
                                            std::move(request), std::move(callback)});
    m_calls.push_back(call);
    if (!m_held.contains(call->operation)) answer(*call);
}

void FakeNode::answer(Call& call)
{
    const auto callback = std::exchange(call.callback, {});
    if (!callback) return;
    const auto script = m_scripts.find(call.operation);
    if (script == m_scripts.end()) {
        return callback(fail(makeError(ErrorKind::Unavailable, "fake.no_script", call.operation)));
    }
    auto reply = script->second(call.request.get());
    if (!reply) return callback(fail(reply));
    callback(api::ErasedAnswer{std::move(*reply), RequestId::make(), false});
}

FakeNode::Calls FakeNode::callsOf(const std::string& operation) const
{
    Calls calls;
    std::copy_if(m_calls.begin(), m_calls.end(), std::back_inserter(calls),
                 [&](const auto& call) { return call->operation == operation; });
    return calls;
}

std::unique_ptr<api::Subscription>
FakeNode::subscribe(api::CallOptions, std::function<void(const api::Event&)> handler,
                    std::function<void()> lost)
{
    const int number = m_nextSubscriber++;
    m_subscribers.emplace(number, Subscriber{std::move(handler), std::move(lost)});
    return std::make_unique<Ticket>(*this, number);
}

void FakeNode::publish(std::string type, std::string aggregate, OrgId organisation)
{
    const api::Event event{organisation, ++m_seq, std::move(type), std::move(aggregate), {}};
    for (const auto& [number, subscriber] : m_subscribers)
        subscriber.handler(event);
}

void FakeNode::lose()
{
    for (const auto& [number, subscriber] : m_subscribers)
        subscriber.lost();
}

} // namespace stoa::test
