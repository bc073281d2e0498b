#pragma once
// Decisions that have been made but not sent. Each waits kUndoTime, so that taking one back is
// exact: nothing has happened yet. Then it is sent once: the idempotency key is made when the
// decision is and stays with it over every repetition, so a lost answer never decides twice. A
// failure that may pass (no connection, time-out, unknown outcome) is repeated kMaxTries times in
// all; then, or at once for a refusal, failed() gives the decision back.
//
// sendAllNow() ends the waiting: leaving the page, or closing it, never loses a decision.

#include "api/moderation.h"
#include "ui/async/connection.h"

#include <QTimer>

#include <list>

namespace stoa::ui {

struct PendingDecision {
    api::DecideCase request;
    QString title;
    QString seller;
    std::string key; // filled by add()

    QString id() const;
};

class DecisionQueue final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kUndoTime{8000};
    static constexpr std::chrono::milliseconds kRetryAfter{1000}; // doubled each time
    static constexpr int kMaxTries = 3;
    static constexpr std::size_t kMaxWaiting = 50; // more are sent, oldest first

    explicit DecisionQueue(Connection& connection, QObject* parent = nullptr);
    ~DecisionQueue() override; // sends what waits

    void setTimes(std::chrono::milliseconds undoTime, std::chrono::milliseconds retryAfter);

    void add(PendingDecision decision);
    void sendAgain(PendingDecision decision); // after failed(), at once, with its key
    // The newest that has not been sent; nothing when all have been.
    std::optional<PendingDecision> undoLast();
    const PendingDecision* last() const; // what undoLast() would take back, or null
    void sendAllNow();

signals:
    void left(const stoa::ui::PendingDecision& decision); // sent: no way back any more
    void succeeded(const stoa::ui::PendingDecision& decision);
    void failed(const stoa::ui::PendingDecision& decision, const stoa::Error& error);

private:
    struct Waiting {
        PendingDecision decision;
        std::chrono::steady_clock::time_point due;
    };

    void sendDue();
    void sendFirst();
    void send(const PendingDecision& decision, int tries);
    void sendPaused(const std::string& key, int tries);
    void takeReply(const PendingDecision& decision, int tries, const Result<api::CaseView>& reply);
    void schedule();

    Connection& m_connection;
    std::chrono::milliseconds m_undoTime = kUndoTime;
    std::chrono::milliseconds m_retryAfter = kRetryAfter;
    std::list<Waiting> m_waiting;           // oldest first
    std::vector<PendingDecision> m_pausing; // failed once, will be repeated
    QTimer m_timer;
};

} // namespace stoa::ui
