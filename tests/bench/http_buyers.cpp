#include "http_buyers.h"

#include "cpu.h"
#include "node/codec/codec.h"
#include "platform/json/json.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace stoa::bench {
namespace {

constexpr std::size_t kBodies = 1024; // orders in stock, so that writing them costs nothing
constexpr std::size_t kThreads = 2;   // as pgbench has

// Orders as text. Each is sent many times, every time with a key of its own.
class Orders {
public:
    explicit Orders(const Market& market)
    {
        const auto& codec = codec::codecOf(api::operation<api::PlaceOrder>());
        for (std::size_t number = 0; number < kBodies; ++number) {
            const api::PlaceOrder order = market.checkout(number);
            json::object body = json::parse(codec.writeRequest(&order)).as_object();
            body.erase("seller");
            const std::string text = json::serialize(body);
            m_texts.push_back({"POST /api/v1/sellers/" + order.seller.text() +
                                   "/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
                                   market.key(number) + "\r\nIdempotency-Key: ",
                               "\r\nContent-Type: application/json\r\nContent-Length: " +
                                   std::to_string(text.size()) + "\r\n\r\n" + text});
        }
    }

    std::string next(std::size_t number) const
    {
        const auto& [head, rest] = m_texts[number % m_texts.size()];
        return head + Uuid::makeV7().text() + rest;
    }

private:
    std::vector<std::pair<std::string, std::string>> m_texts;
};

// One keep-alive connection, which has one order under way at a time.
class Buyer {
public:
    explicit Buyer(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int isOn = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
        m_isGood = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    ~Buyer() { ::close(m_socket); }
    Buyer(const Buyer&) = delete;
    Buyer& operator=(const Buyer&) = delete;

    pollfd waiting() const { return {m_isGood ? m_socket : -1, POLLIN, 0}; }
    bool isGood() const { return m_isGood; }
    void stop() { m_isGood = false; }

    void send(const std::string& request)
    {
        m_since = std::chrono::steady_clock::now();
        std::size_t sent = 0;
        while (m_isGood && sent < request.size()) {
            const auto n = ::send(m_socket, request.data() + sent, request.size() - sent, 0);
            m_isGood = n > 0;
            sent += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
        }
    }

    // Takes what has come: the status once the reply is here with its body, 0 when the connection
    // is lost.
    std::optional<int> receive()
    {
        char buffer[16384];
        const auto n = ::recv(m_socket, buffer, sizeof buffer, 0);
        m_isGood = n > 0;
        if (!m_isGood) return 0;
        m_in.append(buffer, static_cast<std::size_t>(n));
        const std::size_t head = m_in.find("\r\n\r\n");
        if (head == std::string::npos) return std::nullopt;
        const auto length = m_in.find("Content-Length: ");
        const std::size_t end =
            head + 4 + (length < head ? std::stoul(m_in.substr(length + 16, 12)) : 0);
        if (m_in.size() < end) return std::nullopt;
        const int status = std::stoi(m_in.substr(9, 3));
        m_in.erase(0, end);
        return status;
    }

    std::chrono::microseconds took() const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_since);
    }

private:
    int m_socket;
    bool m_isGood = false;
    std::string m_in;
    std::chrono::steady_clock::time_point m_since;
};

// The buyers of one thread, until the end; then it waits for the replies that are due.
class Crowd {
public:
    using Moment = std::chrono::steady_clock::time_point;

    Crowd(const Orders& orders, std::uint16_t port, std::size_t buyers, std::size_t first)
        : m_orders(orders), m_next(first)
    {
        for (std::size_t i = 0; i < buyers; ++i)
            m_buyers.push_back(std::make_unique<Buyer>(port));
    }

    Load buyUntil(Moment end)
    {
        m_running = m_buyers.size();
        for (const auto& buyer : m_buyers)
            buyer->send(m_orders.next(m_next++));
        while (m_running > 0) {
            std::vector<pollfd> waiting;
            for (const auto& buyer : m_buyers)
                waiting.push_back(buyer->waiting());
            ::poll(waiting.data(), waiting.size(), -1);
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                if (waiting[i].revents != 0) take(*m_buyers[i], end);
            }
        }
        return std::move(m_load);
    }

private:
    void take(Buyer& buyer, Moment end)
    {
        const auto status = buyer.receive();
        if (!status) return;
        if (*status == 200 || *status == 201) {
            m_load.latencies.push_back(buyer.took());
        } else {
            ++m_load.failed;
            m_load.failure = "HTTP status " + std::to_string(*status);
        }
        const bool goesOn = buyer.isGood() && std::chrono::steady_clock::now() < end;
        if (goesOn) return buyer.send(m_orders.next(m_next++));
        buyer.stop();
        --m_running;
    }

    const Orders& m_orders;
    std::vector<std::unique_ptr<Buyer>> m_buyers;
    std::size_t m_next;
    std::size_t m_running = 0;
    Load m_load;
};

} // namespace

Load httpBuyers(Market& market, std::uint16_t port, std::size_t clients, std::chrono::seconds span)
{
    const Orders orders(market);
    std::vector<std::unique_ptr<Crowd>> crowds;
    for (std::size_t i = 0; i < kThreads; ++i)
        crowds.push_back(
            std::make_unique<Crowd>(orders, port, clients / kThreads, i * kBodies / kThreads));
    const auto begin = std::chrono::steady_clock::now();
    const auto cpu = cpuTime();
    std::vector<Load> loads(crowds.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < crowds.size(); ++i)
        threads.emplace_back([&, i] { loads[i] = crowds[i]->buyUntil(begin + span); });
    Load all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        const Load& load = loads[i];
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
