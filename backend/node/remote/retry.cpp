#include "node/remote/retry.h"

#include <QRandomGenerator>

namespace stoa::remote {

resilience::CircuitBreaker::Options breakerOptions()
{
    resilience::CircuitBreaker::Options options;
    options.firstPause = std::chrono::milliseconds(500);
    options.mostPause = std::chrono::seconds(5);
    options.successesToClose = 1;
    return options;
}

bool isWayBlocked(const Error& error)
{
    return error.code == "node.unreachable" || error.code == "node.connection_lost" ||
           error.code == "node.tls_failed";
}

bool isRepeatable(const api::Operation& operation, const api::CallOptions& options)
{
    if (operation.kind == api::Kind::Query) return true;
    return operation.idempotency != api::Idempotency::None && !options.idempotencyKey.empty();
}

bool isPassing(const Error& error)
{
    return error.code == "node.unreachable" || error.code == "node.connection_lost" ||
           ((error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Timeout) &&
            error.code != "node.tls_failed" && error.code != "node.deadline_passed");
}

std::chrono::milliseconds pauseBefore(int attempt, std::chrono::milliseconds base,
                                      std::chrono::milliseconds most)
{
    const auto limit = std::min(most.count(), base.count() << std::min(attempt, 20));
    return std::chrono::milliseconds(
        QRandomGenerator::system()->bounded(static_cast<quint32>(limit + 1)));
}

} // namespace stoa::remote
