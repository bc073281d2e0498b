#include "platform/db/errors.h"

#include <libpq-fe.h>

namespace stoa::db {
namespace {

struct Meaning {
    std::string_view sqlState; // or the beginning of it
    ErrorKind kind;
    std::string_view code;
};

// The first row that fits decides.
constexpr Meaning kMeanings[] = {
    {"23505", ErrorKind::Conflict, "db.unique"},
    {"23503", ErrorKind::Conflict, "db.foreign_key"},
    {"23514", ErrorKind::Refused, "db.check"},
    {"40001", ErrorKind::Conflict, "db.serialization"},
    {"40P01", ErrorKind::Conflict, "db.serialization"},
    {"55P03", ErrorKind::Timeout, "db.lock_timeout"},
    {"57014", ErrorKind::Timeout, "db.statement_timeout"},
    {"57P", ErrorKind::Unavailable, "db.connection_lost"},
    {"25P03", ErrorKind::Unavailable, "db.connection_lost"},
    {"25P02", ErrorKind::Internal, "db.transaction_failed"},
    {"08", ErrorKind::Unavailable, "db.connection_lost"},
    {"53100", ErrorKind::Unavailable, "db.disk_full"},
    {"53", ErrorKind::Unavailable, "db.out_of_resources"},
    {"22P02", ErrorKind::Invalid, "db.invalid_text"},
    {"22021", ErrorKind::Invalid, "db.invalid_text"},
    {"", ErrorKind::Internal, "db.failed"},
};

std::string_view field(const pg_result* result, int code)
{
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view() : text;
}

void append(std::string& detail, std::string_view label, std::string_view value)
{
    if (!value.empty()) detail.append(label).append(value);
}

} // namespace

Error errorOf(const ServerError& server, std::string_view statement)
{
    const Meaning* meaning = std::begin(kMeanings);
    while (!server.sqlState.starts_with(meaning->sqlState))
        ++meaning;

    std::string detail(statement);
    append(detail, ": SQLSTATE ", server.sqlState);
    append(detail, ", table ", server.table);
    append(detail, ", column ", server.column);
    append(detail, ", type ", server.type);
    // Messages of class 22 (data exceptions) quote the value that was refused.
    if (!server.sqlState.starts_with("22")) append(detail, ": ", server.message);
    Error error = makeError(meaning->kind, meaning->code, detail);
    if (!server.constraint.empty()) {
        error.params.emplace_back("constraint", std::string(server.constraint));
    }
    return error;
}

Error errorOf(const pg_result* result, std::string_view statement)
{
    return errorOf({.sqlState = field(result, PG_DIAG_SQLSTATE),
                    .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
                    .constraint = field(result, PG_DIAG_CONSTRAINT_NAME),
                    .table = field(result, PG_DIAG_TABLE_NAME),
                    .column = field(result, PG_DIAG_COLUMN_NAME),
                    .type = field(result, PG_DIAG_DATATYPE_NAME)},
                   statement);
}

bool isSerialization(const Error& error)
{
    return error.code == "db.serialization";
}

std::string_view constraintOf(const Error& error)
{
    for (const auto& [name, value] : error.params) {
        if (name == "constraint") return value;
    }
    return {};
}

} // namespace stoa::db
