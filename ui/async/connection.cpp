#include "ui/async/connection.h"

#include "core/id.h"

namespace stoa::ui {

void postTo(QPointer<QObject> receiver, QObject* threadOf, std::function<void()> work)
{
    QMetaObject::invokeMethod(
        threadOf,
        [receiver = std::move(receiver), threadOf, work = std::move(work)] {
            threadOf->deleteLater();
            if (receiver) work();
        },
        Qt::QueuedConnection);
}

Connection::Connection(api::Node& node, QObject* parent) : QObject(parent), m_node(node) {}

api::CallOptions Connection::optionsFor(const api::Operation& operation,
                                        std::string idempotencyKey) const
{
    api::CallOptions options;
    options.token = m_token;
    options.origin = "console";
    options.idempotencyKey = std::move(idempotencyKey);
    if (options.idempotencyKey.empty() && operation.idempotency != api::Idempotency::None) {
        options.idempotencyKey = Uuid::makeV7().text();
    }
    return options;
}

void Connection::noteFailure(const Error& error)
{
    if (error.code == "session.expired" || error.code == "session.missing")
        emit sessionEnded();
    else if (error.kind == ErrorKind::Unavailable)
        emit nodeUnreachable(error);
}

} // namespace stoa::ui
