#pragma once
// What can go wrong and be told to a caller. An Error is data, not a sentence: the kind decides
// what a machine does next (retry, ask, give up), the stable code and its parameters become a
// sentence only in ui/text, and the detail is for the log. Our own bugs are assertions
// (core/assert.h), never Errors.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoa {

enum class ErrorKind {
    Invalid,         // the request itself is wrong: naming the field; never retry unchanged
    Unauthenticated, // no or no longer valid credentials: sign in again
    Forbidden,       // signed in, but not allowed
    NotFound,        // does not exist, or belongs to another organisation
    Conflict,        // somebody else did something that excludes this; read again and decide
    Stale,           // the version the caller saw is no longer the current one
    Refused,         // a rule of the business says no; the code says which
    TooLarge,        // over a limit of size
    RateLimited,     // too many requests; retry after `retryAfter`
    Unavailable,     // a dependency is away or a queue is full; retry with back-off
    Timeout,         // the deadline passed before anything was written
    InDoubt,         // it may or may not have happened; ask, never resend differently
    Canceled,        // the caller gave up
    Internal,        // our bug; reported, never retried
};

struct Error {
    using Param = std::pair<std::string, std::string>;

    ErrorKind kind = ErrorKind::Internal;
    std::string code;          // stable, `slice.reason`: "refund.exceeds_captured"
    std::string field;         // path of the offending field, `lines[0].quantity`; empty when none
    std::vector<Param> params; // values for the sentence: {"most", "12.00 EUR"}
    std::string detail;        // for the log and developers; no secrets, no promise of stability
    std::chrono::milliseconds retryAfter{0}; // 0: no advice

    // Fluent, so that a refusal reads as one expression at its return.
    Error&& in(std::string_view path) &&;
    Error&& with(std::string_view name, std::string_view value) &&;
    Error&& because(std::string_view reason) &&;
    Error&& after(std::chrono::milliseconds delay) &&;
};

// `makeError(ErrorKind::Refused, "refund.exceeds_captured").with("most", …)`
Error makeError(ErrorKind kind, std::string_view code, std::string_view detail = {});

// "refused refund.exceeds_captured in lines[0].quantity (most=12.00 EUR): …": logs and tests.
std::string describe(const Error& error);

std::string_view name(ErrorKind kind);

// True when the same command, with the same idempotency key, may be sent again.
bool isRetryable(ErrorKind kind);

} // namespace stoa
