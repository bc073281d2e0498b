#pragma once
// What happens between a whole HTTP request and its response: routing, reading, the call of the
// node, and the answer with its headers or the problem. Knows nothing of sockets. One for a
// server; thread-safe; responses come on the caller's thread or on a thread of the node.

#include "api/node.h"
#include "core/clock.h"
#include "node/http/message.h"
#include "node/http/router.h"

#include <atomic>

namespace stoa::http {

struct HealthCheck {
    std::string name; // "postgresql"
    bool isGood = true;
    std::string note; // for operators; no secrets, everybody may read it
};

struct HealthReport {
    bool isReady = true; // whether traffic should come here
    std::vector<HealthCheck> checks;
};

// One request as the access log and the metrics see it: no text that the caller chose.
struct AccessRecord {
    std::string_view method;    // "OTHER" for what is not known
    std::string_view route;     // of the table, "/api/health", or "-"
    std::string_view operation; // "refunds.request_refund", or "-"
    int status = 0;
    std::chrono::microseconds took{0};
    std::size_t bytesOut = 0;
    RequestId request;
    std::string peer;
};

// What the server asks of its surroundings. Called on threads of the server and of the node; must
// not block. The clock must outlive the server.
struct Sources {
    std::function<HealthReport()> health;
    // The SVG at a path below /pictures/; absent: no pictures.
    std::function<std::optional<std::string>(std::string_view path)> pictures;
    std::function<std::string()> metrics; // Prometheus text; absent: no /metrics
    std::function<void(const AccessRecord&)> access;
    const Clock* clock = nullptr;
    std::string version;      // of the software
    std::string metricsToken; // when set, /metrics wants it as bearer token
};

class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    using Respond = std::function<void(HttpResponse)>;

    Exchange(api::Node& node, Sources sources);

    // How large the body of a request with this head may be. A refusal by size comes before
    // anything of the body is read.
    std::size_t mostBodyBytes(std::string_view method, std::string_view target) const;

    // Answers exactly once.
    void handle(HttpRequest request, Respond respond);

    // For what the connection itself finds wrong.
    HttpResponse refuse(const Error& error, const std::string& peer);

    // From now on health says 503.
    void stop() { m_isStopping = true; }

private:
    struct Visit;
    using VisitPointer = std::shared_ptr<Visit>;

    void handleFixed(const VisitPointer& visit, std::string_view path);
    void handleOperation(const VisitPointer& visit, Match match);
    void handleEvents(const VisitPointer& visit);
    void handleHealth(const VisitPointer& visit);
    void handleMetrics(const VisitPointer& visit);
    void handlePicture(const VisitPointer& visit, std::string_view path);
    void answer(const VisitPointer& visit, const api::Operation& operation,
                const std::optional<std::string>& collection, Result<api::ErasedAnswer> answer);
    void refuse(const VisitPointer& visit, const Error& error);
    void finish(const VisitPointer& visit, HttpResponse response);
    void complete(HttpResponse& response, const RequestId& request) const;

    api::Node& m_node;
    Sources m_sources;
    Router m_router;
    std::string m_openApi;
    std::atomic<bool> m_isStopping = false;
};

} // namespace stoa::http
