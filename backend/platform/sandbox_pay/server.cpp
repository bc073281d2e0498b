#include "platform/sandbox_pay/server.h"

#include "core/clock.h"
#include "platform/sandbox_pay/bank.h"
#include "platform/sandbox_pay/postman.h"

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <openssl/crypto.h>

#include <filesystem>
#include <sys/stat.h>
#include <thread>

namespace stoa::sandbox_pay {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;
using Tcp = asio::ip::tcp;
using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;

constexpr std::chrono::seconds kIdle{60};
constexpr std::chrono::seconds kBusy{30};
constexpr std::size_t kMinSecret = 16;

class BankClock final : public Clock {
public:
    explicit BankClock(const Bank& bank) : m_bank(bank) {}
    Timestamp now() const override { return m_computer.now() + m_bank.ahead(); }

private:
    const Bank& m_bank;
    const SystemClock m_computer{};
};

struct Served {
    Bank& bank;
    const std::string& secret;
    const Clock& clock;
};

std::string decoded(std::string_view text)
{
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isCoded = text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
                             digit(text[i + 2]) >= 0;
        plain +=
            isCoded ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
        if (isCoded) i += 2;
    }
    return plain;
}

std::string header(const HttpRequest& request, std::string_view name)
{
    const auto at = request.find(beast::string_view(name.data(), name.size()));
    return at == request.end() ? std::string() : std::string(at->value());
}

Request requestOf(HttpRequest& from)
{
    const std::string target(from.target());
    const auto question = target.find('?');
    Request request;
    request.method = std::string(from.method_string());
    request.path = decoded(std::string_view(target).substr(0, question));
    std::string_view query = question == std::string::npos
                                 ? std::string_view()
                                 : std::string_view(target).substr(question + 1);
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view part = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        request.query[decoded(part.substr(0, equals))] = decoded(part.substr(equals + 1));
    }
    request.key = header(from, "Idempotency-Key");
    request.fault = header(from, "Sandbox-Fault");
    request.body = std::move(from.body());
    return request;
}

bool isAllowed(const HttpRequest& request, const std::string& secret)
{
    const std::string given = header(request, "Authorization");
    const std::string expected = "Bearer " + secret;
    return given.size() == expected.size() &&
           CRYPTO_memcmp(given.data(), expected.data(), given.size()) == 0;
}

// One connection, each wait with its deadline.
template <class Protocol>
class Connection {
public:
    Connection(asio::io_context& context, typename Protocol::socket socket, const Served& served)
        : m_context(context), m_stream(std::move(socket)), m_served(served)
    {}

    void run()
    {
        while (read() && respond()) {
        }
    }

private:
    bool read()
    {
        m_parser.emplace();
        m_parser->body_limit(kMaxBody);
        m_stream.expires_after(kIdle);
        return wait([this](auto done) { http::async_read(m_stream, m_buffer, *m_parser, done); });
    }

    bool respond()
    {
        HttpRequest request = m_parser->release();
        HttpResponse response(http::status::ok, 11);
        response.set(http::field::content_type, "application/json");
        response.keep_alive(request.keep_alive());
        if (!isAllowed(request, m_served.secret)) {
            response.result(http::status::unauthorized);
            response.body() = R"({"error":"unauthorized"})";
        } else {
            Answer answer = m_served.bank.handle(requestOf(request), m_served.clock.now());
            if (answer.silence == Silence::Drop) return false;
            if (answer.silence == Silence::Hold) return hold();
            if (answer.delay.count() > 0) pause(answer.delay);
            response.result(static_cast<unsigned>(answer.status));
            response.body() = std::move(answer.body);
        }
        response.prepare_payload();
        m_stream.expires_after(kBusy);
        const bool isWritten =
            wait([&](auto done) { http::async_write(m_stream, response, done); });
        return isWritten && response.keep_alive();
    }

    // Until the caller has had enough.
    bool hold()
    {
        m_stream.expires_after(kIdle);
        m_parser.emplace();
        wait([this](auto done) { http::async_read(m_stream, m_buffer, *m_parser, done); });
        return false;
    }

