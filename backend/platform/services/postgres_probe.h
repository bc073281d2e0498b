#pragma once
// Short questions to our own PostgreSQL over libpq, from the supervisor's thread: does it answer,
// and are the role and the database of the program there. Each call has a deadline of about 2 s.

#include "core/result.h"
#include "platform/services/service_types.h"

namespace stoa::services {

// SELECT answered and not in recovery.
bool isAnswering(const PostgresInfo& admin);

// Creates what is missing; safe to repeat after an interrupted first start. Errors:
// services.database_refused, with the server's message.
Done ensureDatabase(const PostgresInfo& admin, std::string_view role, std::string_view database);

} // namespace stoa::services
