#pragma once
// Clients that ask until they know for certain what became of their call, with the same key.

#include "api/node.h"
#include "support/wait_until.h"

namespace stoa::test {

// Generous: a machine may be busy with much else, and whoever is answered waits no longer.
constexpr std::chrono::seconds kPatience{60};

// Nobody knows yet, or nobody could do it now.
inline bool isOpen(const Error& error)
{
    return isRetryable(error.kind) || error.kind == ErrorKind::InDoubt ||
           error.code == "idempotency.in_progress";
}

template <class Request>
Result<api::Answer<typename Request::Reply>> ask(api::Node& node, const std::string& token,
                                                 const std::string& key, const Request& request)
{
    return api::submitAndWait(node, {.token = token, .idempotencyKey = key, .origin = "test"},
                              request);
}

// The last error when that was not enough.
template <class Request>
Result<api::Answer<typename Request::Reply>>
askUntilDefinite(api::Node& node, const std::string& token, const std::string& key,
                 const Request& request)
{
    Result<api::Answer<typename Request::Reply>> answer =
        fail(ErrorKind::Internal, "test.not_asked");
    waitUntil(
        [&] {
            answer = ask(node, token, key, request);
            return answer || !isOpen(answer.error());
        },
        kPatience);
    return answer;
}

} // namespace stoa::test
