#include "platform/db/connection.h"

#include "core/assert.h"
#include "platform/db/db_sql.h"
#include "platform/db/errors.h"
#include "platform/db/socket_wait.h"

#include <libpq-fe.h>

namespace stoa::db {
namespace {

constexpr std::string_view kConnecting = "connect";

Error refusedConnection(PGconn* conn)
{
    // libpq does not give the SQLSTATE of a refused connection; 53300 is worth telling apart.
    const std::string_view message = PQerrorMessage(conn);
    const bool isFull = message.find("too many clients") != std::string_view::npos ||
                        message.find("remaining connection slots") != std::string_view::npos;
    return errorOf({.sqlState = isFull ? "53300" : "08001", .message = message}, kConnecting);
}

constexpr std::string_view kSnapshotPlace = "snapshot"; // in a statement that takes no parameters
constexpr std::string_view kLeadingOrganisation = R"({"org_id":")";
constexpr std::size_t kUuidLength = 36;

} // namespace

// Tenant tables begin with org_id; the schema's test sees to it.
std::optional<Uuid> RecordedRow::organisation() const
{
    const std::string_view text = json;
    if (!text.starts_with(kLeadingOrganisation)) return std::nullopt;
    const auto id = Uuid::parse(text.substr(kLeadingOrganisation.size(), kUuidLength));
    return id ? std::optional(*id) : std::nullopt;
}

void Connection::Finish::operator()(pg_conn* conn) const
{
    PQfinish(conn);
}

Connection::Connection(ConnectInfo info, Handle handle, Deadline deadline)
    : m_info(std::move(info)),
      m_handle(std::move(handle)),
      m_deadline(deadline),
      m_pid(PQbackendPID(m_handle.get()))
{}

Connection::~Connection()
{
    STOA_ASSERT(!m_inTransaction);
}

Result<std::unique_ptr<Connection>> Connection::open(const ConnectInfo& info, Deadline deadline)
{
    STOA_TRY(handle, connect(info, deadline));
    std::unique_ptr<Connection> connection(new Connection(info, std::move(handle), deadline));
    STOA_CHECK(connection->configure());
    return connection;
}

Result<Connection::Handle> Connection::connect(const ConnectInfo& info, Deadline deadline)
{
    const std::string port = std::to_string(info.port);
    const char* const keys[] = {
        "host",    "port",        "dbname",           "user",    "password",
        "sslmode", "sslrootcert", "application_name", "options", "client_encoding",
        nullptr};
    const char* const values[] = {info.host.c_str(),
                                  port.c_str(),
                                  info.database.c_str(),
                                  info.user.c_str(),
                                  info.password.c_str(),
                                  info.sslMode.c_str(),
                                  info.sslRootCert.c_str(),
                                  info.applicationName.c_str(),
                                  "",
                                  "UTF8",
                                  nullptr};
    Handle handle(PQconnectStartParams(keys, values, 0));
    STOA_ASSERT(handle);
    PQsetNoticeProcessor(
        handle.get(), [](void*, const char*) {}, nullptr); // else: stderr
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
        if (state == PGRES_POLLING_FAILED || PQstatus(handle.get()) == CONNECTION_BAD) {
            return fail(refusedConnection(handle.get()));
        }
        const bool writes = state == PGRES_POLLING_WRITING;
        if (!waitForSocket(PQsocket(handle.get()), writes, deadline)) {
            return fail(errorOf({.sqlState = "08001", .message = "no answer before the deadline"},
                                kConnecting));
        }
        state = PQconnectPoll(handle.get());
    }
    if (PQsetnonblocking(handle.get(), 1) != 0 || PQenterPipelineMode(handle.get()) != 1) {
        return fail(refusedConnection(handle.get()));
    }
    return handle;
}

Done Connection::configure()
{
    const Call call{sql::kConfigureSession,
                    Params::of(m_info.statementTimeout.count(), m_info.lockTimeout.count())};
    STOA_TRY(rows, exchange({call}));
    m_history = rows[0].single().get<std::string>("history");
    m_life = rows[0].single().get<std::string>("life");
    m_serverTimeout = m_info.statementTimeout;
    return {};
}

