#include "platform/db/past.h"

#include "core/assert.h"
#include "platform/db/images.h"
#include "platform/db/past_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::db {

Done showPast(Connection& connection, std::span<const std::string_view> tables, const Uuid& org,
              const Uuid& aggregate, Timestamp at)
{
    STOA_ASSERT(connection.isInTransaction());
    STOA_CHECK(connection.run(past::sql::kDefineSchema));
    STOA_TRY(made, connection.run(past::sql::kCreateSchema, at.text()));
    const auto schema = made.single().get<std::string>("name");
    Images images(schema, tables);
    STOA_CHECK(images.createTables(connection));
    STOA_TRY(rows, connection.run(past::sql::kSelectChangesOf, org, aggregate, at));
    for (const Row row : rows) {
        if (row.isNull("changes")) continue;
        if (!images.collect(row.get<std::span<const std::uint8_t>>("changes")))
            return fail(ErrorKind::Internal, "db.changes_unreadable");
    }
    STOA_CHECK(images.settle(connection));
    STOA_CHECK(images.addKeys(connection)); // statements may lean on them
    STOA_CHECK(connection.run(past::sql::kEnterSchema, schema));
    return {};
}

} // namespace stoa::db
