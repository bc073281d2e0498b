#include "node/http/session.h"

#include "node/http/event_feed.h"
#include "node/wire/event_stream.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace stoa::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Code = boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::chrono::seconds kMostLinger{2};

enum class Phase {
    Handshake,
    Idle, // between requests
    Head,
    Body,
    Running, // the node has it
    Writing,
    Streaming,
    Lingering, // all is said; reading what the client still sends
    Closed,
};

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

class Connection final : public Session, public std::enable_shared_from_this<Connection> {
public:
    Connection(SessionHub& hub, std::unique_ptr<Transport> transport, bool isSurplus);
    ~Connection() override { close(); }

    void start() override;
    void drain() override;
    void close() override;

private:
    using Step = void (Connection::*)();

    // Runs `call` on the strand, from any thread and however late.
    template <class Call>
    std::function<void()> fromOutside(Call call);

    void begin();
    void read();
    void onRead(Code code, std::size_t bytes);
    void parse();
    bool takeHead();
    Result<std::size_t> admitHead();
    void dispatch();
    void refuse(const Error& error);
    void send(HttpResponse response);
    void write(std::string text, Step then);
    void writeRest(Step then);
    void afterResponse();
    void startStream();
    void pump();
    void linger();
    void enter(Phase phase, std::chrono::milliseconds most);
    void onTimer();
    void giveBackBody();

    SessionHub& m_hub;
    const std::shared_ptr<SessionHub::Gate> m_gate;
    const std::unique_ptr<Transport> m_transport;
    const asio::any_io_executor m_strand;
    asio::steady_timer m_timer;
    const bool m_isSurplus;
    Phase m_phase = Phase::Handshake;
    std::uint64_t m_timerRound = 0;
    bool m_isReading = false;

    beast::flat_buffer m_in;
    std::optional<Parser> m_parser;
    HttpRequest m_request;
    bool m_hasHead = false;
    bool m_isKeptAlive = false;
    std::size_t m_bodyProgress = 0;
    std::size_t m_bodyReserved = 0;
    std::string m_peer;

    std::string m_out;
    std::size_t m_sent = 0;
    std::shared_ptr<EventFeed> m_feed;
    std::chrono::steady_clock::time_point m_nextRecheck;
};

Connection::Connection(SessionHub& hub, std::unique_ptr<Transport> transport, bool isSurplus)
    : m_hub(hub),
      m_gate(hub.gate),
      m_transport(std::move(transport)),
      m_strand(m_transport->socket().get_executor()),
      m_timer(m_strand),
      m_isSurplus(isSurplus)
{
    Code ignored;
    m_transport->socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    m_peer = m_transport->socket().remote_endpoint(ignored).address().to_string();
}

template <class Call>
std::function<void()> Connection::fromOutside(Call call)
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

void Connection::start()
{
    asio::post(m_strand, [self = shared_from_this()] {
        self->enter(Phase::Handshake, self->m_hub.options.headerTimeout);
        self->m_transport->handshake([self](Code code) {
            if (code) return self->close();
            self->begin();
        });
    });
}

void Connection::drain()
{
    asio::post(m_strand, [self = shared_from_this()] {
        const bool isIdle = self->m_phase == Phase::Idle || self->m_phase == Phase::Streaming;
        if (isIdle) self->linger();
    });
}

void Connection::begin()
{
    if (m_phase == Phase::Closed) return;
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_hub.options.maxHeaderBytes));
    m_parser->body_limit(boost::none); // set when the operation is known
    m_request = {};
    m_hasHead = false;
    if (m_in.size() > 0) {
        enter(Phase::Head, m_hub.options.headerTimeout);
    } else if (m_hub.isDraining) {
        return linger();
    } else {
        enter(Phase::Idle, m_hub.options.idleTimeout);
    }
    parse();
}

void Connection::read()
{
    if (m_isReading) return;
    m_isReading = true;
    m_transport->readSome(m_in.prepare(kReadBytes),
                          [self = shared_from_this()](Code code, std::size_t bytes) {
                              self->m_isReading = false;
                              self->onRead(code, bytes);
                          });
}

void Connection::onRead(Code code, std::size_t bytes)
{
    if (m_phase == Phase::Closed || m_phase == Phase::Running) return;
    const bool isParsing =
        m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
    if (!isParsing) { // what comes now is dropped; the end of it ends the connection
        if (!code) return read();
        if (m_phase != Phase::Writing || m_feed != nullptr) close();
        return;
    }
    if (code) return close();
    m_in.commit(bytes);
    if (m_phase == Phase::Idle) enter(Phase::Head, m_hub.options.headerTimeout);
    m_bodyProgress += bytes;
    if (m_phase == Phase::Body && m_bodyProgress >= kReadBytes) {
        m_bodyProgress = 0;
        enter(Phase::Body, m_hub.options.bodyTimeout);
    }
    parse();
}

