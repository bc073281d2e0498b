#pragma once
// The remote node's end of the wire: lives on its thread and owns the network managers, the open
// calls and the event streams. Private to this box.

#include "node/remote/remote_node.h"
#include "node/remote/retry.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QUrl>

#include <set>

namespace stoa::remote {

class Call;
class EventStream;
class Link;

// The door to the link's thread for everybody else, from before the thread begins until after it
// has ended. The tasks change hands under a mutex of ours, and Qt's event only says that there are
// some.
class LinkGate {
public:
    using Task = std::function<void(Link&)>;

    // From anywhere. False when the link has ended or is about to.
    bool post(Task task);
    // The last task: whatever was posted before is done first, and nothing comes after.
    void close(Task last);

    // On the link's thread: from now on it hears of tasks; what is waiting; it is about to go.
    void attach(Link& link);
    void run();
    void detach();

private:
    void add(Task task);

    std::mutex m_mutex;
    Link* m_link = nullptr; // while the thread has one
    bool m_isClosed = false;
    std::vector<Task> m_tasks;
};

// Where the node is and by what it is known: options that were found to be sound.
struct Destination {
    // Errors: those of RemoteNode::make.
    static Result<Destination> check(RemoteOptions options);

    RemoteOptions options;
    QUrl base;
    QSslCertificate pinned{}; // null: the system's authorities decide
};

class Link final : public QObject {
public:
    static constexpr std::size_t kMaxOpenCalls = 1000;
    static constexpr qint64 kMaxReplyBytes = 64 * 1024 * 1024;

    // Made, run and destroyed on one thread.
    Link(Destination destination, std::shared_ptr<LinkGate> gate);
    // Answers all calls with Canceled and ends all streams.
    ~Link() override;

    // Works until stop().
    void run() { m_loop.exec(); }
    void stop() { m_loop.quit(); }

    const RemoteOptions& options() const { return m_destination.options; }
    resilience::RetryBudget& budget() { return m_budget; }
    resilience::CircuitBreaker& breaker() { return m_breaker; }

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
    void customEvent(QEvent* event) override; // the gate's
    void watchTls(QNetworkReply* reply) const;

    const Destination m_destination;
    const std::shared_ptr<LinkGate> m_gate;
    QEventLoop m_loop;
    QNetworkAccessManager m_calls;
    QNetworkAccessManager m_streams; // has connections of its own
    resilience::RetryBudget m_budget{kBudget};
    resilience::CircuitBreaker m_breaker{breakerOptions()}; // outlives the calls
    std::map<Call*, std::unique_ptr<Call>> m_openCalls;
    std::set<std::shared_ptr<EventStream>> m_openStreams;
};

} // namespace stoa::remote
