#include "node/remote/failure.h"

#include "node/wire/problem.h"

#include <QNetworkReply>

namespace stoa::remote {
namespace {

Error notAStoaNode(std::string_view detail)
{
    return makeError(ErrorKind::Invalid, "node.not_a_stoa_node", detail).in("address");
}

// No HTTP answer at all.
Error wayFailed(const QNetworkReply& reply, const api::Operation& operation)
{
    const std::string detail = reply.errorString().toStdString();
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return makeError(ErrorKind::Unavailable, "node.unreachable", detail);
    case QNetworkReply::SslHandshakeFailedError:
        return makeError(ErrorKind::Unavailable, "node.tls_failed", detail);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return notAStoaNode(detail);
    default:
        return unanswered(operation, "node.connection_lost", ErrorKind::Unavailable, detail);
    }
}

// An HTTP answer that is no problem of ours: a proxy's, or another server's.
Error foreignAnswer(int status, const api::Operation& operation)
{
    const std::string detail = "HTTP status " + std::to_string(status);
    if (status == 429) return makeError(ErrorKind::RateLimited, "node.rate_limited", detail);
    if (status == 502 || status == 503 || status == 504) {
        return unanswered(operation, "node.connection_lost", ErrorKind::Unavailable, detail);
    }
    return notAStoaNode(detail);
}

} // namespace

Error unanswered(const api::Operation& operation, std::string_view code, ErrorKind ofQuery,
                 std::string_view detail)
{
    const bool isCommand = operation.kind == api::Kind::Command;
    return makeError(isCommand ? ErrorKind::InDoubt : ofQuery, code, detail);
}

std::optional<Error> failureOf(const QNetworkReply& reply, const QByteArray& body,
                               const api::Operation& operation)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) return wayFailed(reply, operation);
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString();
    if (status >= 200 && status < 300) {
        if (reply.error() != QNetworkReply::NoError) { // the head came, but not all of the body
            return unanswered(operation, "node.connection_lost", ErrorKind::Unavailable,
                              reply.errorString().toStdString());
        }
        if (type.startsWith(QLatin1String("application/json"))) return std::nullopt;
        if (!type.startsWith(QLatin1String("application/problem+json"))) // 202: not done yet
            return notAStoaNode("content type " + type.toStdString());
    }
    boost::system::error_code code;
    const json::value problem =
        json::parse({body.constData(), static_cast<std::size_t>(body.size())}, code);
    if (!code && type.startsWith(QLatin1String("application/problem+json"))) {
        if (auto error = wire::readProblem(problem)) return error;
    }
    return foreignAnswer(status, operation);
}

} // namespace stoa::remote
