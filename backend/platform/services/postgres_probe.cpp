#include "platform/services/postgres_probe.h"

#include "core/text.h"
#include "platform/services/services_sql.h"

#include <libpq-fe.h>

#include <memory>

namespace stoa::services {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(const PostgresInfo& info)
{
    const std::string text = info.conninfo() +
                             " connect_timeout=2 application_name=stoa-services sslmode=disable"
                             " options='-c statement_timeout=60s'";
    return Connection(PQconnectdb(text.c_str()), &PQfinish);
}

Answer ask(const Connection& connection, const db::Statement& statement)
{
    return Answer(PQexec(connection.get(), std::string(statement.sql).c_str()), &PQclear);
}

tl::unexpected<Error> refused(const Connection& connection)
{
    return fail(ErrorKind::Unavailable, "services.database_refused",
                trimmed(PQerrorMessage(connection.get())));
}

Done ensure(const Connection& connection, const db::Statement& find, const db::Statement& create)
{
    const Answer found = ask(connection, find);
    if (PQresultStatus(found.get()) != PGRES_TUPLES_OK) return refused(connection);
    if (PQntuples(found.get()) > 0) return {};
    const Answer created = ask(connection, create);
    return PQresultStatus(created.get()) == PGRES_COMMAND_OK ? Done() : refused(connection);
}

} // namespace

bool isAnswering(const PostgresInfo& admin)
{
    const Connection connection = connect(admin);
    return PQstatus(connection.get()) == CONNECTION_OK &&
           PQntuples(ask(connection, sql::kIsAnswering).get()) == 1;
}

Done ensureDatabase(const PostgresInfo& admin)
{
    const Connection connection = connect(admin);
    if (PQstatus(connection.get()) != CONNECTION_OK) return refused(connection);
    STOA_CHECK(ensure(connection, sql::kFindRole, sql::kCreateRole));
    STOA_CHECK(ensure(connection, sql::kFindQuickWal, sql::kSetQuickWal));
    return ensure(connection, sql::kFindDatabase, sql::kCreateDatabase);
}

} // namespace stoa::services
