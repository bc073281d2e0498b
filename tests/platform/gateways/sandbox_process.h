#pragma once
// stoa-sandbox-pay as a child of the test, on a Unix socket in a folder of its own, and the client
// that talks to it. kill() is SIGKILL; start() again continues with what was on the disk.

#include "core/clock.h"
#include "platform/gateways/sandbox_pay_gateway.h"
#include "platform/json/json.h"
#include "support/expect.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

namespace stoa::test {

class SandboxProcess {
public:
    static constexpr const char* kSecret = "a secret of the tests";
    static constexpr const char* kWebhookSecret = "whsec_of_the_tests";

    explicit SandboxProcess(std::string webhook = {}) : m_webhook(std::move(webhook)) { start(); }
    ~SandboxProcess() { kill(); }

    void start()
    {
        QStringList arguments{"--data", m_folder.path(), "--listen", "unix:" + socket(),
                              "--secrets-from-stdin"};
        if (!m_webhook.empty()) arguments << "--webhook" << QString::fromStdString(m_webhook);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationDirPath() + "/stoa-sandbox-pay", arguments);
        m_process.write(std::string(std::string(kSecret) + '\n' + kWebhookSecret + '\n').c_str());
        if (!m_process.waitForReadyRead(60'000)) qFatal("stoa-sandbox-pay did not start");
        m_process.readAllStandardOutput();
    }
    // Where it tells of events from now on; starts it anew.
    void tell(std::string webhook)
    {
        kill();
        m_webhook = std::move(webhook);
        start();
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.kill();
        m_process.waitForFinished();
    }

    QString folder() const { return m_folder.path(); }
    gateways::ProviderLink::Options link() const
    {
        gateways::ProviderLink::Options options;
        options.base = "http://sandbox-pay";
        options.socket = socket().toStdString();
        options.secret = kSecret;
        return options;
    }
    gateways::SandboxPayGateway
    client(std::chrono::milliseconds patience = std::chrono::milliseconds(20'000)) const
    {
        auto options = link();
        options.patience = patience;
        return {options, kWebhookSecret};
    }
    // As an operator of the sandbox, beside the client. Any thread.
    json::object post(const std::string& path, const json::object& body)
    {
        gateways::HttpCall call;
        call.method = "POST";
        call.path = path;
        call.headers = {"Idempotency-Key: " + Uuid::makeV7().text()};
        call.body = json::serialize(body);
        const gateways::ProviderLink way(link());
        const auto answer = must(way.call(call));
        return json::parse(answer.body).as_object();
    }
    void fail(const std::string& path, const std::string& fault, std::int64_t count = 1)
    {
        post("/v1/faults", {{"path", path}, {"fault", fault}, {"count", count}});
    }

    // Its time, and it alone, goes ahead.
    void advance(std::chrono::milliseconds span)
    {
        post("/v1/clock", {{"advance_ms", span.count()}});
    }

private:
    QString socket() const { return m_folder.filePath("pay.sock"); }

    QTemporaryDir m_folder;
    std::string m_webhook;
    QProcess m_process;
};

} // namespace stoa::test