void Connection::parse()
{
    while (m_in.size() > 0) {
        Code code;
        m_in.consume(m_parser->put(m_in.data(), code));
        if (code == beast::http::error::need_more) {
            // Body bytes never stay behind, so this is a header, or the line of a chunk.
            if (m_in.size() <= m_hub.options.maxHeaderBytes) break;
            code = beast::http::error::header_limit;
        }
        if (code == beast::http::error::header_limit) {
            return refuse(makeError(ErrorKind::TooLarge, "request.header_too_large")
                              .with("most", std::to_string(m_hub.options.maxHeaderBytes)));
        }
        if (code == beast::http::error::body_limit) {
            return refuse(makeError(ErrorKind::TooLarge, "request.body_too_large"));
        }
        if (code) {
            return refuse(makeError(ErrorKind::Invalid, "request.malformed_http", code.message())
                              .with("reason", code.message()));
        }
        if (!m_hasHead && m_parser->is_header_done()) {
            m_hasHead = true;
            if (!takeHead()) return;
        }
        if (m_parser->is_done()) return dispatch();
    }
    read();
}

// False when something else goes on first.
bool Connection::takeHead()
{
    for (const auto& field : m_parser->get())
        m_request.headers.add(field.name_string(), field.value());
    m_request.method = m_parser->get().method_string();
    m_request.target = m_parser->get().target();
    m_request.peer = m_peer;
    m_isKeptAlive = m_parser->keep_alive();
    const auto most = admitHead();
    if (!most) {
        refuse(most.error());
        return false;
    }
    if (m_parser->is_done()) return true;
    m_parser->body_limit(*most);
    m_bodyProgress = 0;
    enter(Phase::Body, m_hub.options.bodyTimeout);
    const bool isWaiting =
        equalsIgnoringCase(m_request.headers.find("Expect").value_or(""), "100-continue");
    if (!isWaiting || m_in.size() > 0) return true;
    write("HTTP/1.1 100 Continue\r\n\r\n", &Connection::read);
    return false;
}

// The most bytes that the body may have, or what is wrong with the head.
Result<std::size_t> Connection::admitHead()
{
    if (m_isSurplus) {
        return fail(makeError(ErrorKind::Unavailable, "node.too_many_connections")
                        .after(std::chrono::seconds(1)));
    }
    if (m_parser->get().version() == 11 && m_request.headers.count("Host") != 1) {
        return fail(makeError(ErrorKind::Invalid, "request.malformed_http").in("Host"));
    }
    const auto coding = m_request.headers.find("Transfer-Encoding");
    if (coding && !equalsIgnoringCase(*coding, "chunked")) {
        // The parser would take it for a request without a body, and the body for a request.
        return fail(ErrorKind::Invalid, "request.unsupported_transfer_encoding");
    }
    const std::size_t most = m_hub.exchange->mostBodyBytes(m_request.method, m_request.target);
    const auto length = m_parser->content_length();
    if (length && *length > most) {
        return fail(makeError(ErrorKind::TooLarge, "request.body_too_large")
                        .with("most", std::to_string(most)));
    }
    const std::size_t expected = length ? static_cast<std::size_t>(*length) : coding ? most : 0;
    if (!m_hub.takeBodyBytes(expected)) {
        return fail(
            makeError(ErrorKind::Unavailable, "node.overloaded").after(std::chrono::seconds(1)));
    }
    m_bodyReserved = expected;
    return most;
}

void Connection::dispatch()
{
    m_phase = Phase::Running;
    ++m_timerRound;
    m_timer.cancel();
    m_request.body = std::move(m_parser->get().body());
    const bool isHead = m_request.method == "HEAD";
    auto respond = [gate = m_gate, weak = weak_from_this(), isHead](HttpResponse response) {
        const std::shared_lock lock(gate->mutex);
        if (!gate->isOpen) return;
        auto self = weak.lock();
        if (self == nullptr) return;
        const auto strand = self->m_strand;
        asio::post(strand,
                   [self = std::move(self), isHead, response = std::move(response)]() mutable {
                       self->giveBackBody();
                       self->send(std::move(response));
                   });
    };
    m_hub.exchange->handle(std::exchange(m_request, {}), std::move(respond));
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
    const Phase before = m_phase;
    enter(Phase::Writing, m_hub.options.writeTimeout);
    writeRest(then);
    if (before == Phase::Body) m_phase = Phase::Body; // an interim response
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

} // namespace

std::shared_ptr<Session> makeSession(SessionHub& hub, std::unique_ptr<Transport> transport,
                                     bool isSurplus)
{
    return std::make_shared<Connection>(hub, std::move(transport), isSurplus);
}

} // namespace stoa::http
