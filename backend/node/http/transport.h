#pragma once
// The bytes of one accepted connection, plain or TLS, behind one face, so that the session above
// is compiled once. Every function and every handler runs on the connection's strand; handlers own
// what keeps the transport alive. At most one read and one write at a time.

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <functional>
#include <memory>

namespace stoa::http {

class Transport {
public:
    using Socket = boost::asio::ip::tcp::socket;
    using Code = boost::system::error_code;
    using Handler = std::function<void(Code, std::size_t)>;

    virtual ~Transport() = default;

    virtual void handshake(std::function<void(Code)> handler) = 0;
    virtual void readSome(boost::asio::mutable_buffer into, Handler handler) = 0;
    virtual void writeSome(boost::asio::const_buffer from, Handler handler) = 0;
    // Tells the other end that nothing more comes. It must still be read to its end before
    // close(), or the kernel may drop what it has not yet fetched.
    virtual void endSending(std::function<void()> handler) = 0;
    virtual Socket& socket() = 0;

    // Ends all reads and writes with an error.
    void close();
};

std::unique_ptr<Transport> makePlainTransport(Transport::Socket socket);
std::unique_ptr<Transport> makeTlsTransport(Transport::Socket socket,
                                            boost::asio::ssl::context& context);

} // namespace stoa::http
