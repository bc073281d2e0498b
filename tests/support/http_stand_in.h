#pragma once
// A local HTTP server in place of somebody else's: answers with what its script says and keeps what
// it was asked. One thread; each connection carries one request. All functions from any thread.

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace stoa::test {

struct StandInRequest {
    std::string method;
    std::string target;                         // with its query
    std::map<std::string, std::string> headers; // names in lower case
    std::string body;
};
struct StandInAnswer {
    int status = 200;
    std::string body;
    bool isLost = false;     // the connection ends without it
    bool isSilent = false;   // nothing comes until the caller, or the stand-in, has gone
    std::string headers{};   // "Retry-After: 7\r\n"
    std::size_t missing = 0; // bytes of the body that never come, though its length counts them
};

class HttpStandIn {
public:
    using Script = std::function<StandInAnswer(const StandInRequest&)>;

    explicit HttpStandIn(Script script);
    ~HttpStandIn();

    std::string base() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::vector<StandInRequest> requests() const; // in the order of coming

private:
    void run();
    void serve(int connection);

    const Script m_script;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;
    std::vector<StandInRequest> m_requests;
    std::thread m_thread;
};

} // namespace stoa::test
