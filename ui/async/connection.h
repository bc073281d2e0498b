#pragma once
// The console's side of the one door. call() sends a request to the Node and brings the reply back
// to the thread of `receiver`; when the receiver has been deleted by then, nothing is called. This
// is the only way for a page or model to talk to the backend: no futures, no waiting, no threads in
// ui.
//
//     m_connection.call(this, api::GetOrder{id}, [this](Result<api::OrderView> order) { … });
//
// A Connection belongs to the GUI thread and outlives the pages that use it. It knows the session's
// access token and adds it to each call. Commands get a fresh idempotency key per call() unless the
// caller gives one, which it does to repeat a command whose outcome is unknown.

#include "api/node.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace stoa::ui {

// Runs `work` in the thread of `receiver`, later, never inside this call; not at all when the
// receiver is gone by then. Any thread.
void postTo(QPointer<QObject> receiver, QObject* threadOf, std::function<void()> work);

// Sends one request; `callback(Result<Request::Reply>)` runs in the thread of `receiver`.
template <class Request, class Callback>
void call(api::Node& node, api::CallOptions options, QObject* receiver, Request request,
          Callback callback)
{
    using Outcome = Result<api::Answer<typename Request::Reply>>;
    QPointer<QObject> guard(receiver);
    // The relay is posted to instead of the receiver: posting to a receiver that is being deleted
    // in its own thread would be a race, while the relay deletes itself only after the reply.
    auto* relay = new QObject;
    relay->moveToThread(receiver->thread());
    api::submit(node, std::move(options), std::move(request),
                std::function<void(Outcome)>([guard, relay, callback](Outcome answer) {
                    postTo(guard, relay, [callback, answer = std::move(answer)]() mutable {
                        if (!answer) return callback(Result<typename Request::Reply>(fail(answer)));
                        callback(Result<typename Request::Reply>(std::move(answer->reply)));
                    });
                }));
}

class Connection final : public QObject {
    Q_OBJECT

public:
    // The node must outlive this.
    explicit Connection(api::Node& node, QObject* parent = nullptr);

    void setToken(std::string token) { m_token = std::move(token); }
    const std::string& token() const { return m_token; }
    api::Node& node() const { return m_node; }

    template <class Request, class Callback>
    void call(QObject* receiver, Request request, Callback callback,
              std::string idempotencyKey = {})
    {
        const api::Operation& operation = api::operation<Request>();
        api::CallOptions options = optionsFor(operation, std::move(idempotencyKey));
        ui::call(m_node, std::move(options), receiver, std::move(request),
                 [this, self = QPointer<Connection>(this),
                  callback](Result<typename Request::Reply> reply) mutable {
                     if (!reply && self) noteFailure(reply.error());
                     callback(std::move(reply));
                 });
    }

signals:
    // The session has ended; the shell shows the sign-in over what is on the page.
    void sessionEnded();
    // A call found the node away; a later success or event says that it is back.
    void nodeUnreachable(const stoa::Error& error);

private:
    api::CallOptions optionsFor(const api::Operation& operation, std::string idempotencyKey) const;
    void noteFailure(const Error& error);

    api::Node& m_node;
    std::string m_token;
};

} // namespace stoa::ui
