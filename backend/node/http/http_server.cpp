#include "node/http/http_server.h"

#include "core/thread_name.h"
#include "node/http/session.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <thread>

namespace stoa::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

constexpr std::size_t kMaxSurplus = 64; // connections that get a 503 before they are just closed
constexpr std::chrono::milliseconds kAcceptPause{100}; // after an error, e.g. too many open files

Result<std::unique_ptr<asio::ssl::context>> makeTls(const ServerOptions& options)
{
    if (options.certificateFile.empty() && options.keyFile.empty()) {
        return std::unique_ptr<asio::ssl::context>();
    }
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context->native_handle(),
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    Code code;
    context->use_certificate_chain_file(options.certificateFile, code);
    if (!code) context->use_private_key_file(options.keyFile, asio::ssl::context::pem, code);
    if (!code && SSL_CTX_check_private_key(context->native_handle()) != 1) {
        code = asio::error::invalid_argument;
    }
    if (code) {
        return fail(makeError(ErrorKind::Invalid, "http.bad_certificate", code.message())
                        .with("certificate", options.certificateFile)
                        .with("key", options.keyFile)
                        .with("reason", code.message()));
    }
    return context;
}

} // namespace

struct HttpServer::Core {
    Core(const Options& options, std::shared_ptr<Exchange> exchange,
         std::unique_ptr<asio::ssl::context> tlsContext)
        : hub(options, std::move(exchange)),
          tls(std::move(tlsContext)),
          acceptor(doorStrand),
          pause(doorStrand)
    {}
    ~Core() { cut(); }

    Done listen();
    void accept();
    void welcome(tcp::socket socket);
    void cut();

    SessionHub hub; // outlives the sessions, which the context may hold to its end
    std::unique_ptr<asio::ssl::context> tls;
    asio::io_context context;
    // Keeps the threads while the node works and no socket is waiting for anything.
    asio::executor_work_guard<asio::io_context::executor_type> work = make_work_guard(context);
    asio::any_io_executor doorStrand = asio::make_strand(context); // of the two below
    tcp::acceptor acceptor;
    asio::steady_timer pause;
    std::uint16_t port = 0;
    std::vector<std::thread> threads;
};

Done HttpServer::Core::listen()
{
    const auto& options = hub.options;
    Code code;
    const auto address = asio::ip::make_address(options.address, code);
    if (code) {
        return fail(makeError(ErrorKind::Invalid, "http.bad_address", code.message())
                        .with("address", options.address));
    }
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), code);
    if (!code) acceptor.set_option(tcp::acceptor::reuse_address(true), code);
    if (!code) acceptor.bind(endpoint, code);
    if (!code) acceptor.listen(asio::socket_base::max_listen_connections, code);
    if (!code) port = acceptor.local_endpoint(code).port();
    if (code) {
        return fail(makeError(ErrorKind::Unavailable, "http.cannot_listen", code.message())
                        .with("address", options.address + ':' + std::to_string(options.port))
                        .with("reason", code.message()));
    }
    accept();
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options.threads); ++i) {
        threads.emplace_back([this, i] {
            nameThread("stoa-http-" + std::to_string(i));
            context.run();
        });
    }
    return {};
}

void HttpServer::Core::accept()
{
    acceptor.async_accept(asio::make_strand(context), [this](Code code, auto socket) {
        if (!acceptor.is_open()) return;
        if (!code) {
            welcome(std::move(socket));
            return accept();
        }
        pause.expires_after(kAcceptPause);
        pause.async_wait([this](Code waited) {
            if (!waited) accept();
        });
    });
}

void HttpServer::Core::welcome(tcp::socket socket)
{
    const std::size_t present = hub.count();
    if (present >= hub.options.maxConnections + kMaxSurplus) return; // closes it
    const bool isSurplus = present >= hub.options.maxConnections;
    auto transport =
        tls ? makeTlsTransport(std::move(socket), *tls) : makePlainTransport(std::move(socket));
    auto session = makeSession(hub, std::move(transport), isSurplus);
    hub.add(session);
    session->start();
}

void HttpServer::Core::cut()
{
    {
        const std::unique_lock lock(hub.gate->mutex);
        hub.gate->isOpen = false;
    }
    context.stop();
    for (std::thread& thread : threads)
        thread.join();
    threads.clear();
    for (const auto& session : hub.all())
        session->close();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(api::Node& node, Options options,
                                                      Sources sources)
{
    STOA_TRY(tls, makeTls(options));
    auto exchange = std::make_shared<Exchange>(node, std::move(sources));
    auto core = std::make_unique<Core>(options, std::move(exchange), std::move(tls));
    STOA_CHECK(core->listen());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : m_core(std::move(core)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const
{
    return m_core->port;
}

std::size_t HttpServer::connections() const
{
    return m_core->hub.count();
}

bool HttpServer::drain(std::chrono::milliseconds most)
{
    SessionHub& hub = m_core->hub;
    hub.isDraining = true;
    hub.exchange->stop();
    asio::post(m_core->doorStrand, [this] {
        Code ignored;
        m_core->acceptor.close(ignored);
        m_core->pause.cancel();
    });
    for (const auto& session : hub.all())
        session->drain();
    const bool isClean = hub.waitUntilEmpty(most);
    m_core->cut();
    return isClean;
}

} // namespace stoa::http
