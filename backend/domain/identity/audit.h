#pragma once
// Reading the audit log; the door writes it. See api/audit.h for what callers may expect.

#include "api/audit.h"
#include "domain/unit/unit.h"

namespace stoa::identity {

Result<Page<api::AuditView>> handle(Unit& unit, const api::ListAudit& request);

} // namespace stoa::identity
