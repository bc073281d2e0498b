#include "node/remote/remote_node.h"

#include "core/assert.h"
#include "node/remote/event_stream.h"
#include "node/remote/link.h"

#include <QThread>

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

} // namespace

Result<std::unique_ptr<RemoteNode>> RemoteNode::make(RemoteOptions options)
{
    auto gate = std::make_shared<LinkGate>();
    STOA_TRY(link, Link::make(std::move(options), gate));
    return std::unique_ptr<RemoteNode>(new RemoteNode(std::move(link), std::move(gate)));
}

RemoteNode::RemoteNode(std::unique_ptr<Link> link, std::shared_ptr<LinkGate> gate)
    : m_thread(std::make_unique<QThread>()), m_gate(std::move(gate))
{
    Link* const moved = link.release();
    m_thread->setObjectName(QStringLiteral("stoa-remote"));
    moved->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, moved, &QObject::deleteLater);
    m_gate->open(moved);
    m_thread->start();
    m_gate->post([](Link& begun) { begun.begin(); });
}

RemoteNode::~RemoteNode()
{
    STOA_ASSERT(QThread::currentThread() != m_thread.get());
    m_gate->close([thread = m_thread.get()](Link& link) {
        link.end();
        thread->quit();
    });
    m_thread->wait();
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
