#include "node/remote/link.h"

#include "node/remote/call.h"
#include "node/remote/event_stream.h"
#include "node/remote/unrepeatable_body.h"
#include "node/wire/route.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslError>

namespace stoa::remote {

namespace {

bool isThisComputer(const QString& host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

Result<Destination> Destination::check(RemoteOptions options)
{
    QUrl base(QString::fromStdString(options.address), QUrl::StrictMode);
    const bool isHttp =
        base.scheme() == QLatin1String("https") || base.scheme() == QLatin1String("http");
    if (!base.isValid() || !isHttp || base.host().isEmpty() || base.hasQuery() ||
        !base.userInfo().isEmpty()) {
        return fail(makeError(ErrorKind::Invalid, "node.bad_address")
                        .in("address")
                        .with("address", base.toDisplayString(QUrl::RemoveUserInfo).toStdString()));
    }
    const bool isSafe = base.scheme() == QLatin1String("https") || options.allowsPlainHttp ||
                        isThisComputer(base.host());
    if (!isSafe) return fail(makeError(ErrorKind::Invalid, "node.insecure_address").in("address"));
    QSslCertificate pinned;
    if (!options.pinnedCertificate.empty()) {
        pinned = QSslCertificate(QByteArray::fromStdString(options.pinnedCertificate));
        if (pinned.isNull()) return fail(ErrorKind::Invalid, "node.bad_certificate");
    }
    return Destination{
        .options = std::move(options), .base = std::move(base), .pinned = std::move(pinned)};
}

Link::Link(Destination destination, std::shared_ptr<LinkGate> gate)
    : m_destination(std::move(destination)), m_gate(std::move(gate))
{
    m_gate->attach(*this);
}

Link::~Link()
{
    m_gate->detach();
    while (!m_openCalls.empty())
        m_openCalls.begin()->second->answer(fail(ErrorKind::Canceled, "node.stopping"));
    for (const auto& stream : m_openStreams)
        stream->end();
}

void Link::submit(const api::Operation& operation, api::CallOptions options,
                  api::ErasedRequest request, api::ErasedCallback callback)
{
    if (m_openCalls.size() >= kMaxOpenCalls) {
        return callback(fail(
            makeError(ErrorKind::Unavailable, "node.overloaded").after(std::chrono::seconds(1))));
    }
    m_budget.callMade(std::chrono::steady_clock::now());
    auto call = std::make_unique<Call>(*this, operation, std::move(options), std::move(request),
                                       std::move(callback));
    Call* const key = call.get();
    m_openCalls.emplace(key, std::move(call));
    key->send();
}

void Link::finished(Call& call)
{
    const auto at = m_openCalls.find(&call);
    if (at == m_openCalls.end()) return;
    at->second.release()->deleteLater(); // it is on the stack
    m_openCalls.erase(at);
}

void Link::addStream(std::shared_ptr<EventStream> stream)
{
    const auto added = m_openStreams.insert(std::move(stream)).first;
    (*added)->begin(*this);
}

void Link::removeStream(const std::shared_ptr<EventStream>& stream)
{
    if (m_openStreams.erase(stream) > 0) stream->end();
}

QNetworkRequest Link::request(const std::string& path, const api::CallOptions& options) const
{
    QByteArray url = m_destination.base.toEncoded(QUrl::StripTrailingSlash | QUrl::RemoveFragment);
    while (url.endsWith('/'))
        url.chop(1);
    QNetworkRequest request(QUrl::fromEncoded(url + QByteArray::fromStdString(path)));
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "stoa");
    if (!options.token.empty()) {
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(options.token));
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!m_destination.pinned.isNull()) {
        QSslConfiguration tls = request.sslConfiguration();
        tls.setCaCertificates({m_destination.pinned});
        request.setSslConfiguration(tls);
    }
    return request;
}

QNetworkReply* Link::send(const api::Operation& operation, const QNetworkRequest& request,
                          const QByteArray& body, bool isOnce)
{
    QNetworkRequest sent = request;
    const std::string_view word = wire::methodWord(operation.method);
    const QByteArray method(word.data(), static_cast<qsizetype>(word.size()));
    auto* const manager = isOnce ? new QNetworkAccessManager(this) : &m_calls;
    QNetworkReply* reply = nullptr;
    if (wire::hasBody(operation)) {
        sent.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        sent.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        sent.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        auto* device = new UnrepeatableBody(body, nullptr);
        reply = manager->sendCustomRequest(sent, method, device);
        device->setParent(reply);
    } else {
        reply = manager->sendCustomRequest(sent, method);
    }
    if (isOnce) connect(reply, &QObject::destroyed, manager, &QObject::deleteLater);
    watchTls(reply);
    return reply;
}

QNetworkReply* Link::openStream(const QNetworkRequest& request)
{
    QNetworkReply* const reply = m_streams.get(request);
    watchTls(reply);
    return reply;
}

// A pinned certificate is its own authority; the name in it is then of no interest.
void Link::watchTls(QNetworkReply* reply) const
{
    if (m_destination.pinned.isNull()) return;
    connect(reply, &QNetworkReply::sslErrors, reply,
            [reply, pinned = m_destination.pinned](const QList<QSslError>& errors) {
                if (reply->sslConfiguration().peerCertificate() == pinned) {
                    reply->ignoreSslErrors(errors);
                }
            });
}

void Link::customEvent(QEvent* /*event*/)
{
    m_gate->run();
}

bool LinkGate::post(Task task)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed) return false;
    add(std::move(task));
    return true;
}

void LinkGate::close(Task last)
{
    const std::lock_guard lock(m_mutex);
    add(std::move(last));
    m_isClosed = true;
}

void LinkGate::attach(Link& link)
{
    const std::lock_guard lock(m_mutex);
    m_link = &link;
    if (!m_tasks.empty()) QCoreApplication::postEvent(m_link, new QEvent(QEvent::User));
}

void LinkGate::add(Task task)
{
    m_tasks.push_back(std::move(task));
    if (m_link != nullptr && m_tasks.size() == 1) {
        QCoreApplication::postEvent(m_link, new QEvent(QEvent::User));
    }
}

void LinkGate::run()
{
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const auto& task : tasks)
        task(*m_link);
}

void LinkGate::detach()
{
    const std::lock_guard lock(m_mutex);
    m_link = nullptr;
}

} // namespace stoa::remote
