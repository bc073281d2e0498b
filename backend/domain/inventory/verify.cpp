#include "domain/inventory/verify.h"

#include "domain/inventory/inventory_sql.h"

namespace stoa::inventory {

Result<std::vector<WrongLevel>> verify(db::Connection& connection, OrgId seller)
{
    STOA_TRY(rows, connection.run(sql::kFindWrongLevels, seller, kMaxWrongLevels));
    std::vector<WrongLevel> found;
    for (const db::Row row : rows) {
        found.push_back({row.get<VariantId>("variant_id"), row.get<std::string>("kept"),
                         row.get<std::string>("told")});
    }
    return found;
}

} // namespace stoa::inventory
