#include "node/remote/remote_node.h"

#include "core/assert.h"
#include "core/thread_name.h"
#include "node/remote/event_stream.h"
#include "node/remote/link.h"

#include <QCoreApplication>

namespace stoa::remote {
namespace {

class RemoteSubscription final : public api::Subscription {
public:
    RemoteSubscription(std::shared_ptr<LinkGate> gate, std::shared_ptr<EventStream> stream)
        : m_gate(std::move(gate)), m_stream(std::move(stream))
    {}
    ~RemoteSubscription() override
    {
        m_stream->close();
        m_gate->post([stream = std::move(m_stream)](Link& link) { link.removeStream(stream); });
    }

private:
    const std::shared_ptr<LinkGate> m_gate;
    std::shared_ptr<EventStream> m_stream;
};

// The body of the thread.
void live(Destination destination, std::shared_ptr<LinkGate> gate)
{
    nameThread("stoa-remote");
    {
        Link link(std::move(destination), std::move(gate));
        link.run();
    }
    // What asked to be deleted later, as a loop would have done.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

Result<std::unique_ptr<RemoteNode>> RemoteNode::make(RemoteOptions options)
{
    STOA_TRY(destination, Destination::check(std::move(options)));
    return std::unique_ptr<RemoteNode>(new RemoteNode(std::move(destination)));
}

RemoteNode::RemoteNode(Destination destination)
    : m_gate(std::make_shared<LinkGate>()),
      m_thread([gate = m_gate, destination = std::move(destination)]() mutable {
          live(std::move(destination), std::move(gate));
      })
{}

RemoteNode::~RemoteNode()
{
    STOA_ASSERT(std::this_thread::get_id() != m_thread.get_id());
    m_gate->close([](Link& link) { link.stop(); });
    m_thread.join();
}

void RemoteNode::submit(const api::Operation& operation, api::CallOptions options,
                        api::ErasedRequest request, api::ErasedCallback callback)
{
    const bool isPosted = m_gate->post(
        [&operation, options = std::move(options), request = std::move(request),
         callback](Link& link) { link.submit(operation, options, request, callback); });
    if (!isPosted) callback(fail(ErrorKind::Canceled, "node.stopping"));
}

std::unique_ptr<api::Subscription>
RemoteNode::subscribe(api::CallOptions options, std::function<void(const api::Event&)> handler,
                      std::function<void()> lost)
{
    auto stream =
        std::make_shared<EventStream>(std::move(options), std::move(handler), std::move(lost));
    m_gate->post([stream](Link& link) { link.addStream(stream); });
    return std::make_unique<RemoteSubscription>(m_gate, std::move(stream));
}

} // namespace stoa::remote
