#include "domain/identity/audit.h"

#include "core/text.h"
#include "domain/identity/identity_sql.h"
#include "domain/unit/cursor.h"

namespace stoa::identity {
namespace {

constexpr std::string_view kAuditCursor = "identity.audit";

api::AuditView viewOf(const db::Row& row)
{
    return {row.get<AuditId>("audit_id"),       row.get<Timestamp>("occurred_at"),
            row.get<std::string>("actor_name"), row.get<std::optional<UserId>>("actor_id"),
            row.get<std::string>("operation"),  row.get<std::string>("target"),
            row.get<std::string>("outcome"),    row.get<std::string>("request_id"),
            row.get<std::string>("changes")};
}

} // namespace

Result<Page<api::AuditView>> handle(Unit& unit, const api::ListAudit& request)
{
    STOA_TRY(after, decodeCursor<AuditId>(kAuditCursor, request.after.value));
    const auto afterId = after ? std::optional(std::get<0>(*after)) : std::nullopt;
    STOA_TRY(rows, unit.db().run(sql::kListAudit, unit.visible(), trimmed(request.target.value),
                                 trimmed(request.operation.value), afterId, request.limit + 1));
    std::vector<api::AuditView> entries;
    for (const auto row : rows)
        entries.push_back(viewOf(row));
    return pageOf(std::move(entries), request.limit,
                  [](const api::AuditView& last) { return encodeCursor(kAuditCursor, last.id); });
}

} // namespace stoa::identity
