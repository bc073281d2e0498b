#pragma once
// The remote node's end of the wire: lives on its thread and owns the network managers, the open
// calls and the event streams. Private to this box.

#include "node/remote/remote_node.h"
#include "node/remote/retry.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QUrl>

#include <set>

namespace stoa::remote {

class Call;
class EventStream;
class Link;

// The door to the link's thread for everybody else. The tasks change hands under a mutex of ours,
// and Qt's event only says that there are some.
class LinkGate {
public:
    void open(Link* link);
    // False when the link has ended or is about to.
    bool post(std::function<void(Link&)> task);
    // The last task: whatever was posted before is done first, and nothing comes after.
    void close(std::function<void(Link&)> last);
    // On the link's thread.
    void run(Link& link);

private:
    void add(std::function<void(Link&)> task);

    std::mutex m_mutex;
    Link* m_link = nullptr; // null from the beginning of the end
    std::vector<std::function<void(Link&)>> m_tasks;
};

class Link final : public QObject {
public:
    static constexpr std::size_t kMaxOpenCalls = 1000;
    static constexpr qint64 kMaxReplyBytes = 64 * 1024 * 1024;

    static Result<std::unique_ptr<Link>> make(RemoteOptions options,
                                              std::shared_ptr<LinkGate> gate);
    ~Link() override;

    const RemoteOptions& options() const { return m_options; }
    resilience::RetryBudget& budget() { return m_budget; }
    resilience::CircuitBreaker& breaker() { return m_breaker; }

    // Makes the network managers; first thing on the thread.
    void begin();
    // Answers all calls with Canceled and ends all streams; last thing on the thread.
    void end();

    void submit(const api::Operation& operation, api::CallOptions options,
                api::ErasedRequest request, api::ErasedCallback callback);
    void finished(Call& call);

    void addStream(std::shared_ptr<EventStream> stream);
    void removeStream(const std::shared_ptr<EventStream>& stream);

    // `path` begins with /api and is escaped.
    QNetworkRequest request(const std::string& path, const api::CallOptions& options) const;
    // `isOnce`: on a connection of its own. One that was kept alive may be ending this moment, and
    // what is then lost could not be sent again.
    QNetworkReply* send(const api::Operation& operation, const QNetworkRequest& request,
                        const QByteArray& body, bool isOnce);
    QNetworkReply* openStream(const QNetworkRequest& request);

private:
    Link(RemoteOptions options, QUrl base, QSslCertificate pinned, std::shared_ptr<LinkGate> gate);
    bool event(QEvent* event) override; // the gate's
    void watchTls(QNetworkReply* reply) const;

    const RemoteOptions m_options;
    const QUrl m_base;
    const QSslCertificate m_pinned;
    const std::shared_ptr<LinkGate> m_gate;
    QNetworkAccessManager* m_calls = nullptr;
    QNetworkAccessManager* m_streams = nullptr; // has connections of its own
    resilience::RetryBudget m_budget{kBudget};
    resilience::CircuitBreaker m_breaker{breakerOptions()}; // outlives the calls
    std::map<Call*, std::unique_ptr<Call>> m_openCalls;
    std::set<std::shared_ptr<EventStream>> m_openStreams;
};

} // namespace stoa::remote
