#include "http_buyers.h"

#include "cpu.h"
#include "node/codec/codec.h"
#include "platform/json/json.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace stoa::bench {
namespace {

class Connection {
public:
    explicit Connection(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int isOn = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
        m_isGood = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The status of the reply, whose body is read to its end; 0 when the connection is lost.
    int exchange(const std::string& request)
    {
        std::size_t sent = 0;
        while (m_isGood && sent < request.size()) {
            const auto n = ::send(m_socket, request.data() + sent, request.size() - sent, 0);
            m_isGood = n > 0;
            sent += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
        }
        std::size_t head = std::string::npos;
        while ((head = m_in.find("\r\n\r\n")) == std::string::npos) {
            if (!fill()) return 0;
        }
        const auto length = m_in.find("Content-Length: ");
        const std::size_t end =
            head + 4 + (length < head ? std::stoul(m_in.substr(length + 16, 12)) : 0);
        while (m_in.size() < end) {
            if (!fill()) return 0;
        }
        const int status = std::stoi(m_in.substr(9, 3));
        m_in.erase(0, end);
        return status;
    }

private:
    bool fill()
    {
        char buffer[16384];
        const auto n = m_isGood ? ::recv(m_socket, buffer, sizeof buffer, 0) : 0;
        m_isGood = n > 0;
        if (m_isGood) m_in.append(buffer, static_cast<std::size_t>(n));
        return m_isGood;
    }

    int m_socket;
    bool m_isGood = false;
    std::string m_in;
};

std::string requestOf(const Market& market, std::size_t number)
{
    const api::PlaceOrder order = market.checkout(number);
    json::object body = codec::codecOf(api::operation<api::PlaceOrder>()).writeRequest(&order);
    body.erase("seller");
    const std::string text = json::serialize(body);
    return "POST /api/v1/sellers/" + order.seller.text() +
           "/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + market.key(number) +
           "\r\nIdempotency-Key: " + Uuid::makeV7().text() +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) +
           "\r\n\r\n" + text;
}

} // namespace

Load httpBuyers(Market& market, std::uint16_t port, std::size_t clients, std::chrono::seconds span)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto cpu = cpuTime();
    std::vector<Load> loads(clients);
    std::vector<std::thread> threads;
    for (std::size_t client = 0; client < clients; ++client) {
        threads.emplace_back([&, client] {
            Connection connection(port);
            Load& load = loads[client];
            for (std::size_t number = client; std::chrono::steady_clock::now() < begin + span;
                 number += clients) {
                const std::string request = requestOf(market, number);
                const auto since = std::chrono::steady_clock::now();
                const int status = connection.exchange(request);
                const auto took = std::chrono::steady_clock::now() - since;
                if (status == 200 || status == 201) {
                    load.latencies.push_back(
                        std::chrono::duration_cast<std::chrono::microseconds>(took));
                } else {
                    ++load.failed;
                    load.failure = "HTTP status " + std::to_string(status);
                    if (status == 0) return;
                }
            }
        });
    }
    Load all;
    for (std::size_t client = 0; client < clients; ++client) {
        threads[client].join();
        Load& load = loads[client];
        all.latencies.insert(all.latencies.end(), load.latencies.begin(), load.latencies.end());
        all.failed += load.failed;
        if (load.failed > 0) all.failure = load.failure;
    }
    all.took = std::chrono::steady_clock::now() - begin;
    all.cpu = cpuTime() - cpu;
    std::ranges::sort(all.latencies);
    return all;
}

} // namespace stoa::bench
