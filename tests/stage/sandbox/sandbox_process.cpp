#include "sandbox/sandbox_process.h"

#include "support/expect.h"

namespace stoa::test {
namespace {

constexpr int kStartMs = 60'000;

} // namespace

SandboxProcess::SandboxProcess(std::string webhook) : m_webhook(std::move(webhook))
{
    start();
}

SandboxProcess::~SandboxProcess()
{
    kill();
}

void SandboxProcess::start()
{
    QStringList arguments{"--data", m_folder.path(), "--listen", "unix:" + socket(),
                          "--secrets-from-stdin"};
    if (!m_webhook.empty()) arguments << "--webhook" << QString::fromStdString(m_webhook);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(STOA_SANDBOX_PAY, arguments);
    m_process.write(std::string(std::string(kSecret) + '\n' + kWebhookSecret + '\n').c_str());
    if (!m_process.waitForReadyRead(kStartMs)) qFatal("stoa-sandbox-pay did not start");
    m_process.readAllStandardOutput();
}

void SandboxProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

void SandboxProcess::tell(std::string webhook)
{
    kill();
    m_webhook = std::move(webhook);
    start();
}

gateways::ProviderLink::Options SandboxProcess::link() const
{
    gateways::ProviderLink::Options options;
    options.base = "http://sandbox-pay";
    options.socket = socket().toStdString();
    options.secret = kSecret;
    return options;
}

gateways::SandboxPayGateway SandboxProcess::client(std::chrono::milliseconds patience) const
{
    auto options = link();
    options.patience = patience;
    return {options, kWebhookSecret};
}

json::object SandboxProcess::post(const std::string& path, const json::object& body) const
{
    gateways::HttpCall call;
    call.method = "POST";
    call.path = path;
    call.headers = {"Idempotency-Key: " + Uuid::makeV7().text()};
    call.body = json::serialize(body);
    return ask(call);
}

json::object SandboxProcess::get(const std::string& path) const
{
    gateways::HttpCall call;
    call.path = path;
    return ask(call);
}

void SandboxProcess::fail(const std::string& path, const std::string& fault,
                          std::int64_t count) const
{
    post("/v1/faults", {{"path", path}, {"fault", fault}, {"count", count}});
}

void SandboxProcess::advance(std::chrono::milliseconds span) const
{
    post("/v1/clock", {{"advance_ms", span.count()}});
}

json::object SandboxProcess::ask(const gateways::HttpCall& call) const
{
    const gateways::ProviderLink way(link());
    return json::parse(must(way.call(call)).body).as_object();
}

} // namespace stoa::test
