// How a Connection talks: one pipeline of prepared statements out, the results back, every wait
// bounded.

#include "core/assert.h"
#include "platform/db/connection.h"
#include "platform/db/db_sql.h"
#include "platform/db/errors.h"
#include "platform/db/socket_wait.h"

#include <libpq-fe.h>

namespace stoa::db {
namespace {

constexpr int kBinaryResults = 1;
constexpr std::string_view kScript = "script";
constexpr std::string_view kCopy = "copy";
constexpr std::size_t kCopyPiece = 64 << 10; // bytes, between looks at what the server says
constexpr std::string_view kAhead = "send_ahead";

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

// Of the prepared statement.
std::string nameOf(const Call& call)
{
    std::string name(call.statement.name);
    if (call.form > 0) name += '/' + std::to_string(call.form);
    return name;
}

Error notSendable(std::string_view statement)
{
    return errorOf({.sqlState = "22021", .message = {}}, statement);
}

} // namespace

// The link is of no more use: gives it up and says why. A silent server is a time-out.
Error Connection::lost(std::string_view during)
{
    const bool isSilent = isUsable() && std::chrono::steady_clock::now() > m_deadline;
    const std::string message = m_handle ? PQerrorMessage(m_handle.get()) : "the link is closed";
    m_handle.reset();
    m_prepared.clear();
    m_sent.clear();
    m_owed.clear();
    return isSilent
               ? errorOf({.sqlState = "57014", .message = "no answer before the deadline"}, during)
               : errorOf({.sqlState = "08006", .message = message}, during);
}

Done Connection::wait(bool alsoWrite, std::string_view during)
{
    if (waitForSocket(PQsocket(m_handle.get()), alsoWrite, m_deadline + kDropGrace)) return {};
    return fail(lost(during));
}

Done Connection::flush(std::string_view during)
{
    for (int left = PQflush(m_handle.get()); left != 0; left = PQflush(m_handle.get())) {
        if (left < 0) return fail(lost(during));
        STOA_CHECK(wait(true, during));
        // Reading while writing keeps two full buffers from waiting for each other.
        if (PQconsumeInput(m_handle.get()) == 0) return fail(lost(during));
    }
    return {};
}

// The next answer; null at the end of the answers to one command.
Result<pg_result*> Connection::nextResult(std::string_view during)
{
    while (PQisBusy(m_handle.get()) != 0) {
        STOA_CHECK(wait(false, during));
        if (PQconsumeInput(m_handle.get()) == 0) return fail(lost(during));
    }
    ResultHandle result(PQgetResult(m_handle.get()));
    if (isUsable()) return result.release();
    // The server's last word, when there is one, says more than the broken link.
    const bool hasReason = result && PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) != nullptr;
    Error reason = hasReason ? errorOf(result.get(), during) : Error{};
    Error broken = lost(during);
    return fail(hasReason ? std::move(reason) : std::move(broken));
}

bool Connection::sendPrepare(const Call& call)
{
    const std::string name = nameOf(call);
    if (!m_prepared.insert(name).second) return true;
    const std::string text = RowSet::textOf(call.statement, call.form);
    m_owed.push_back({m_sent.size() - 1, true});
    return PQsendPrepare(m_handle.get(), name.c_str(), text.c_str(), 0, nullptr) == 1;
}

bool Connection::send(Call sent)
{
    const Call& call = m_sent.emplace_back(std::move(sent));
    if (!sendPrepare(call)) return false;
    const std::size_t count = call.params.size();
    std::vector<const char*> values(count);
    std::vector<int> lengths(count);
    std::vector<int> formats(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = call.params.isNull(i) ? nullptr : call.params.data(i);
        lengths[i] = call.params.length(i);
        formats[i] = call.params.isBinary(i) ? 1 : 0;
    }
    m_owed.push_back({m_sent.size() - 1, false});
    return PQsendQueryPrepared(m_handle.get(), nameOf(call).c_str(), static_cast<int>(count),
                               values.data(), lengths.data(), formats.data(), kBinaryResults) == 1;
}

void Connection::sendAhead()
{
    const auto isSendable = [](const Call& call) { return call.params.isSendable(); };
    if (!isUsable() || !m_opening.empty() || !std::ranges::all_of(m_deferred, isSendable)) return;
    for (Call& call : std::exchange(m_deferred, {})) {
        if (!send(std::move(call))) return (void)lost(m_sent.back().statement.name);
    }
    if (PQflush(m_handle.get()) < 0) lost(kAhead); // what the socket has no room for goes later
}

// What was sent ahead is answered, too, before the answers to these calls.
Result<std::vector<Rows>> Connection::exchange(std::vector<Call> calls)
{
    const std::string_view during = calls.back().statement.name;
    if (!isUsable()) return fail(lost(during));
    for (const Call& call : calls) {
        if (!call.params.isSendable()) return fail(notSendable(call.statement.name));
    }
    ++m_roundTrips;
    for (Call& call : calls) {
        if (!send(std::move(call))) return fail(lost(during));
    }
    if (PQpipelineSync(m_handle.get()) != 1) return fail(lost(during));
    STOA_CHECK(flush(during));
    return receive();
}

