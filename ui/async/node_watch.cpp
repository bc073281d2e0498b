#include "ui/async/node_watch.h"

#include "api/identity.h"
#include "ui/async/connection.h"

namespace stoa::ui {

NodeWatch::NodeWatch(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection)
{
    m_timer.setInterval(kEveryMs);
    m_timer.start();
    connect(&m_timer, &QTimer::timeout, this, &NodeWatch::check);
    connect(&connection, &Connection::nodeUnreachable, this, &NodeWatch::check);
}

void NodeWatch::check()
{
    if (m_isAsking) return;
    m_isAsking = true;
    api::CallOptions options;
    options.origin = "console";
    options.deadline = kDeadline;
    call(m_connection.node(), std::move(options), this, api::GetSetup{},
         [this](const Result<api::SetupView>& setup) { take(setup ? nullptr : &setup.error()); });
}

void NodeWatch::take(const Error* error)
{
    m_isAsking = false;
    const bool isAway = error != nullptr && (error->kind == ErrorKind::Unavailable ||
                                             error->kind == ErrorKind::Timeout);
    if (isAway == m_isAway) return;
    m_isAway = isAway;
    if (isAway)
        emit left(*error);
    else
        emit returned();
}

} // namespace stoa::ui
