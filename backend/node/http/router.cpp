#include "node/http/router.h"

#include "core/text.h"
#include "node/wire/percent.h"

namespace stoa::http {
namespace {

// An absolute-form target names the server too, which is not looked at.
std::string_view originForm(std::string_view target)
{
    const auto scheme = target.find("://");
    if (target.empty() || target.front() == '/' || scheme == std::string_view::npos) return target;
    const auto path = target.find_first_of("/?", scheme + 3);
    return path == std::string_view::npos ? "/" : target.substr(path);
}

// The decoded segments below the base path; nullopt when the target is malformed or elsewhere.
std::optional<std::vector<std::string>> segmentsBelowBase(std::string_view path)
{
    if (!path.starts_with(wire::kBasePath)) return std::nullopt;
    path.remove_prefix(wire::kBasePath.size());
    if (path.empty() || path.front() != '/') return std::nullopt;
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto part = path.substr(0, path.find('/'));
        auto decoded = wire::percentDecoded(part, wire::Plus::IsPlus);
        if (!decoded || decoded->empty()) return std::nullopt;
        segments.push_back(std::move(*decoded));
        path.remove_prefix(part.size());
    }
    return segments;
}

bool matches(const std::vector<wire::RouteSegment>& route, const std::vector<std::string>& path)
{
    return std::equal(route.begin(), route.end(), path.begin(), path.end(),
                      [](const wire::RouteSegment& segment, const std::string& part) {
                          return segment.isField || segment.text == part;
                      });
}

bool goesBefore(const std::vector<wire::RouteSegment>& a, const std::vector<wire::RouteSegment>& b)
{
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (a[i].isField != b[i].isField) return b[i].isField;
        if (!a[i].isField && a[i].text != b[i].text) return a[i].text < b[i].text;
    }
    return a.size() < b.size();
}

} // namespace

Router::Router(std::span<const api::Operation* const> operations)
{
    for (const api::Operation* operation : operations)
        m_routes.push_back({operation, wire::segmentsOf(operation->route)});
    std::stable_sort(m_routes.begin(), m_routes.end(), [](const Route& a, const Route& b) {
        return goesBefore(a.segments, b.segments);
    });
}

std::vector<const Router::Route*> Router::routesAt(const std::vector<std::string>& path) const
{
    std::vector<const Route*> found;
    for (const Route& route : m_routes) {
        if (matches(route.segments, path)) found.push_back(&route);
    }
    return found;
}

std::string Router::allowed(std::string_view path) const
{
    const auto segments = segmentsBelowBase(path);
    if (!segments) return {};
    std::string allow;
    for (const Route* route : routesAt(*segments)) {
        allow += std::string(wire::methodWord(route->operation->method)) + ", ";
        if (route->operation->method == api::Method::Get) allow += "HEAD, ";
    }
    return allow.empty() ? allow : allow + "OPTIONS";
}

Result<std::variant<Match, MethodNotAllowed>> Router::find(std::string_view method,
                                                           std::string_view target) const
{
    if (target.size() > kMaxTargetBytes) {
        return fail(makeError(ErrorKind::TooLarge, "request.target_too_long")
                        .with("most", std::to_string(kMaxTargetBytes)));
    }
    const auto path = segmentsBelowBase(pathOf(target));
    if (!path) return fail(ErrorKind::NotFound, "request.unknown_path");
    const auto routes = routesAt(*path);
    if (routes.empty()) return fail(ErrorKind::NotFound, "request.unknown_path");
    const std::string_view sought = method == "HEAD" ? "GET" : method;
    for (const Route* route : routes) {
        if (wire::methodWord(route->operation->method) != sought) continue;
        Match match;
        match.operation = route->operation;
        for (std::size_t i = 0; i < path->size(); ++i) {
            if (route->segments[i].isField) match.fields[route->segments[i].text] = (*path)[i];
        }
        STOA_TRY(query, parseQuery(target));
        match.query = std::move(query);
        return match;
    }
    return MethodNotAllowed{allowed(pathOf(target))};
}

bool Router::creates(const api::Operation& creation) const
{
    if (creation.method != api::Method::Post) return false;
    return std::any_of(m_routes.begin(), m_routes.end(), [&](const Route& route) {
        return route.operation->method == api::Method::Get && route.segments.back().isField &&
               route.operation->route.starts_with(creation.route) &&
               route.segments.size() == wire::segmentsOf(creation.route).size() + 1;
    });
}

std::string_view pathOf(std::string_view target)
{
    const std::string_view origin = originForm(target);
    return origin.substr(0, origin.find('?'));
}

Result<json::object> parseQuery(std::string_view target)
{
    json::object fields;
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) return fields;
    std::string_view query = target.substr(mark + 1);
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const auto name = wire::percentDecoded(pair.substr(0, equals), wire::Plus::IsSpace);
        const auto value = wire::percentDecoded(
            equals == std::string_view::npos ? "" : pair.substr(equals + 1), wire::Plus::IsSpace);
        if (!name || !value) return fail(ErrorKind::Invalid, "request.malformed_target");
        if (fields.contains(*name)) {
            return fail(
                makeError(ErrorKind::Invalid, "request.duplicate_field").in(clipped(*name, 100)));
        }
        if (fields.size() == kMaxQueryParameters) {
            return fail(makeError(ErrorKind::TooLarge, "request.too_many_parameters")
                            .with("most", std::to_string(kMaxQueryParameters)));
        }
        fields[*name] = *value;
    }
    return fields;
}

} // namespace stoa::http
