#include "node/wire/route.h"

#include "core/assert.h"
#include "node/wire/percent.h"

namespace stoa::wire {
namespace {

std::string queryText(const json::value& value)
{
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_null()) return {};
    if (const auto* list = value.if_array()) {
        std::string joined;
        for (const auto& each : *list)
            joined += (joined.empty() ? "" : ",") + queryText(each);
        return joined;
    }
    STOA_ASSERT(!value.is_object()); // a query is flat
    return json::serialize(value);
}

} // namespace

std::vector<RouteSegment> segmentsOf(std::string_view route)
{
    std::vector<RouteSegment> segments;
    while (!route.empty()) {
        route.remove_prefix(1); // the slash
        const auto part = route.substr(0, route.find('/'));
        const bool isField = part.size() > 2 && part.front() == '{' && part.back() == '}';
        segments.push_back({isField ? part.substr(1, part.size() - 2) : part, isField});
        route.remove_prefix(part.size());
    }
    return segments;
}

bool hasPathField(const api::Operation& operation, std::string_view field)
{
    const auto segments = segmentsOf(operation.route);
    return std::any_of(segments.begin(), segments.end(), [&](const RouteSegment& segment) {
        return segment.isField && segment.text == field;
    });
}

std::string_view methodWord(api::Method method)
{
    switch (method) {
    case api::Method::Get:
        return "GET";
    case api::Method::Post:
        return "POST";
    case api::Method::Put:
        return "PUT";
    case api::Method::Patch:
        return "PATCH";
    case api::Method::Delete:
        return "DELETE";
    }
    return "GET";
}

bool hasBody(const api::Operation& operation)
{
    return operation.method != api::Method::Get && operation.method != api::Method::Delete;
}

Target splitRequest(const api::Operation& operation, json::object request)
{
    Target target;
    target.path = kBasePath;
    for (const RouteSegment& segment : segmentsOf(operation.route)) {
        target.path += '/';
        if (!segment.isField) {
            target.path += segment.text;
            continue;
        }
        const json::value* field = request.if_contains(segment.text);
        STOA_ASSERT(field != nullptr); // the table's routes name members of their requests
        target.path += percentEncoded(queryText(*field));
        request.erase(segment.text);
    }
    if (hasBody(operation)) {
        target.body = std::move(request);
        return target;
    }
    char separator = '?';
    for (const auto& member : request) {
        const std::string text = queryText(member.value());
        if (text.empty()) continue;
        target.path += separator;
        target.path += percentEncoded(member.key()) + '=' + percentEncoded(text);
        separator = '&';
    }
    return target;
}

} // namespace stoa::wire
