#include "order_stream.h"

#include "node/double/call.h"

namespace stoa::test {
namespace {

constexpr std::chrono::seconds kPatience{90}; // for one order
constexpr std::chrono::milliseconds kBackOff{50};

bool mayPass(const Error& error)
{
    return isRetryable(error.kind) || error.code == "idempotency.in_progress";
}

} // namespace

OrderStream::OrderStream(const NodeProcess& process, ShopFront front, int clients)
    : m_front(std::move(front)), m_node(process.connect())
{
    for (int client = 0; client < clients; ++client)
        m_clients.emplace_back([this, client] { buy(client); });
}

OrderStream::~OrderStream()
{
    stop();
}

void OrderStream::stop()
{
    m_isStopping = true;
    for (auto& client : m_clients)
        client.join();
    m_clients.clear();
}

OrderStream::Orders OrderStream::acknowledged() const
{
    const std::scoped_lock lock(m_mutex);
    return m_acknowledged;
}

std::vector<std::string> OrderStream::surprises() const
{
    const std::scoped_lock lock(m_mutex);
    return m_surprises;
}

void OrderStream::buy(int client)
{
    for (int number = 0; !m_isStopping; ++number) {
        const std::string email =
            "buyer-" + std::to_string(client) + '-' + std::to_string(number) + "@chaos.example";
        if (!place(email)) return;
    }
}

bool OrderStream::place(const std::string& email)
{
    api::PlaceOrder request;
    request.seller = m_front.seller;
    request.buyer = {"Ioana Dumitrescu", email};
    request.shippingAddress = {
        "Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
    request.lines.push_back({m_front.variant, 1, std::nullopt});
    request.paymentMethod = "tok_visa";
    const auto options = optionsOf(api::operation<api::PlaceOrder>(), m_front.key);
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        const auto placed = api::submitAndWait(*m_node, options, request);
        std::unique_lock lock(m_mutex);
        if (placed) {
            m_acknowledged[email] = placed->reply.row.id;
            ++m_count;
            return true;
        }
        if (!mayPass(placed.error()) || std::chrono::steady_clock::now() > end) {
            m_surprises.push_back(email + ": " + describe(placed.error()));
            return false;
        }
        ++m_retries;
        m_backOff.wait_for(lock, kBackOff); // a client's courtesy: nobody ever notifies
    }
}

} // namespace stoa::test
