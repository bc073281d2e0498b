#pragma once
// Events of the node on their way to one client: a bounded buffer of event-stream text between a
// thread of the node, which must never wait, and the connection, which may be slow. When the
// client does not keep up, what waits is dropped and a `lost` frame takes its place.
//
// open() may be called from any thread, take() and onReady() from the connection's.

#include "api/node.h"

#include <atomic>

namespace stoa::http {

class EventFeed {
public:
    static constexpr std::size_t kMaxWaitingBytes = 256 * 1024;

    // The token has been checked already. `startsLost`: the client was here before and may have
    // missed something in between.
    static std::shared_ptr<EventFeed> open(api::Node& node, api::CallOptions options,
                                           bool startsLost);

    // Everything that waits; empty when nothing does.
    std::string take();
    // Called once for each time that something starts to wait, at once if something does already.
    // Runs on a thread of the node and must not drop the last reference to this feed.
    void onReady(std::function<void()> ready);
    // Asks the node whether the token still opens it; `ended` when not. Same thread as onReady's.
    void recheck(std::function<void()> ended);

private:
    struct Waiting {
        void put(std::string_view frame);

        std::mutex mutex;
        std::string text;
        std::function<void()> ready;
    };

    EventFeed(api::Node& node, api::CallOptions options);

    api::Node& m_node;
    api::CallOptions m_options;
    std::shared_ptr<Waiting> m_waiting = std::make_shared<Waiting>();
    std::unique_ptr<api::Subscription> m_subscription; // last: ends before what it writes to
};

} // namespace stoa::http
