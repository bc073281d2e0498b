#pragma once
// Short questions to our own PostgreSQL from the supervisor's thread, on plain libpq: before a
// server is ready, and for CREATE DATABASE, the pipelines and deadlines of platform/db are in the
// way.

#include "core/result.h"
#include "platform/services/service_types.h"

namespace stoa::services {

// Answers, and does not recover. At most about 2 s.
bool isAnswering(const PostgresInfo& admin);

// Creates the program's role and database when they are missing; safe to repeat after an
// interrupted first start. Errors: services.database_refused, with the server's message.
Done ensureDatabase(const PostgresInfo& admin);

} // namespace stoa::services