Result<std::vector<Rows>> Connection::receive()
{
    const std::vector<Call> calls = std::exchange(m_sent, {});
    std::vector<Rows> rows(calls.size());
    std::optional<Error> first;
    for (const Step& step : std::exchange(m_owed, {})) {
        const Call& call = calls[step.call];
        const std::string_view name = call.statement.name;
        for (;;) {
            STOA_TRY(raw, nextResult(name));
            if (raw == nullptr) break;
            ResultHandle result(raw);
            const ExecStatusType status = PQresultStatus(result.get());
            if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
                if (step.isPrepare) continue;
                rows[step.call] = Rows(result.release());
                record(call, rows[step.call]);
                continue;
            }
            if (step.isPrepare) m_prepared.erase(nameOf(call));
            if (status != PGRES_PIPELINE_ABORTED && !first) first = errorOf(result.get(), name);
        }
    }
    STOA_TRY(raw, nextResult("sync"));
    const ResultHandle sync(raw);
    if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) {
        // The server has ended the session: its last word stood in place of an answer.
        Error broken = lost("sync");
        return fail(first ? std::move(*first) : std::move(broken));
    }
    if (first) return fail(std::move(*first));
    return rows;
}

void Connection::record(const Call& call, const Rows& rows)
{
    if (!m_inTransaction || call.statement.records.empty() || call.statement.isRowSet) return;
    for (const Row row : rows)
        m_recorded.push_back({call.statement.records, row.get<std::string>("recorded")});
}

Done Connection::prepare(const Statement& statement)
{
    STOA_CHECK(prepare(Call{statement, {}}));
    if (!statement.isRowSet) return {};
    for (const std::size_t form : RowSet::kForms)
        STOA_CHECK(prepare(Call{statement, {}, form}));
    return {};
}

Done Connection::prepare(const Call& call)
{
    const std::string_view during = call.statement.name;
    if (!isUsable()) return fail(lost(during));
    if (m_prepared.contains(nameOf(call))) return {};
    ++m_roundTrips;
    m_sent.push_back(call);
    if (!sendPrepare(call) || PQpipelineSync(m_handle.get()) != 1) return fail(lost(during));
    STOA_CHECK(flush(during));
    STOA_TRY(rows, receive());
    return {};
}

// A simple query has the link for itself: what was begun or deferred goes before it.
Done Connection::sendSimple(const std::string& text, std::string_view during)
{
    if (!isUsable()) return fail(lost(during));
    if (!m_opening.empty() || !m_deferred.empty() || !m_sent.empty()) STOA_CHECK(run(sql::kPing));
    ++m_roundTrips;
    if (PQexitPipelineMode(m_handle.get()) != 1 || PQsendQuery(m_handle.get(), text.c_str()) != 1) {
        return fail(lost(during));
    }
    return flush(during);
}

// The answers to what is left of it; the first error counts.
Done Connection::finishSimple(std::string_view during)
{
    std::optional<Error> first;
    for (;;) {
        STOA_TRY(raw, nextResult(during));
        if (raw == nullptr) break;
        const ResultHandle result(raw);
        const ExecStatusType status = PQresultStatus(result.get());
        const bool isGood =
            status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
        if (!isGood && !first) first = errorOf(result.get(), during);
    }
    if (PQenterPipelineMode(m_handle.get()) != 1) return fail(lost(during));
    if (first) return fail(std::move(*first));
    return {};
}

Done Connection::runScript(std::string_view sql)
{
    STOA_CHECK(sendSimple(std::string(sql), kScript));
    const Done done = finishSimple(kScript);
    m_serverTimeout = {}; // the script may have changed it
    return done;
}

Done Connection::copyIn(const std::string& command, std::string_view rows)
{
    STOA_CHECK(sendSimple(command, kCopy));
    STOA_TRY(raw, nextResult(kCopy));
    const ResultHandle answer(raw);
    if (PQresultStatus(answer.get()) != PGRES_COPY_IN) {
        Error refusal = errorOf(answer.get(), kCopy);
        STOA_CHECK(finishSimple(kCopy));
        return fail(std::move(refusal));
    }
    while (!rows.empty()) {
        const std::string_view piece = rows.substr(0, kCopyPiece);
        rows.remove_prefix(piece.size());
        if (PQputCopyData(m_handle.get(), piece.data(), static_cast<int>(piece.size())) != 1) {
            return fail(lost(kCopy));
        }
        STOA_CHECK(flush(kCopy));
    }
    if (PQputCopyEnd(m_handle.get(), nullptr) != 1) return fail(lost(kCopy));
    STOA_CHECK(flush(kCopy));
    return finishSimple(kCopy);
}

} // namespace stoa::db
