#pragma once
// A described value as JSON text. Absent optionals are left out; money is {"amountMinor",
// "currency"}; times are RFC 3339 in UTC; ids carry their prefix; enum values are snake_case words.
// It goes straight into the text: a tree of values in between costs ten times as much.

#include "node/codec/shapes.h"
#include "platform/json/json_text.h"

namespace stoa::codec {

enum class Secrets { Show, Hide }; // Hide for the audit and logs: "[secret]"

template <class T>
void writeJson(std::string& json, const T& value, Secrets secrets);

template <Described T>
void writeMembers(std::string& json, const T& value, Secrets secrets)
{
    char before = '{';
    (void)eachMember<T>(value, [&](std::string_view name, const auto& member) -> Done {
        if constexpr (IsOptional<std::remove_cvref_t<decltype(member)>>::value) {
            if (!member) return {};
        }
        json += std::exchange(before, ',');
        ((json += '"') += name) += "\":";
        writeJson(json, member, secrets);
        return {};
    });
    json += before == '{' ? "{}" : "}";
}

template <class T>
void writeElements(std::string& json, const T& values, Secrets secrets)
{
    char before = '[';
    for (const auto& each : values) {
        json += std::exchange(before, ',');
        writeJson(json, each, secrets);
    }
    json += before == '[' ? "[]" : "]";
}

template <class T>
void writeJson(std::string& json, const T& value, Secrets secrets)
{
    using json_text::append;
    if constexpr (IsSecret<T>::value) {
        append(json, secrets == Secrets::Hide ? std::string_view("[secret]") : value.value);
    } else if constexpr (IsText<T>::value)
        append(json, std::string_view(value.value));
    else if constexpr (IsInteger<T>::value || std::is_same_v<T, Version>)
        append(json, std::int64_t{value.value});
    else if constexpr (IsId<T>::value || std::is_same_v<T, Timestamp>)
        append(json, std::string_view(value.text()));
    else if constexpr (IsOptional<T>::value) {
        if (value)
            writeJson(json, *value, secrets);
        else
            json += "null";
    } else if constexpr (IsVector<T>::value) {
        writeElements(json, value, secrets);
    } else if constexpr (IsPage<T>::value) {
        json += "{\"items\":";
        writeElements(json, value.items, secrets);
        if (value.next) append(json += ",\"next\":", std::string_view(*value.next));
        if (value.estimatedTotal)
            append(json += ",\"estimatedTotal\":", std::int64_t{*value.estimatedTotal});
        json += '}';
    } else if constexpr (std::is_same_v<T, Money>) {
        append(json += "{\"amountMinor\":", value.minor());
        append(json += ",\"currency\":", std::string_view(value.currency().code()));
        json += '}';
    } else if constexpr (std::is_same_v<T, Currency>)
        append(json, std::string_view(value.code()));
    else if constexpr (std::is_same_v<T, Nothing>)
        json += "{}";
    else if constexpr (DescribedEnum<T>)
        append(json, std::string_view(enumText(value)));
    else if constexpr (Described<T>)
        writeMembers(json, value, secrets);
    else if constexpr (std::is_same_v<T, bool>)
        append(json, value);
    else if constexpr (std::is_integral_v<T>)
        append(json, std::int64_t{value});
    else
        append(json, std::string_view(value));
}

template <class T>
std::string toJson(const T& value, Secrets secrets = Secrets::Show)
{
    std::string json;
    writeJson(json, value, secrets);
    return json;
}

} // namespace stoa::codec
