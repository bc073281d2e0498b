#pragma once
// Which function does the work of which operation. Filled once at start-up by backend/node/bindings
// and constant afterwards.

#include "domain/unit/unit.h"

#include <functional>
#include <string_view>
#include <unordered_map>

namespace stoa::node {

class Handlers {
public:
    using Handler = std::function<Result<std::shared_ptr<void>>(Unit&, const void* request)>;

    template <class Request>
    void bind(std::function<Result<typename Request::Reply>(Unit&, const Request&)> handle)
    {
        m_handlers[api::operation<Request>().name] =
            [handle = std::move(handle)](Unit& unit,
                                         const void* request) -> Result<std::shared_ptr<void>> {
            auto reply = handle(unit, *static_cast<const Request*>(request));
            if (!reply) return fail(reply);
            return std::make_shared<typename Request::Reply>(std::move(*reply));
        };
    }

    // nullptr when nobody does it.
    const Handler* find(const api::Operation& operation) const
    {
        const auto at = m_handlers.find(operation.name);
        return at == m_handlers.end() ? nullptr : &at->second;
    }

private:
    std::unordered_map<std::string_view, Handler> m_handlers;
};

} // namespace stoa::node
