#include "node/http/message.h"

#include "core/text.h"

namespace stoa::http {

void Headers::set(std::string_view name, std::string_view value)
{
    std::erase_if(m_all, [&](const auto& each) { return equalsIgnoringCase(each.first, name); });
    add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    for (const auto& [each, value] : m_all) {
        if (equalsIgnoringCase(each, name)) return value;
    }
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::count_if(m_all.begin(), m_all.end(),
                      [&](const auto& each) { return equalsIgnoringCase(each.first, name); }));
}

HttpResponse jsonTextResponse(int status, std::string text, std::string_view contentType)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", contentType);
    response.body = std::move(text);
    return response;
}

HttpResponse jsonResponse(int status, const json::value& value, std::string_view contentType)
{
    return jsonTextResponse(status, json::serialize(value), contentType);
}

std::string_view reasonOf(int status)
{
    static constexpr std::pair<int, std::string_view> kReasons[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {499, "Client Closed Request"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    for (const auto& [code, reason] : kReasons) {
        if (code == status) return reason;
    }
    return "Unknown";
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && lowered(a) == lowered(b);
}

} // namespace stoa::http
