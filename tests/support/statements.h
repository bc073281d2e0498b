#pragma once
// Proof that the statements of a slice fit the schema: the server prepares each of them.
//
//     STOA_OK(prepareAll(*connection, orders::sql::kAll));

#include "platform/db/connection.h"

namespace stoa::test {

// The error of the first statement that the schema refuses; its detail names the statement.
inline Done prepareAll(db::Connection& connection, std::span<const db::Statement> statements)
{
    for (const db::Statement& statement : statements)
        STOA_CHECK(connection.prepare(statement));
    return {};
}

} // namespace stoa::test
