#include "node/http/transport.h"

#include <boost/asio/ssl/stream.hpp>

namespace stoa::http {
namespace {

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(Socket socket) : m_socket(std::move(socket)) {}

    void handshake(std::function<void(Code)> handler) override { handler({}); }
    void readSome(boost::asio::mutable_buffer into, Handler handler) override
    {
        m_socket.async_read_some(into, std::move(handler));
    }
    void writeSome(boost::asio::const_buffer from, Handler handler) override
    {
        m_socket.async_write_some(from, std::move(handler));
    }
    void endSending(std::function<void()> handler) override
    {
        Code ignored;
        m_socket.shutdown(Socket::shutdown_send, ignored);
        handler();
    }
    Socket& socket() override { return m_socket; }

private:
    Socket m_socket;
};

class TlsTransport final : public Transport {
public:
    TlsTransport(Socket socket, boost::asio::ssl::context& context)
        : m_stream(std::move(socket), context)
    {}

    void handshake(std::function<void(Code)> handler) override
    {
        m_stream.async_handshake(boost::asio::ssl::stream_base::server, std::move(handler));
    }
    void readSome(boost::asio::mutable_buffer into, Handler handler) override
    {
        m_stream.async_read_some(into, std::move(handler));
    }
    void writeSome(boost::asio::const_buffer from, Handler handler) override
    {
        m_stream.async_write_some(from, std::move(handler));
    }
    void endSending(std::function<void()> handler) override
    {
        m_stream.async_shutdown([handler = std::move(handler)](Code) { handler(); });
    }
    Socket& socket() override { return m_stream.next_layer(); }

private:
    boost::asio::ssl::stream<Socket> m_stream;
};

} // namespace

void Transport::close()
{
    Code ignored;
    socket().close(ignored);
}

std::unique_ptr<Transport> makePlainTransport(Transport::Socket socket)
{
    return std::make_unique<PlainTransport>(std::move(socket));
}

std::unique_ptr<Transport> makeTlsTransport(Transport::Socket socket,
                                            boost::asio::ssl::context& context)
{
    return std::make_unique<TlsTransport>(std::move(socket), context);
}

} // namespace stoa::http
