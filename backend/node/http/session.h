#pragma once
// One connection: reads a request, has it answered, writes the response, and again, until either
// end has enough. Everything of it runs on its own strand. Private to this box.

#include "node/http/http_server.h"
#include "node/http/transport.h"

#include <condition_variable>
#include <set>
#include <shared_mutex>

namespace stoa::http {

class Session;

// What the sessions of a server share. Any thread.
struct SessionHub {
    SessionHub(const ServerOptions& serverOptions, std::shared_ptr<Exchange> serverExchange)
        : options(serverOptions), exchange(std::move(serverExchange))
    {}

    // Answers and events of the node arrive on its threads, perhaps after the server's end: who
    // wants to reach a session's strand holds this gate shared and looks whether it is open.
    struct Gate {
        std::shared_mutex mutex;
        bool isOpen = true;
    };

    void add(std::shared_ptr<Session> session);
    void remove(Session& session);
    std::vector<std::shared_ptr<Session>> all();
    std::size_t count();
    bool waitUntilEmpty(std::chrono::milliseconds most);
    // False when it would be too much; else giveBack() later.
    bool takeBodyBytes(std::size_t bytes);
    void giveBackBodyBytes(std::size_t bytes) { bodyBytes -= bytes; }

    const ServerOptions options;
    const std::shared_ptr<Exchange> exchange;
    const std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    std::atomic<std::size_t> bodyBytes = 0;
    std::atomic<std::size_t> eventStreams = 0;
    std::atomic<bool> isDraining = false;

private:
    std::mutex m_mutex;
    std::condition_variable m_isEmpty;
    std::map<Session*, std::shared_ptr<Session>> m_sessions;
};

// `isSurplus`: over the limit of connections; answered with 503 and closed.
std::shared_ptr<Session> makeSession(SessionHub& hub, std::unique_ptr<Transport> transport,
                                     bool isSurplus);

class Session {
public:
    virtual ~Session() = default;
    virtual void start() = 0; // on any thread, as the next
    virtual void drain() = 0; // after the present request, at once when there is none
    virtual void close() = 0; // on its strand, or when the server's threads have ended
};

} // namespace stoa::http
