#pragma once
// What PostgreSQL's SQLSTATEs mean to a caller. Domain code maps the constraint of db.unique and
// db.check to the code of its own rule; the rest passes through unchanged.
//
//     db.unique             Conflict     23505, with param `constraint`
//     db.foreign_key        Conflict     23503, with param `constraint`
//     db.check              Refused      23514, with param `constraint`
//     db.serialization      Conflict     40001, 40P01: run the whole transaction again
//     db.lock_timeout       Timeout      55P03
//     db.statement_timeout  Timeout      57014, or the deadline passed before an answer
//     db.connection_lost    Unavailable  08xxx, 57P0x, 25P03, or the link broke
//     db.disk_full          Unavailable  53100
//     db.out_of_resources   Unavailable  other 53xxx
//     db.invalid_text       Invalid      22P02, 22021: text that the type or the encoding refuses
//     db.failed             Internal     anything else; the detail has the SQLSTATE
//
// Details carry the statement's name, the SQLSTATE and names from the schema, never a value.
// Source: PostgreSQL 15 documentation, appendix A.

#include "core/result.h"

#include <string_view>

struct pg_result;

namespace stoa::db {

struct ServerError {
    std::string_view sqlState = {};
    std::string_view message = {};
    std::string_view constraint = {};
    std::string_view table = {};
    std::string_view column = {};
    std::string_view type = {}; // the domain that refused; then neither table nor column
};

Error errorOf(const ServerError& server, std::string_view statement);
Error errorOf(const pg_result* result, std::string_view statement);

// True when running the whole transaction again may succeed: deadlock or serialization failure.
bool isSerialization(const Error& error);
// The constraint of db.unique, db.foreign_key or db.check; empty for other errors.
std::string_view constraintOf(const Error& error);

} // namespace stoa::db
