#pragma once
// A call as a well-behaved client makes it: with a token, and a key of its own where the command
// takes one.

#include "api/node.h"

namespace stoa::test {

inline api::CallOptions optionsOf(const api::Operation& operation, const std::string& token)
{
    api::CallOptions options;
    options.token = token;
    options.origin = "test";
    if (operation.idempotency != api::Idempotency::None)
        options.idempotencyKey = Uuid::makeV7().text();
    return options;
}

template <class Request>
Result<typename Request::Reply> call(api::Node& node, const std::string& token, Request request)
{
    auto answer =
        api::submitAndWait(node, optionsOf(api::operation<Request>(), token), std::move(request));
    if (!answer) return fail(answer);
    return std::move(answer->reply);
}

} // namespace stoa::test
