#pragma once
// Proof that the statements of a slice fit the schema: the server prepares each of them.
//
//     STOA_OK(prepareAll(*connection, orders::sql::kAll));

#include "platform/db/connection.h"

namespace stoa::test {

// Whether the log can read what a RowSet of the statement leaves in it.
inline Done checkShape(db::Connection& connection, const db::Statement& statement)
{
    if (statement.shape == 0) return {};
    constexpr db::Statement kColumns{
        "test.shape_columns",
        "SELECT coalesce((SELECT array_to_string(columns, ',') FROM record_shape"
        " WHERE shape = $1 AND table_name = $2), 'none') AS columns"};
    STOA_TRY(rows, connection.run(kColumns, statement.shape, statement.records));
    std::string sent(statement.sql.substr(statement.sql.rfind(" AS r (") + 7));
    sent = sent.substr(0, sent.find(')'));
    std::erase_if(sent, [](char c) { return c == ' ' || c == '\n'; });
    const auto known = rows.single().get<std::string>("columns");
    if (known == sent) return {};
    return fail(ErrorKind::Internal, "test.shape",
                std::string(statement.name) + " sends " + sent + ", its shape has " + known);
}

// The error of the first statement that the schema refuses; its detail names the statement.
inline Done prepareAll(db::Connection& connection, std::span<const db::Statement> statements)
{
    for (const db::Statement& statement : statements) {
        STOA_CHECK(connection.prepare(statement));
        STOA_CHECK(checkShape(connection, statement));
    }
    return {};
}

} // namespace stoa::test
