#include "support/http_stand_in.h"

#include <QtGlobal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

namespace stoa::test {
namespace {

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// Nothing: the head is not complete.
std::optional<StandInRequest> parseHead(const std::string& bytes, std::size_t& length)
{
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return std::nullopt;
    length = end + 4;
    StandInRequest request;
    auto line = bytes.find("\r\n");
    const std::string first = bytes.substr(0, line);
    const auto space = first.find(' ');
    request.method = first.substr(0, space);
    request.target = first.substr(space + 1, first.rfind(' ') - space - 1);
    while (line < end) {
        const auto next = bytes.find("\r\n", line + 2);
        const std::string header = bytes.substr(line + 2, next - line - 2);
        const auto colon = header.find(": ");
        if (colon != std::string::npos) {
            request.headers[lower(header.substr(0, colon))] = header.substr(colon + 2);
        }
        line = next;
    }
    return request;
}

} // namespace

HttpStandIn::HttpStandIn(Script script) : m_script(std::move(script))
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const at = reinterpret_cast<sockaddr*>(&address);
    const bool isOpen = ::bind(m_listener, at, size) == 0 && ::listen(m_listener, 64) == 0 &&
                        ::getsockname(m_listener, at, &size) == 0;
    if (!isOpen) qFatal("the stand-in can not listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

HttpStandIn::~HttpStandIn()
{
    m_isStopping = true;
    ::shutdown(m_listener, SHUT_RDWR); // wakes accept
    m_thread.join();
    ::close(m_listener);
}

std::vector<StandInRequest> HttpStandIn::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void HttpStandIn::run()
{
    while (!m_isStopping) {
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        serve(connection);
        ::close(connection);
    }
}

void HttpStandIn::serve(int connection)
{
    std::string bytes;
    std::optional<StandInRequest> request;
    std::size_t head = 0;
    std::size_t expected = 0;
    char chunk[4096];
    while (!request || bytes.size() < head + expected) {
        const ssize_t count = ::recv(connection, chunk, sizeof chunk, 0);
        if (count <= 0) return;
        bytes.append(chunk, static_cast<std::size_t>(count));
        if (request) continue;
        request = parseHead(bytes, head);
        if (request && request->headers.contains("content-length")) {
            expected = std::stoul(request->headers["content-length"]);
        }
    }
    request->body = bytes.substr(head);
    {
        const std::scoped_lock lock(m_mutex);
        m_requests.push_back(*request);
    }
    const StandInAnswer answer = m_script(*request);
    if (answer.isLost) return;
    if (answer.isSilent) {
        const timeval tick{0, 20'000};
        ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &tick, sizeof tick);
        while (!m_isStopping && ::recv(connection, chunk, sizeof chunk, 0) != 0) {
        }
        return;
    }
    const std::string text =
        "HTTP/1.1 " + std::to_string(answer.status) +
        " Said\r\nContent-Type: application/json\r\nConnection: close\r\n" + answer.headers +
        "Content-Length: " + std::to_string(answer.body.size() + answer.missing) + "\r\n\r\n" +
        answer.body;
    ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

} // namespace stoa::test
