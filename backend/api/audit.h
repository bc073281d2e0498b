#pragma once
// The manual of the audit log: who did what, when, to which record, with which outcome. Written by
// the door for every command, in the command's own transaction; nobody can change it.

#include "api/operation.h"

namespace stoa::api {

struct AuditView {
    AuditId id;
    Timestamp occurredAt;
    std::string actorName;
    std::optional<UserId> actor;
    std::string operation;
    std::string target;  // id of the record it was about
    std::string outcome; // "done", or the error code
    std::string requestId;
    std::string changes; // JSON of the request without its secrets
};
STOA_STRUCT(AuditView, id, occurredAt, actorName, actor, operation, target, outcome, requestId,
            changes)

// Errors: Invalid cursor.malformed.
struct ListAudit {
    std::optional<OrgId> seller;
    Text<0, 60> target;
    Text<0, 60> operation;
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<AuditView>;
};
STOA_STRUCT(ListAudit, seller, target, operation, after, limit)
STOA_OPERATION(ListAudit, .name = "identity.list_audit", .route = "/audit",
               .permission = Permission::AuditRead, .scope = Scope::Visible,
               .summary = "Who did what, newest first");

using AuditOperations = Operations<ListAudit>;

} // namespace stoa::api
