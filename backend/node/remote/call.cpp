#include "node/remote/call.h"

#include "node/remote/failure.h"
#include "node/wire/route.h"

namespace stoa::remote {
namespace {

constexpr std::chrono::milliseconds kProbePause{20};

} // namespace

Call::Call(Link& link, const api::Operation& operation, api::CallOptions options,
           api::ErasedRequest request, api::ErasedCallback callback)
    : m_link(link),
      m_operation(operation),
      m_codec(codec::codecOf(operation)),
      m_options(std::move(options)),
      m_callback(std::move(callback))
{
    wire::Target target =
        wire::splitRequest(operation, json::parse(m_codec.writeRequest(request.get())).as_object());
    m_path = std::move(target.path);
    if (wire::hasBody(operation)) {
        m_body = QByteArray::fromStdString(json::serialize(target.body));
    }
    const auto span = m_options.deadline.count() > 0
                          ? std::min(m_options.deadline, operation.deadline)
                          : operation.deadline;
    m_deadline = std::chrono::steady_clock::now() + span;
    m_timer.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Call::send);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_reply != nullptr) m_permit->failed(std::chrono::steady_clock::now());
        drop();
        answer(fail(unanswered(m_operation, "node.deadline_passed", ErrorKind::Timeout,
                               "no answer in time")));
    });
    m_timer.start(span + link.options().grace);
}

Call::~Call()
{
    drop();
}

std::chrono::milliseconds Call::left() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline -
                                                                 std::chrono::steady_clock::now());
}

void Call::send()
{
    auto permit = m_link.breaker().admit(std::chrono::steady_clock::now());
    if (!permit) return blocked();
    m_permit.emplace(std::move(*permit));
    ++m_attempts;
    QNetworkRequest request = m_link.request(m_path, m_options);
    request.setRawHeader("X-Deadline-Ms", QByteArray::number(std::max<qint64>(1, left().count())));
    if (!m_options.idempotencyKey.empty()) {
        request.setRawHeader("Idempotency-Key",
                             QByteArray::fromStdString(m_options.idempotencyKey));
    }
    m_reply = m_link.send(m_operation, request, m_body, !isRepeatable(m_operation, m_options));
    connect(m_reply, &QNetworkReply::finished, this, &Call::received);
    connect(m_reply, &QNetworkReply::downloadProgress, this, [this](qint64 bytes, qint64) {
        if (bytes <= Link::kMaxReplyBytes) return;
        drop();
        answer(fail(ErrorKind::TooLarge, "node.reply_too_large"));
    });
}

void Call::blocked()
{
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(
        m_link.breaker().retryAfter(std::chrono::steady_clock::now()));
    if (wait.count() == 0 && kProbePause < left()) { // another call is finding out just now
        m_pause.start(kProbePause);
        return;
    }
    if (m_attempts > 0) return answer(fail(m_lastError));
    answer(fail(makeError(ErrorKind::Unavailable, "node.unreachable",
                          "the node did not answer a moment ago; not asked again yet")
                    .after(wait)));
}

void Call::received()
{
    const QByteArray body = m_reply->readAll();
    auto error = failureOf(*m_reply, body, m_operation);
    const auto now = std::chrono::steady_clock::now();
    if (error && isWayBlocked(*error)) {
        m_permit->failed(now);
    } else {
        m_permit->succeeded(now);
    }
    if (error) return failed(std::move(*error));
    answer(read(body));
}

void Call::failed(Error error)
{
    drop();
    const bool mayTry = m_attempts < kMaxAttempts && isPassing(error) &&
                        (isRepeatable(m_operation, m_options) || error.code == "node.unreachable");
    const auto pause =
        std::max(error.retryAfter, pauseBefore(m_attempts - 1, m_link.options().retryBase,
                                               m_link.options().mostRetryPause));
    // Once an attempt may have arrived, a later one that did not arrive says nothing about it.
    const bool wasOpen = m_lastError.kind == ErrorKind::InDoubt;
    if (!wasOpen || error.code != "node.unreachable") m_lastError = std::move(error);
    if (!mayTry || pause >= left() || !m_link.budget().take(std::chrono::steady_clock::now())) {
        return answer(fail(m_lastError));
    }
    m_pause.start(pause);
}

Result<api::ErasedAnswer> Call::read(const QByteArray& body) const
{
    const auto incomprehensible = [this](std::string_view detail) {
        return fail(
            unanswered(m_operation, "node.incomprehensible_reply", ErrorKind::Internal, detail));
    };
    boost::system::error_code code;
    const json::value value =
        json::parse({body.constData(), static_cast<std::size_t>(body.size())}, code);
    if (code) return incomprehensible(code.message());
    auto reply = m_codec.readReply(value);
    if (!reply) return incomprehensible(describe(reply.error()));
    api::ErasedAnswer answer;
    answer.reply = std::move(*reply);
    const QByteArray request = m_reply->rawHeader("X-Request-Id");
    answer.request =
        RequestId::parse({request.constData(), static_cast<std::size_t>(request.size())})
            .value_or(RequestId());
    answer.isReplayed = m_reply->rawHeader("Idempotent-Replayed") == "true";
    return answer;
}

void Call::drop()
{
    m_permit.reset();
    if (m_reply == nullptr) return;
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void Call::answer(Result<api::ErasedAnswer> answer)
{
    const api::ErasedCallback callback = std::exchange(m_callback, {});
    m_timer.stop();
    m_pause.stop();
    drop();
    m_link.finished(*this);
    callback(std::move(answer));
}

} // namespace stoa::remote
