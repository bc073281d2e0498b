#include "ui/moderation/decision_queue.h"

#include "core/id.h"
#include "ui/text/words.h"

namespace stoa::ui {

QString PendingDecision::id() const
{
    return fromUtf8(request.moderationCase.text());
}

DecisionQueue::DecisionQueue(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DecisionQueue::sendDue);
}

DecisionQueue::~DecisionQueue()
{
    blockSignals(true);
    sendAllNow();
    for (const PendingDecision& decision : m_pausing)
        send(decision, kMaxTries);
}

void DecisionQueue::setTimes(std::chrono::milliseconds undoTime,
                             std::chrono::milliseconds retryAfter)
{
    m_undoTime = undoTime;
    m_retryAfter = retryAfter;
}

void DecisionQueue::add(PendingDecision decision)
{
    decision.key = Uuid::makeV7().text();
    m_waiting.push_back({std::move(decision), std::chrono::steady_clock::now() + m_undoTime});
    if (m_waiting.size() > kMaxWaiting) sendFirst();
    schedule();
}

void DecisionQueue::sendAgain(PendingDecision decision)
{
    send(decision, 1);
}

std::optional<PendingDecision> DecisionQueue::undoLast()
{
    if (m_waiting.empty()) return std::nullopt;
    PendingDecision decision = std::move(m_waiting.back().decision);
    m_waiting.pop_back();
    schedule();
    return decision;
}

const PendingDecision* DecisionQueue::last() const
{
    return m_waiting.empty() ? nullptr : &m_waiting.back().decision;
}

void DecisionQueue::sendAllNow()
{
    while (!m_waiting.empty())
        sendFirst();
    m_timer.stop();
}

void DecisionQueue::sendDue()
{
    const auto now = std::chrono::steady_clock::now();
    while (!m_waiting.empty() && m_waiting.front().due <= now)
        sendFirst();
    schedule();
}

void DecisionQueue::sendFirst()
{
    const PendingDecision decision = std::move(m_waiting.front().decision);
    m_waiting.pop_front();
    emit left(decision);
    send(decision, 1);
}

void DecisionQueue::send(const PendingDecision& decision, int tries)
{
    m_connection.call(
        this, decision.request,
        [this, decision, tries](const Result<api::CaseView>& reply) {
            takeReply(decision, tries, reply);
        },
        decision.key);
}

void DecisionQueue::takeReply(const PendingDecision& decision, int tries,
                              const Result<api::CaseView>& reply)
{
    if (reply) {
        emit succeeded(decision);
        return;
    }
    const ErrorKind kind = reply.error().kind;
    const bool mayPass = isRetryable(kind) || kind == ErrorKind::InDoubt;
    if (!mayPass || tries >= kMaxTries) {
        emit failed(decision, reply.error());
        return;
    }
    const auto pause = std::max(m_retryAfter * (1 << (tries - 1)), reply.error().retryAfter);
    m_pausing.push_back(decision);
    QTimer::singleShot(pause, this,
                       [this, key = decision.key, tries] { sendPaused(key, tries + 1); });
}

void DecisionQueue::sendPaused(const std::string& key, int tries)
{
    const auto paused = std::find_if(m_pausing.begin(), m_pausing.end(),
                                     [&](const auto& each) { return each.key == key; });
    if (paused == m_pausing.end()) return;
    const PendingDecision decision = std::move(*paused);
    m_pausing.erase(paused);
    send(decision, tries);
}

void DecisionQueue::schedule()
{
    m_timer.stop();
    if (m_waiting.empty()) return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        m_waiting.front().due - std::chrono::steady_clock::now());
    m_timer.start(std::max(left, std::chrono::milliseconds(0)));
}

} // namespace stoa::ui
