#pragma once
// The one kind of Session: HTTP/1.1 over a Transport, with Beast's parser for the requests.
// connection_input.cpp reads and admits, connection_output.cpp writes, streams and ends. Only these
// two include Beast and this header.

#include "node/http/event_feed.h"
#include "node/http/session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace stoa::http {

class Connection final : public Session, public std::enable_shared_from_this<Connection> {
public:
    Connection(SessionHub& hub, std::unique_ptr<Transport> transport, bool isSurplus);
    ~Connection() override { close(); }

    void start() override;
    void drain() override;
    void close() override;

private:
    using Code = boost::system::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Step = void (Connection::*)();

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

    // Runs `call` on the strand, from any thread and however late.
    std::function<void()> fromOutside(std::function<void(Connection&)> call);

    void begin();
    void read();
    void onRead(Code code, std::size_t bytes);
    void parse();
    bool takeHead();
    void readBody();
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
    const boost::asio::any_io_executor m_strand;
    boost::asio::steady_timer m_timer;
    const bool m_isSurplus;
    Phase m_phase = Phase::Handshake;
    std::uint64_t m_timerRound = 0;
    bool m_isReading = false;

    boost::beast::flat_buffer m_in;
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

} // namespace stoa::http
