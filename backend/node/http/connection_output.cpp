#include "node/http/connection.h"
#include "node/wire/event_stream.h"

namespace stoa::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr std::chrono::seconds kMostLinger{2};

std::string headText(const HttpResponse& response, bool isKeptAlive)
{
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += reasonOf(response.status);
    text += "\r\n";
    for (const auto& [name, value] : response.headers)
        text += name + ": " + value + "\r\n";
    if (response.events == nullptr && response.status != 204) {
        text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    return text + (isKeptAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

} // namespace

std::function<void()> Connection::fromOutside(std::function<void(Connection&)> call)
{
    return [gate = m_gate, weak = weak_from_this(), call] {
        const std::shared_lock lock(gate->mutex);
        if (!gate->isOpen) return;
        auto self = weak.lock();
        if (self == nullptr) return;
        const auto strand = self->m_strand;
        // Handed on, not copied: the last reference must not end on a thread of the node.
        asio::post(strand, [self = std::move(self), call] { call(*self); });
    };
}

void Connection::refuse(const Error& error)
{
    send(m_hub.exchange->refuse(error, m_peer));
}

void Connection::send(HttpResponse response)
{
    if (m_phase == Phase::Closed) return;
    if (response.events != nullptr && m_hub.eventStreams++ >= m_hub.options.maxEventStreams) {
        --m_hub.eventStreams;
        return refuse(makeError(ErrorKind::Unavailable, "events.too_many_streams")
                          .after(std::chrono::seconds(30)));
    }
    m_isKeptAlive = m_isKeptAlive && !response.close && !m_hub.isDraining;
    std::string text = headText(response, m_isKeptAlive);
    const bool isHead = m_parser->get().method() == beast::http::verb::head;
    if (!isHead) text += response.body;
    m_feed = std::move(response.events);
    write(std::move(text), &Connection::afterResponse);
}

void Connection::write(std::string text, Step then)
{
    m_out = std::move(text);
    m_sent = 0;
    enter(Phase::Writing, m_hub.options.writeTimeout);
    writeRest(then);
}

void Connection::writeRest(Step then)
{
    m_transport->writeSome(asio::buffer(m_out.data() + m_sent, m_out.size() - m_sent),
                           [self = shared_from_this(), then](Code code, std::size_t bytes) {
                               if (self->m_phase == Phase::Closed) return;
                               if (code) return self->close();
                               self->m_sent += bytes;
                               if (self->m_sent == self->m_out.size()) {
                                   self->m_out.clear();
                                   return (self.get()->*then)();
                               }
                               self->enter(self->m_phase, self->m_hub.options.writeTimeout);
                               self->writeRest(then);
                           });
}

void Connection::afterResponse()
{
    if (m_feed != nullptr) return startStream();
    if (m_isKeptAlive) return begin();
    linger();
}

void Connection::startStream()
{
    enter(Phase::Streaming, m_hub.options.heartbeat);
    if (m_hub.isDraining) return linger();
    m_nextRecheck = std::chrono::steady_clock::now() + m_hub.options.recheck;
    m_feed->onReady(fromOutside([](Connection& self) { self.pump(); }));
    read(); // to notice that the client has gone
}

void Connection::pump()
{
    if (m_phase == Phase::Writing && m_feed != nullptr && m_out.empty()) {
        enter(Phase::Streaming, m_hub.options.heartbeat);
    }
    if (m_phase != Phase::Streaming) return;
    if (m_hub.isDraining) return linger();
    std::string text = m_feed->take();
    if (!text.empty()) write(std::move(text), &Connection::pump);
}

void Connection::linger()
{
    if (m_phase == Phase::Closed || m_phase == Phase::Lingering) return;
    enter(Phase::Lingering, kMostLinger);
    m_transport->endSending([self = shared_from_this()] {
        if (self->m_phase != Phase::Closed) self->read();
    });
}

void Connection::enter(Phase phase, std::chrono::milliseconds most)
{
    m_phase = phase;
    m_timer.expires_after(most);
    m_timer.async_wait([self = shared_from_this(), round = ++m_timerRound](Code code) {
        if (!code && round == self->m_timerRound) self->onTimer();
    });
}

void Connection::onTimer()
{
    switch (m_phase) {
    case Phase::Head:
    case Phase::Body:
        return refuse(makeError(ErrorKind::Timeout, "request.timeout"));
    case Phase::Streaming:
        if (std::chrono::steady_clock::now() >= m_nextRecheck) {
            m_nextRecheck = std::chrono::steady_clock::now() + m_hub.options.recheck;
            m_feed->recheck(fromOutside([](Connection& self) { self.linger(); }));
        }
        return write(std::string(wire::kHeartbeatFrame), &Connection::pump);
    case Phase::Handshake:
    case Phase::Idle:
    case Phase::Writing:
    case Phase::Lingering:
        return close();
    case Phase::Running:
    case Phase::Closed:
        return;
    }
}

void Connection::giveBackBody()
{
    m_hub.giveBackBodyBytes(std::exchange(m_bodyReserved, 0));
}

void Connection::close()
{
    if (m_phase == Phase::Closed) return;
    m_phase = Phase::Closed;
    ++m_timerRound;
    m_timer.cancel();
    m_transport->close();
    giveBackBody();
    if (m_feed != nullptr) --m_hub.eventStreams;
    m_feed.reset();
    m_hub.remove(*this);
}

} // namespace stoa::http
