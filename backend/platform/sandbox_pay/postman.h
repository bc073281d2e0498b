#pragma once
// Delivers a bank's events to one address, signed, and again until they are accepted: any answer of
// the 200s. Has a thread of its own, `sandbox-postman`.

#include "core/clock.h"
#include "platform/gateways/provider_link.h"
#include "platform/sandbox_pay/bank.h"

#include <condition_variable>
#include <thread>

namespace stoa::sandbox_pay {

class Postman {
public:
    static constexpr std::string_view kSignatureHeader = "Sandbox-Signature";

    Postman(Bank& bank, const std::string& url, std::string secret, const Clock& clock);
    ~Postman();

private:
    void run();
    void deliver(const Delivery& delivery);

    Bank& m_bank;
    const Clock& m_clock;
    const std::string m_secret;
    std::string m_path;
    gateways::ProviderLink m_link;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace stoa::sandbox_pay