    void pause(std::chrono::milliseconds span)
    {
        asio::steady_timer timer(m_context, span);
        timer.async_wait([](const beast::error_code&) {});
        m_context.restart();
        m_context.run();
    }

    template <class Start>
    bool wait(Start start)
    {
        beast::error_code result;
        start([&result](const beast::error_code& error, std::size_t) { result = error; });
        m_context.restart();
        m_context.run();
        return !result;
    }

    asio::io_context& m_context;
    beast::basic_stream<Protocol> m_stream;
    const Served& m_served;
    beast::flat_buffer m_buffer{kMaxBody + 16 * 1024};
    std::optional<http::request_parser<http::string_body>> m_parser;
};

template <class Protocol>
[[noreturn]] void serveOn(typename Protocol::acceptor& acceptor, const Served& served)
{
    for (;;) {
        asio::io_context context(1);
        beast::error_code failed;
        typename Protocol::socket socket = acceptor.accept(context, failed);
        if (failed) continue;
        Connection<Protocol>(context, std::move(socket), served).run();
    }
}

template <class Protocol>
[[noreturn]] void serveWithThreads(typename Protocol::acceptor& acceptor, const Served& served)
{
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < kThreads; ++i)
        threads.emplace_back([&] { serveOn<Protocol>(acceptor, served); });
    serveOn<Protocol>(acceptor, served);
}

Error cannotListen(const std::string& where, const std::string& why)
{
    return makeError(ErrorKind::Unavailable, "sandbox_pay.cannot_listen")
        .with("address", where)
        .because(why);
}

Error serveLocal(const std::string& path, const Served& served,
                 const std::function<void(const std::string&)>& onReady)
{
    asio::io_context context;
    Local::acceptor acceptor(context);
    beast::error_code failed;
    std::filesystem::remove(path); // of a process that was killed
    acceptor.open(Local(), failed);
    const mode_t before = ::umask(0177);
    if (!failed) acceptor.bind(Local::endpoint(path), failed);
    ::umask(before);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return cannotListen(path, failed.message());
    onReady("unix:" + path);
    serveWithThreads<Local>(acceptor, served);
}

Error serveTcp(const std::string& address, const Served& served,
               const std::function<void(const std::string&)>& onReady)
{
    const auto colon = address.rfind(':');
    beast::error_code failed;
    const auto ip = asio::ip::make_address(address.substr(0, colon), failed);
    const bool isPort = colon != std::string::npos && colon + 1 < address.size() &&
                        address.find_first_not_of("0123456789", colon + 1) == std::string::npos &&
                        address.size() - colon <= 6;
    if (failed || !isPort || !ip.is_loopback()) {
        return makeError(ErrorKind::Invalid, "sandbox_pay.bad_address")
            .because("unix:PATH, or 127.0.0.1:PORT");
    }
    const auto port = static_cast<std::uint16_t>(std::stoul(address.substr(colon + 1)));
    asio::io_context context;
    Tcp::acceptor acceptor(context);
    const Tcp::endpoint endpoint(ip, port);
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed) return cannotListen(address, failed.message());
    onReady(address.substr(0, colon) + ':' + std::to_string(acceptor.local_endpoint().port()));
    serveWithThreads<Tcp>(acceptor, served);
}

} // namespace

Error serve(const ServerOptions& options, const std::function<void(const std::string&)>& onReady)
{
    if (options.secret.size() < kMinSecret) {
        return makeError(ErrorKind::Invalid, "sandbox_pay.weak_secret");
    }
    auto bank = Bank::open(options.folder, !options.webhook.empty());
    if (!bank) return bank.error();
    const BankClock clock(**bank);
    std::optional<Postman> postman;
    if (!options.webhook.empty()) {
        postman.emplace(**bank, options.webhook, options.webhookSecret, clock);
    }
    const Served served{**bank, options.secret, clock};
    constexpr std::string_view kUnix = "unix:";
    if (options.listen.starts_with(kUnix)) {
        return serveLocal(options.listen.substr(kUnix.size()), served, onReady);
    }
    return serveTcp(options.listen, served, onReady);
}

} // namespace stoa::sandbox_pay