Done Connection::reconnect(Deadline deadline)
{
    STOA_TRY(handle, connect(m_info, deadline));
    m_handle = std::move(handle);
    m_deadline = deadline;
    m_pid = PQbackendPID(m_handle.get());
    m_prepared.clear();
    return configure();
}

bool Connection::isUsable() const
{
    return m_handle && PQstatus(m_handle.get()) == CONNECTION_OK;
}

bool Connection::isAlive() const
{
    // An idle session has nothing to say but good-bye.
    return isUsable() && !isReadable(PQsocket(m_handle.get()));
}

void Connection::begin(const Statement& begin, bool takesId, std::string_view snapshot)
{
    STOA_ASSERT(!m_inTransaction);
    m_inTransaction = true;
    m_opening.push_back({begin, {}});
    if (!snapshot.empty()) {
        m_adopted = sql::kAdoptSnapshot.sql;
        m_adopted.replace(m_adopted.find(kSnapshotPlace), kSnapshotPlace.size(), snapshot);
        m_opening.push_back({Statement{m_adopted, m_adopted}, {}}); // prepared for this one only
    }
    if (takesId) m_opening.push_back({sql::kTransactionId, {}});
}

void Connection::endTransaction()
{
    m_inTransaction = false;
    m_transactionId.clear();
    m_opening.clear();
    m_deferred.clear();
    m_recorded.clear();
}

bool Connection::hasRecorded() const
{
    const auto records = [](const Call& call) {
        return !call.statement.records.empty() && !call.statement.isRowSet;
    };
    return !m_recorded.empty() || std::ranges::any_of(m_deferred, records) ||
           std::ranges::any_of(m_sent, records);
}

std::vector<RecordedRow> Connection::takeRecorded(const Uuid& organisation)
{
    const auto isOthers = [&](const RecordedRow& row) {
        return row.organisation().value_or(organisation) != organisation;
    };
    const auto own = std::ranges::stable_partition(m_recorded, isOthers);
    std::vector<RecordedRow> taken(std::move_iterator(own.begin()), std::move_iterator(own.end()));
    m_recorded.erase(own.begin(), own.end());
    return taken;
}

// Tells the server how long the caller will wait, unless what it knows already is close enough.
void Connection::addServerTimeout(std::vector<Call>& calls)
{
    using std::chrono::milliseconds;
    // A transaction that has failed takes nothing but its way back to a savepoint.
    if (PQtransactionStatus(m_handle.get()) == PQTRANS_INERROR) return;
    const auto left =
        std::chrono::ceil<milliseconds>(m_deadline - std::chrono::steady_clock::now());
    const auto wanted = std::clamp(left, milliseconds(1), m_info.statementTimeout);
    const bool isTooLong = m_serverTimeout > wanted + wanted / 4;
    const bool isTooShort = m_serverTimeout < wanted / 2;
    if (!isTooLong && !isTooShort) return;
    calls.push_back({sql::kSetStatementTimeout, Params::of(wanted.count())});
    m_serverTimeout = wanted;
}

Result<std::vector<Rows>> Connection::runAll(std::vector<Call> calls)
{
    STOA_ASSERT(!calls.empty());
    const std::size_t own = calls.size();
    std::vector<Call> all = std::exchange(m_opening, {});
    const std::size_t opening = all.size();
    addServerTimeout(all);
    std::ranges::move(std::exchange(m_deferred, {}), std::back_inserter(all));
    std::ranges::move(calls, std::back_inserter(all));
    STOA_ASSERT(all.size() <= kMaxCalls);

    auto rows = exchange(std::move(all));
    if (!rows) {
        m_serverTimeout = {}; // a rollback may take the setting back
        return rows;
    }
    if (opening > 1) m_transactionId = (*rows)[opening - 1].single().get<std::string>("xid");
    rows->erase(rows->begin(), rows->end() - static_cast<std::ptrdiff_t>(own));
    return rows;
}

Result<Rows> Connection::runCall(Call call)
{
    std::vector<Call> calls;
    calls.push_back(std::move(call));
    STOA_TRY(rows, runAll(std::move(calls)));
    return std::move(rows[0]);
}

} // namespace stoa::db
