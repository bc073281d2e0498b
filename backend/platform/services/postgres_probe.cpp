#include "platform/services/postgres_probe.h"

#include "core/text.h"

#include <libpq-fe.h>

#include <memory>
#include <string>

namespace stoa::services {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

Connection connect(const PostgresInfo& info)
{
    const std::string text =
        info.conninfo() + " connect_timeout=2 application_name=stoa-services sslmode=disable";
    return Connection(PQconnectdb(text.c_str()), &PQfinish);
}

Answer ask(const Connection& connection, const std::string& statement)
{
    return Answer(PQexec(connection.get(), statement.c_str()), &PQclear);
}

bool isOne(const Answer& answer)
{
    return PQresultStatus(answer.get()) == PGRES_TUPLES_OK && PQntuples(answer.get()) == 1;
}

tl::unexpected<Error> refused(const Connection& connection)
{
    return fail(ErrorKind::Unavailable, "services.database_refused",
                trimmed(PQerrorMessage(connection.get())));
}

// Names are our own constants, so they need no quoting.
Done ensure(const Connection& connection, const std::string& question, const std::string& statement)
{
    const Answer there = ask(connection, question);
    if (PQresultStatus(there.get()) != PGRES_TUPLES_OK) return refused(connection);
    if (PQntuples(there.get()) > 0) return {};
    if (PQresultStatus(ask(connection, statement).get()) != PGRES_COMMAND_OK)
        return refused(connection);
    return {};
}

} // namespace

bool isAnswering(const PostgresInfo& admin)
{
    const Connection connection = connect(admin);
    return PQstatus(connection.get()) == CONNECTION_OK &&
           isOne(ask(connection, "SELECT 1 WHERE NOT pg_is_in_recovery()"));
}

Done ensureDatabase(const PostgresInfo& admin, std::string_view role, std::string_view database)
{
    const Connection connection = connect(admin);
    if (PQstatus(connection.get()) != CONNECTION_OK) return refused(connection);
    const std::string r(role);
    const std::string d(database);
    STOA_CHECK(ensure(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + r + "'",
                      "CREATE ROLE " + r + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"));
    STOA_CHECK(ensure(connection, "SELECT 1 FROM pg_database WHERE datname = '" + d + "'",
                      "CREATE DATABASE " + d + " OWNER " + r));
    return {};
}

} // namespace stoa::services
