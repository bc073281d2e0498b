#pragma once
// stoa-sandbox-pay as a child of the test, on a Unix socket in a folder of its own, and the client
// that talks to it. kill() is SIGKILL; start() again continues with what was on the disk. Starting
// and killing belong to the thread that made it, the rest to any.

#include "platform/gateways/sandbox_pay_gateway.h"
#include "platform/json/json.h"

#include <QProcess>
#include <QTemporaryDir>

namespace stoa::test {

class SandboxProcess {
public:
    static constexpr const char* kSecret = "a secret of the tests";
    static constexpr const char* kWebhookSecret = "whsec_of_the_tests";

    explicit SandboxProcess(std::string webhook = {});
    ~SandboxProcess();

    void start();
    void kill();
    // Where it tells of events from now on; starts it anew.
    void tell(std::string webhook);

    QString folder() const { return m_folder.path(); }
    gateways::ProviderLink::Options link() const;
    gateways::SandboxPayGateway
    client(std::chrono::milliseconds patience = std::chrono::milliseconds(20'000)) const;

    // As an operator of the sandbox, beside the client.
    json::object post(const std::string& path, const json::object& body) const;
    json::object get(const std::string& path) const;
    void fail(const std::string& path, const std::string& fault, std::int64_t count = 1) const;
    // Its time, and it alone, goes ahead.
    void advance(std::chrono::milliseconds span) const;

private:
    json::object ask(const gateways::HttpCall& call) const;
    QString socket() const { return m_folder.filePath("pay.sock"); }

    QTemporaryDir m_folder;
    std::string m_webhook;
    QProcess m_process;
};

} // namespace stoa::test
