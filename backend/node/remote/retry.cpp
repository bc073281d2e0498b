#include "node/remote/retry.h"

#include <QRandomGenerator>

namespace stoa::remote {

void RetryBudget::refill(std::chrono::steady_clock::time_point now)
{
    if (m_filledAt) {
        m_tokens += std::chrono::duration<double>(now - *m_filledAt).count();
        m_tokens = std::min(m_tokens, kMost);
    }
    m_filledAt = now;
}

void RetryBudget::callMade(std::chrono::steady_clock::time_point now)
{
    refill(now);
    m_tokens = std::min(m_tokens + 0.1, kMost);
}

bool RetryBudget::take(std::chrono::steady_clock::time_point now)
{
    refill(now);
    if (m_tokens < 1) return false;
    m_tokens -= 1;
    return true;
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
