#pragma once
// One subscription to the events of the remote node: connects, reads, connects again with growing
// random pauses. Made on any thread, lives on the link's; close() may be called on any thread.

#include "node/remote/link.h"
#include "node/wire/event_stream.h"

#include <QTimer>

namespace stoa::remote {

class EventStream {
public:
    EventStream(api::CallOptions options, std::function<void(const api::Event&)> handler,
                std::function<void()> lost);

    // The subscriber's side. After it returns no handler runs and none will, unless it is called
    // from a handler.
    void close();

    // The link's side.
    void begin(Link& link);
    void end();

private:
    void connectNow();
    void received();
    void disconnected();
    void take(const wire::FrameReader::Frame& frame);
    void tell(const std::function<void()>& handler);

    const api::CallOptions m_options;
    const std::function<void(const api::Event&)> m_handler;
    const std::function<void()> m_lost;

    std::recursive_mutex m_mutex; // held while a handler runs
    bool m_isClosed = false;      // under m_mutex

    Link* m_link = nullptr;
    std::unique_ptr<QObject> m_context; // of the connections
    QNetworkReply* m_reply = nullptr;
    wire::FrameReader m_reader;
    bool m_isOpen = false; // the node has said 200
    int m_failures = 0;
    QTimer* m_timer = nullptr;   // of m_context: the pause before the next attempt
    QTimer* m_silence = nullptr; // of m_context: since the last byte
};

} // namespace stoa::remote
