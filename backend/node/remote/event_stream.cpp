#include "node/remote/event_stream.h"

#include "node/wire/route.h"

namespace stoa::remote {

EventStream::EventStream(api::CallOptions options, std::function<void(const api::Event&)> handler,
                         std::function<void()> lost)
    : m_options(std::move(options)), m_handler(std::move(handler)), m_lost(std::move(lost))
{}

void EventStream::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
}

void EventStream::tell(const std::function<void()>& handler)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isClosed) handler();
}

void EventStream::begin(Link& link)
{
    m_link = &link;
    m_context = std::make_unique<QObject>();
    m_timer = new QTimer(m_context.get());
    m_timer->setSingleShot(true);
    m_silence = new QTimer(m_context.get());
    m_silence->setSingleShot(true);
    QObject::connect(m_timer, &QTimer::timeout, m_context.get(), [this] { connectNow(); });
    QObject::connect(m_silence, &QTimer::timeout, m_context.get(), [this] { m_reply->abort(); });
    connectNow();
}

void EventStream::end()
{
    if (m_reply != nullptr) {
        m_reply->disconnect(m_context.get());
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }
    m_context.reset();
}

void EventStream::connectNow()
{
    QNetworkRequest request = m_link->request(std::string(wire::kEventsPath), m_options);
    request.setRawHeader("Accept", "text/event-stream");
    m_reader = {};
    m_isOpen = false;
    m_reply = m_link->openStream(request);
    m_silence->start(m_link->options().silence);
    QObject::connect(m_reply, &QNetworkReply::readyRead, m_context.get(), [this] { received(); });
    QObject::connect(m_reply, &QNetworkReply::finished, m_context.get(),
                     [this] { disconnected(); });
}

void EventStream::received()
{
    const QString type = m_reply->header(QNetworkRequest::ContentTypeHeader).toString();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200 || !type.startsWith(QLatin1String("text/event-stream"))) {
        if (m_reply->bytesAvailable() > Link::kMaxReplyBytes) m_reply->abort();
        return;
    }
    m_silence->start(m_link->options().silence);
    if (!m_isOpen) {
        m_isOpen = true;
        m_failures = 0;
        tell(m_lost);
    }
    const QByteArray bytes = m_reply->readAll();
    const Done done = m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                                    [this](const auto& frame) { take(frame); });
    if (!done) m_reply->abort();
}

void EventStream::take(const wire::FrameReader::Frame& frame)
{
    if (frame.event == "lost") return tell(m_lost);
    const auto event = wire::readEventData(frame.data);
    // What a newer node says in another way is still a reason to look.
    if (!event) return tell(m_lost);
    tell([&] { m_handler(*event); });
}

void EventStream::disconnected()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_silence->stop();
    m_reply->deleteLater();
    m_reply = nullptr;
    if (status == 401 || status == 403) return; // the token has ended, and so has this
    const RemoteOptions& options = m_link->options();
    m_timer->start(pauseBefore(m_failures, options.reconnectBase, options.mostReconnectPause));
    m_failures = std::min(m_failures + 1, 20);
}

} // namespace stoa::remote
