#include "node/http/connection.h"

namespace stoa::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr std::size_t kReadBytes = 16 * 1024;

} // namespace

std::shared_ptr<Session> makeSession(SessionHub& hub, std::unique_ptr<Transport> transport,
                                     bool isSurplus)
{
    return std::make_shared<Connection>(hub, std::move(transport), isSurplus);
}

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
    write("HTTP/1.1 100 Continue\r\n\r\n", &Connection::readBody);
    return false;
}

void Connection::readBody()
{
    enter(Phase::Body, m_hub.options.bodyTimeout);
    read();
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

} // namespace stoa::http
