#pragma once
// A server that misbehaves by plan: for each request it is given a piece of bytes to answer with,
// and then the connection ends. On a thread of its own.

#include <QByteArray>

#include <atomic>
#include <functional>
#include <thread>

namespace stoa::test {

class ScriptedServer {
public:
    // nullopt: says nothing and keeps the connection until the end of the test.
    using Script = std::function<std::optional<QByteArray>(const QByteArray& request)>;

    explicit ScriptedServer(Script script);
    ~ScriptedServer();

    std::uint16_t port() const { return m_port; }
    int requestCount() const { return m_requestCount; }

private:
    void run();

    const Script m_script;
    std::atomic<bool> m_isStopping = false;
    std::atomic<std::uint16_t> m_port = 0;
    std::atomic<int> m_requestCount = 0;
    std::thread m_thread;
};

} // namespace stoa::test
