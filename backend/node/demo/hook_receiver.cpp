#include "node/demo/hook_receiver.h"

#include <boost/asio.hpp>
#include <boost/beast.hpp>

#include <thread>

namespace stoa::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;

struct HookReceiver::Parts {
    Script script;
    asio::io_context context{1};
    Tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    std::thread thread{};

    // One request to a connection.
    void serve(Tcp::socket socket)
    {
        beast::error_code error;
        beast::flat_buffer buffer;
        http::request<http::string_body> request;
        http::read(socket, buffer, request, error);
        if (error) return;
        const int status = script(std::string(request.target()));
        http::response<http::empty_body> response(static_cast<http::status>(status), 11);
        response.keep_alive(false);
        response.prepare_payload();
        http::write(socket, response, error);
    }
    void accept()
    {
        acceptor.async_accept([this](beast::error_code error, Tcp::socket socket) {
            if (error) return;
            serve(std::move(socket));
            accept();
        });
    }
};

HookReceiver::HookReceiver(Script script) : m_parts(new Parts{std::move(script)})
{
    m_parts->accept();
    m_parts->thread = std::thread([parts = m_parts.get()] { parts->context.run(); });
}

HookReceiver::~HookReceiver()
{
    asio::post(m_parts->context, [parts = m_parts.get()] { parts->acceptor.close(); });
    m_parts->thread.join();
}

std::string HookReceiver::base() const
{
    return "http://127.0.0.1:" + std::to_string(m_parts->acceptor.local_endpoint().port());
}

} // namespace stoa::demo
