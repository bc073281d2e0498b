#pragma once
// From a request line to a row of the operation table: path matching, percent-decoding and the
// query. Pure; made once from the table, then read by all threads.

#include "node/wire/route.h"

namespace stoa::http {

struct Match {
    const api::Operation* operation = nullptr;
    json::object fields; // of the path, as strings
    json::object query;  // as strings
};

// "GET, HEAD, OPTIONS" of a path that knows some methods but not this one.
struct MethodNotAllowed {
    std::string allow;
};

inline constexpr std::size_t kMaxTargetBytes = 8 * 1024;
inline constexpr std::size_t kMaxQueryParameters = 50;

class Router {
public:
    explicit Router(std::span<const api::Operation* const> operations);

    // HEAD finds what GET finds.
    // Errors: request.unknown_path, request.target_too_long; and those of parseQuery.
    Result<std::variant<Match, MethodNotAllowed>> find(std::string_view method,
                                                       std::string_view target) const;

    // "GET, HEAD, OPTIONS"; empty when nothing is there.
    std::string allowed(std::string_view path) const;

    // Whether it posts to a collection whose rows can be fetched: then the answer is 201 with the
    // Location of the new record.
    bool creates(const api::Operation& creation) const;

private:
    struct Route {
        const api::Operation* operation;
        std::vector<wire::RouteSegment> segments;
    };
    std::vector<const Route*> routesAt(const std::vector<std::string>& path) const;

    std::vector<Route> m_routes; // literal segments before fields
};

// What stands before the question mark, of an origin-form or absolute-form target.
std::string_view pathOf(std::string_view target);
// The query as strings. Errors: request.malformed_target, request.duplicate_field,
// request.too_many_parameters.
Result<json::object> parseQuery(std::string_view target);

} // namespace stoa::http
