#include "node/http/event_feed.h"

#include "api/identity.h"
#include "node/wire/event_stream.h"

namespace stoa::http {

EventFeed::EventFeed(api::Node& node, api::CallOptions options)
    : m_node(node), m_options(std::move(options))
{}

std::shared_ptr<EventFeed> EventFeed::open(api::Node& node, api::CallOptions options,
                                           bool startsLost)
{
    const std::shared_ptr<EventFeed> feed(new EventFeed(node, std::move(options)));
    feed->m_waiting->text = wire::kHeartbeatFrame; // tells the client at once that it is connected
    if (startsLost) feed->m_waiting->text += wire::kLostFrame;
    const auto waiting = feed->m_waiting;
    feed->m_subscription = node.subscribe(
        feed->m_options,
        [waiting](const api::Event& event) { waiting->put(wire::eventFrame(event)); },
        [waiting] { waiting->put(wire::kLostFrame); });
    return feed;
}

void EventFeed::Waiting::put(std::string_view frame)
{
    std::function<void()> call;
    {
        const std::lock_guard lock(mutex);
        if (text.empty()) call = ready;
        if (text.size() + frame.size() > kMaxWaitingBytes)
            text = wire::kLostFrame;
        else
            text += frame;
    }
    if (call) call();
}

std::string EventFeed::take()
{
    const std::lock_guard lock(m_waiting->mutex);
    return std::exchange(m_waiting->text, {});
}

void EventFeed::onReady(std::function<void()> ready)
{
    bool isWaiting = false;
    {
        const std::lock_guard lock(m_waiting->mutex);
        m_waiting->ready = ready;
        isWaiting = !m_waiting->text.empty();
    }
    if (isWaiting) ready();
}

void EventFeed::recheck(std::function<void()> ended)
{
    api::CallOptions options = m_options;
    options.request = {};
    api::submit(m_node, std::move(options), api::GetMe{},
                std::function<void(Result<api::Answer<api::MeView>>)>(
                    [ended = std::move(ended)](const Result<api::Answer<api::MeView>>& answer) {
                        if (answer) return;
                        const ErrorKind kind = answer.error().kind;
                        if (kind == ErrorKind::Unauthenticated || kind == ErrorKind::Forbidden) {
                            ended();
                        }
                    }));
}

} // namespace stoa::http
