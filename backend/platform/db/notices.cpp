#include "platform/db/connection.h"
#include "platform/db/errors.h"
#include "platform/db/socket_wait.h"

#include <libpq-fe.h>

namespace stoa::db {

Result<std::vector<std::string>> Connection::awaitNotices(Deadline until)
{
    std::vector<std::string> payloads;
    PGconn* conn = m_handle.get();
    while (true) {
        if (conn == nullptr || PQconsumeInput(conn) == 0 || PQstatus(conn) == CONNECTION_BAD) {
            return fail(lost("await_notices"));
        }
        while (PGnotify* notice = PQnotifies(conn)) {
            payloads.emplace_back(notice->extra);
            PQfreemem(notice);
        }
        if (!payloads.empty() || !waitForSocket(PQsocket(conn), false, until)) return payloads;
    }
}

} // namespace stoa::db
