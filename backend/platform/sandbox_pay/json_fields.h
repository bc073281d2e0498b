#pragma once
// Members of JSON objects that may be missing or of another type.

#include "platform/json/json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace stoa::sandbox_pay {

inline std::string textIn(const json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

inline std::int64_t numberIn(const json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

inline bool flagIn(const json::object& object, std::string_view member)
{
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_bool() && value->get_bool();
}

} // namespace stoa::sandbox_pay
