#pragma once
// Stands between a client and a PostgreSQL server on Unix sockets and breaks the link on purpose:
// at the moment when a given text (the name of a prepared statement, "db.commit") passes towards
// the server. Runs in a thread of its own; all functions may be called from any thread.

#include "platform/db/connect_info.h"

#include <QTemporaryDir>

#include <atomic>
#include <mutex>
#include <thread>

namespace stoa::test {

class ChaosProxy {
public:
    enum class Cut {
        BeforeServer, // the server never sees the message
        AfterSend,    // the server gets it, and the link breaks at once
        AfterAnswer,  // the server has answered, and the answer is lost
        Silence,      // the server never sees it and nobody is told: bytes just stop
    };

    explicit ChaosProxy(db::ConnectInfo upstream);
    ~ChaosProxy();

    // Where clients connect to.
    db::ConnectInfo info() const;
    // From now on, the next time that `text` passes. Once.
    void cutAt(std::string text, Cut cut);
    // True when the cut has happened.
    bool hasCut() const { return m_hasCut; }
    // From now on, in everything that clients send: `to`, of the same length, stands where `from`
    // stood. A fault planted in a statement, for tests that have to notice it.
    void rewrite(std::string from, std::string to);
    bool hasRewritten() const { return m_hasRewritten; }
    // Refuses new connections until told otherwise.
    void refuse(bool isRefusing) { m_isRefusing = isRefusing; }

private:
    struct Link {
        int client;
        int server;
        bool isSilent = false;
        bool isAnswerLost = false;
    };

    void run();
    void acceptClient();
    bool forwardRequest(Link& link);
    bool forwardAnswer(Link& link);
    bool takeCut(std::string_view bytes, Cut& cut);
    void replaceIn(std::string& bytes);

    const db::ConnectInfo m_upstream;
    QTemporaryDir m_folder;
    int m_listener = -1;
    int m_wake[2] = {-1, -1};
    std::vector<Link> m_links; // of the thread
    std::mutex m_mutex;
    std::string m_text;
    Cut m_cut = Cut::BeforeServer;
    std::string m_rewritten;
    std::string m_replacement;
    std::atomic<bool> m_hasCut = false;
    std::atomic<bool> m_hasRewritten = false;
    std::atomic<bool> m_isRefusing = false;
    std::thread m_thread;
};

} // namespace stoa::test
