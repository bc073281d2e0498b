#pragma once
// How an operation's request is spread over an HTTP request: `{field}` segments of the route take
// members out of it, what is left is the query of a GET or DELETE and the JSON body of the others.
// Both ends use this, so that neither can drift from the table.

#include "node/codec/codec.h"

namespace stoa::wire {

inline constexpr std::string_view kBasePath = "/api/v1";
inline constexpr std::string_view kEventsPath = "/api/v1/events";

struct RouteSegment {
    std::string_view text; // the literal, or the name of the field
    bool isField = false;
};

std::vector<RouteSegment> segmentsOf(std::string_view route);
bool hasPathField(const api::Operation& operation, std::string_view field);

std::string_view methodWord(api::Method method); // "GET"
// Post, Put and Patch carry a JSON body; Get and Delete a query.
bool hasBody(const api::Operation& operation);

struct Target {
    std::string path;  // "/api/v1/orders?limit=50", escaped
    json::object body; // empty unless hasBody()
};

// Members that are absent, empty texts and empty lists are left out of a query.
Target splitRequest(const api::Operation& operation, json::object request);

} // namespace stoa::wire
