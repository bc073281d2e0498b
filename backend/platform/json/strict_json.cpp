#include "platform/json/strict_json.h"

#include "core/text.h"

#include <boost/json/basic_parser_impl.hpp>

namespace stoa {
namespace {

// Builds the value itself, because the library's own builder drops the first of two equal members
// without a word.
class Builder {
public:
    using Code = json::error_code;
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    json::value take() { return std::move(m_root); }
    const std::optional<std::string>& duplicate() const { return m_duplicate; }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return open(json::object()); }
    bool on_object_end(std::size_t, Code& code) { return close(code); }
    bool on_array_begin(Code&) { return open(json::array()); }
    bool on_array_end(std::size_t, Code& code) { return close(code); }
    bool on_key_part(json::string_view part, std::size_t, Code&) { return collect(part); }
    bool on_key(json::string_view part, std::size_t, Code& code)
    {
        m_open.back().key = std::exchange(m_text, {}).append(part.data(), part.size());
        if (!m_open.back().value.get_object().contains(m_open.back().key)) return true;
        m_duplicate = path();
        code = json::error::syntax;
        return false;
    }
    bool on_string_part(json::string_view part, std::size_t, Code&) { return collect(part); }
    bool on_string(json::string_view part, std::size_t, Code&)
    {
        collect(part);
        return add(json::value(std::exchange(m_text, {})));
    }
    bool on_number_part(json::string_view, Code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, Code&) { return add(number); }
    bool on_uint64(std::uint64_t number, json::string_view, Code&) { return add(number); }
    bool on_double(double number, json::string_view, Code&) { return add(number); }
    bool on_bool(bool flag, Code&) { return add(flag); }
    bool on_null(Code&) { return add(nullptr); }
    bool on_comment_part(json::string_view, Code&) { return true; }
    bool on_comment(json::string_view, Code&) { return true; }

private:
    struct Open {
        json::value value;
        std::string key; // of the member that is being read
    };

    bool open(json::value container)
    {
        m_open.push_back({std::move(container), {}});
        return true;
    }
    bool close(Code&)
    {
        json::value done = std::move(m_open.back().value);
        m_open.pop_back();
        return add(std::move(done));
    }
    bool collect(json::string_view part)
    {
        m_text.append(part.data(), part.size());
        return true;
    }
    bool add(json::value value)
    {
        if (m_open.empty()) {
            m_root = std::move(value);
        } else if (auto* array = m_open.back().value.if_array()) {
            array->push_back(std::move(value));
        } else {
            m_open.back().value.get_object().emplace(m_open.back().key, std::move(value));
        }
        return true;
    }
    std::string path() const
    {
        std::string path;
        for (const Open& each : m_open) {
            if (const auto* array = each.value.if_array()) {
                path += '[' + std::to_string(array->size()) + ']';
            } else {
                if (!path.empty()) path += '.';
                path += clipped(each.key, 100);
            }
        }
        return path;
    }

    json::value m_root;
    std::vector<Open> m_open;
    std::string m_text;
    std::optional<std::string> m_duplicate;
};

} // namespace

Result<json::value> parseStrictly(std::string_view text)
{
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    json::basic_parser<Builder> parser(options);
    json::error_code code;
    std::size_t used = parser.write_some(false, text.data(), text.size(), code);
    if (!code && used < text.size()) {
        const auto rest = text.find_first_not_of(" \t\r\n", used);
        if (rest != std::string_view::npos) {
            used = rest;
            code = json::error::extra_data;
        }
    }
    if (parser.handler().duplicate()) {
        return fail(makeError(ErrorKind::Invalid, "request.duplicate_field")
                        .in(*parser.handler().duplicate()));
    }
    if (code) {
        return fail(makeError(ErrorKind::Invalid, "request.malformed_json", code.message())
                        .with("offset", std::to_string(used))
                        .with("reason", code.message()));
    }
    return parser.handler().take();
}

} // namespace stoa
