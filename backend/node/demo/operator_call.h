#pragma once
// A call that the demo makes as the marketplace's operator, answered before it returns.

#include "node/marketplace/marketplace.h"

namespace stoa::demo {

template <class Request>
Result<typename Request::Reply> callAsOperator(node::Marketplace& marketplace, Request request)
{
    STOA_TRY(token, marketplace.operatorToken());
    api::CallOptions options;
    options.token = token;
    options.origin = "demo";
    options.idempotencyKey = Uuid::makeV7().text();
    STOA_TRY(answer, api::submitAndWait(marketplace.node(), options, std::move(request)));
    return std::move(answer.reply);
}

} // namespace stoa::demo
