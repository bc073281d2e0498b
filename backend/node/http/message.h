#pragma once
// An HTTP request and response as plain values: what the exchange works on, with no socket and no
// Beast in sight.

#include "platform/json/json.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoa::http {

class EventFeed;

// In order of arrival; names compare without case.
class Headers {
public:
    void add(std::string_view name, std::string_view value) { m_all.emplace_back(name, value); }
    // Replaces every header of that name.
    void set(std::string_view name, std::string_view value);
    // The first of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    std::size_t count(std::string_view name) const;

    auto begin() const { return m_all.begin(); }
    auto end() const { return m_all.end(); }

private:
    std::vector<std::pair<std::string, std::string>> m_all;
};

struct HttpRequest {
    std::string method;
    std::string target;
    Headers headers;
    std::string body;
    std::string peer; // address of the other end
};

struct HttpResponse {
    int status = 200;
    Headers headers;
    std::string body;
    std::shared_ptr<EventFeed> events; // when set: goes on as an event stream, without `body`
    bool close = false;                // the connection is of no more use
};

HttpResponse jsonTextResponse(int status, std::string text,
                              std::string_view contentType = "application/json");
HttpResponse jsonResponse(int status, const json::value& value,
                          std::string_view contentType = "application/json");

// "Not Found".
std::string_view reasonOf(int status);

bool equalsIgnoringCase(std::string_view a, std::string_view b);

} // namespace stoa::http
