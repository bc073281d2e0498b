#pragma once
// The JSON Schema of described values, for the OpenAPI page. Structs become named schemas that the
// others refer to; the limits are those that admit() checks.

#include "node/codec/json_read.h"

#include <boost/core/type_name.hpp>

namespace stoa::codec {

// Named schemas under components/schemas, by name.
using Schemas = json::object;

// "stoa::api::OrderView" → "OrderView".
std::string schemaName(std::string_view qualifiedTypeName);
json::object textSchema(std::size_t least, std::size_t most);
json::object moneySchema(Schemas& schemas);
json::object reference(std::string_view name);

template <class T>
json::object schemaOf(Schemas& schemas);

template <Described T>
json::object memberSchemas(Schemas& schemas)
{
    json::object properties;
    json::array required;
    T sample{};
    (void)eachMember<T>(sample, [&](std::string_view name, auto& member) -> Done {
        using Member = std::remove_cvref_t<decltype(member)>;
        properties.emplace(name, schemaOf<Member>(schemas));
        if (!mayBeAbsent(member)) required.emplace_back(name);
        return {};
    });
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    schema["additionalProperties"] = false;
    return schema;
}

template <class T>
json::object schemaOf(Schemas& schemas)
{
    if constexpr (IsOptional<T>::value)
        return schemaOf<typename T::value_type>(schemas);
    else if constexpr (IsSecret<T>::value) {
        json::object schema = textSchema(T::kLeast, T::kMost);
        schema["format"] = "password";
        return schema;
    } else if constexpr (IsText<T>::value)
        return textSchema(T::kLeast, T::kMost);
    else if constexpr (IsInteger<T>::value) {
        return {{"type", "integer"}, {"minimum", T::kLeast}, {"maximum", T::kMost}};
    } else if constexpr (IsId<T>::value) {
        return {{"type", "string"},
                {"pattern", std::string("^") + std::string(T::prefix()) + "_[0-7][0-9a-z]{25}$"}};
    } else if constexpr (IsVector<T>::value) {
        json::object schema{{"type", "array"},
                            {"items", schemaOf<typename T::value_type>(schemas)}};
        if constexpr (IsBoundedList<T>::value) schema["maxItems"] = T::kMost;
        return schema;
    } else if constexpr (IsPage<T>::value) {
        using Row = typename decltype(T::items)::value_type;
        return {{"type", "object"},
                {"properties",
                 {{"items", {{"type", "array"}, {"items", schemaOf<Row>(schemas)}}},
                  {"next", {{"type", "string"}}},
                  {"estimatedTotal", {{"type", "integer"}}}}},
                {"required", {"items"}}};
    } else if constexpr (std::is_same_v<T, Money>)
        return moneySchema(schemas);
    else if constexpr (std::is_same_v<T, Currency>) {
        return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}};
    } else if constexpr (std::is_same_v<T, Timestamp>)
        return {{"type", "string"}, {"format", "date-time"}};
    else if constexpr (std::is_same_v<T, Version> || std::is_same_v<T, std::int64_t>) {
        return {{"type", "integer"}, {"format", "int64"}};
    } else if constexpr (std::is_same_v<T, bool>)
        return {{"type", "boolean"}};
    else if constexpr (std::is_same_v<T, std::string>)
        return {{"type", "string"}};
    else if constexpr (std::is_same_v<T, Nothing>)
        return {{"type", "object"}};
    else if constexpr (DescribedEnum<T>) {
        json::array words;
        for (const auto& word : enumWords<T>())
            words.emplace_back(word);
        return {{"type", "string"}, {"enum", std::move(words)}};
    } else {
        const std::string name = schemaName(boost::core::type_name<T>());
        if (!schemas.contains(name)) {
            schemas[name] = json::object{}; // stops recursion
            schemas[name] = memberSchemas<T>(schemas);
        }
        return reference(name);
    }
}

} // namespace stoa::codec
