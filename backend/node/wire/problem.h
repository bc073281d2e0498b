#pragma once
// An Error as HTTP says it: a status and problem details (RFC 9457). The member `kind` carries the
// ErrorKind exactly, so that an Error comes out of the other end as it went in; the status is for
// everybody else. What an Internal error says of itself stays in the log of the server.

#include "core/error.h"
#include "platform/json/json.h"

#include <optional>

namespace stoa::wire {

inline constexpr std::string_view kProblemType = "application/problem+json";

// By kind, except for a few codes for which HTTP has a status of its own.
int statusOf(const Error& error);
ErrorKind kindOfStatus(int status);

json::object writeProblem(const Error& error, std::string_view requestId);
// nullopt when it is not a problem of ours.
std::optional<Error> readProblem(const json::value& problem);

// A sentence for developers made of the code, the field and the parameters.
std::string sentenceOf(const Error& error);

// Whole seconds for Retry-After, at least one; 0 when the kind gives no such advice.
std::int64_t retryAfterSeconds(const Error& error);

} // namespace stoa::wire
