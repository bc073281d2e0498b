#pragma once
// A described value as JSON. Absent optionals are left out; money is {"amountMinor", "currency"};
// times are RFC 3339 in UTC; ids carry their prefix; enum values are snake_case words.

#include "node/codec/shapes.h"
#include "platform/json/json.h"

namespace stoa::codec {

enum class Secrets { Show, Hide }; // Hide for the audit and logs: "[secret]"

template <class T>
json::value toJson(const T& value, Secrets secrets = Secrets::Show);

template <Described T>
json::object membersToJson(const T& value, Secrets secrets)
{
    json::object object;
    (void)eachMember<T>(value, [&](std::string_view name, const auto& member) -> Done {
        if constexpr (IsOptional<std::remove_cvref_t<decltype(member)>>::value) {
            if (!member) return {};
        }
        object.emplace(name, toJson(member, secrets));
        return {};
    });
    return object;
}

template <class T>
json::value toJson(const T& value, Secrets secrets)
{
    if constexpr (IsSecret<T>::value) {
        return secrets == Secrets::Hide ? json::value("[secret]") : json::value(value.value);
    } else if constexpr (IsText<T>::value)
        return json::value(value.value);
    else if constexpr (IsInteger<T>::value)
        return json::value(value.value);
    else if constexpr (IsId<T>::value)
        return json::value(value.text());
    else if constexpr (IsOptional<T>::value) {
        return value ? toJson(*value, secrets) : json::value(nullptr);
    } else if constexpr (IsVector<T>::value) {
        json::array array;
        array.reserve(value.size());
        for (const auto& each : value)
            array.push_back(toJson(each, secrets));
        return array;
    } else if constexpr (IsPage<T>::value) {
        json::object page;
        page["items"] = toJson(value.items, secrets);
        if (value.next) page["next"] = *value.next;
        if (value.estimatedTotal) page["estimatedTotal"] = *value.estimatedTotal;
        return page;
    } else if constexpr (std::is_same_v<T, Money>) {
        return json::object{{"amountMinor", value.minor()}, {"currency", value.currency().code()}};
    } else if constexpr (std::is_same_v<T, Currency>)
        return json::value(value.code());
    else if constexpr (std::is_same_v<T, Timestamp>)
        return json::value(value.text());
    else if constexpr (std::is_same_v<T, Version>)
        return json::value(value.value);
    else if constexpr (std::is_same_v<T, Nothing>)
        return json::object{};
    else if constexpr (DescribedEnum<T>)
        return json::value(enumText(value));
    else if constexpr (Described<T>)
        return membersToJson(value, secrets);
    else
        return json::value(value); // bool, int64, string
}

} // namespace stoa::codec
