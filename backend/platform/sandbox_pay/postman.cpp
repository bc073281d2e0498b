#include "platform/sandbox_pay/postman.h"

#include "platform/gateways/webhook_signature.h"

namespace stoa::sandbox_pay {
namespace {

constexpr std::chrono::milliseconds kLookEvery{100};
constexpr int kNever = 1'000'000'000; // each delivery has a back-off of its own: no breaker

std::size_t endOfHost(const std::string& url)
{
    const auto scheme = url.find("://");
    return url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
}

gateways::ProviderLink::Options linkTo(const std::string& url)
{
    gateways::ProviderLink::Options options;
    options.base = url.substr(0, endOfHost(url));
    options.patience = std::chrono::seconds(10);
    options.breaker.leastCalls = kNever;
    options.breaker.failuresInARow = kNever;
    return options;
}

} // namespace

Postman::Postman(Bank& bank, const std::string& url, std::string secret, const Clock& clock)
    : m_bank(bank),
      m_clock(clock),
      m_secret(std::move(secret)),
      m_path(endOfHost(url) == std::string::npos ? "/" : url.substr(endOfHost(url))),
      m_link(linkTo(url)),
      m_thread([this] { run(); })
{}

Postman::~Postman()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Postman::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        lock.unlock();
        for (const Delivery& delivery : m_bank.takeDue(m_clock.now()))
            deliver(delivery);
        lock.lock();
        m_wake.wait_for(lock, kLookEvery, [this] { return m_isStopping; });
    }
}

void Postman::deliver(const Delivery& delivery)
{
    gateways::HttpCall call;
    call.method = "POST";
    call.path = m_path;
    call.body = delivery.body;
    call.headers = {"Content-Type: application/json",
                    std::string(kSignatureHeader) + ": " +
                        gateways::signWebhook(m_secret, delivery.body, m_clock.now())};
    const auto answer = m_link.call(call);
    const bool isAccepted = answer && answer->status >= 200 && answer->status < 300;
    m_bank.settle(delivery.id, isAccepted, m_clock.now());
}

} // namespace stoa::sandbox_pay
