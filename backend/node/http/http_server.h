#pragma once
// HttpServer: the marketplace over HTTP/1.1, plain or TLS. Every limit is enforced here: sizes of
// header and body, times for each, connections, bytes of bodies in memory. Requests of one
// connection are answered one after the other, in their order.
//
// Threads: `threads` named stoa-http-N. start(), drain() and the destructor belong to the owner's
// thread. The node and the clock of the sources must outlive the server; answers of the node that
// come after the server's end are dropped.

#include "node/http/exchange.h"

namespace stoa::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: the system chooses
    std::size_t threads = 2;

    std::size_t maxConnections = 1024; // beyond: 503 with Retry-After
    std::size_t maxEventStreams = 256; // of those
    std::size_t maxHeaderBytes = 16 * 1024;
    std::size_t maxBodyBytesInMemory = 256 * 1024 * 1024; // of all requests being read

    std::chrono::milliseconds idleTimeout{60'000};   // between requests
    std::chrono::milliseconds headerTimeout{10'000}; // TLS handshake; from first byte to last
    std::chrono::milliseconds bodyTimeout{10'000};   // for each 16 KiB of a body
    std::chrono::milliseconds writeTimeout{30'000};  // without any progress
    std::chrono::milliseconds heartbeat{15'000};     // of event streams
    std::chrono::milliseconds recheck{60'000};       // of an event stream's token

    // PEM files; both or none. TLS 1.2 and 1.3 only.
    std::string certificateFile;
    std::string keyFile;
};

class HttpServer {
public:
    using Options = ServerOptions;

    // Errors: http.bad_address, http.cannot_listen (params address, reason), http.bad_certificate.
    static Result<std::unique_ptr<HttpServer>> start(api::Node& node, Options options,
                                                     Sources sources);
    // Without a drain: running requests lose their connection.
    ~HttpServer();

    std::uint16_t port() const;
    std::size_t connections() const;

    // Accepts no more, finishes what runs, closes idle connections and event streams; what is left
    // after `most` loses its connection. Blocks; true when nothing had to be cut.
    bool drain(std::chrono::milliseconds most);

private:
    struct Core;
    explicit HttpServer(std::unique_ptr<Core> core);

    std::unique_ptr<Core> m_core;
};

} // namespace stoa::http
