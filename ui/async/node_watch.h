#pragma once
// Whether the node answers. Asks it something small every kEveryMs, and at once when a call of the
// console found it away; one answer or one failure decides. So an idle console learns within
// seconds that the node has gone, stands still, or is back, without a person pressing anything.
//
// Only silence counts: an answer that is a refusal (too many requests, an expired session) is an
// answer. GUI thread; the connection must outlive it.

#include "core/error.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace stoa::ui {

class Connection;

class NodeWatch final : public QObject {
    Q_OBJECT

public:
    static constexpr int kEveryMs = 2000;
    static constexpr std::chrono::milliseconds kDeadline{2000};

    explicit NodeWatch(Connection& connection, QObject* parent = nullptr);

    bool isAway() const { return m_isAway; }
    void check(); // now; nothing when a question is already on its way

signals:
    void left(const stoa::Error& error); // it answered before, or was never asked
    void returned();

private:
    void take(const Error* error);

    Connection& m_connection;
    QTimer m_timer;
    bool m_isAsking = false;
    bool m_isAway = false;
};

} // namespace stoa::ui
