#pragma once
// JSON into a described value. Unknown members are refused, members without a value keep their
// default when they are optional, lists, limited texts that may be empty or have a default number;
// everything else must be there. The first thing that is wrong is the answer, with its path:
// `lines[0].quantity`.
//
// Errors: request.missing_field, request.unknown_field, request.wrong_type (params expected,
// given), and those of the value types (id.malformed, currency.unknown, timestamp.malformed, …).

#include "node/codec/field_path.h"
#include "node/codec/shapes.h"
#include "platform/json/json.h"

#include <charconv>

namespace stoa::codec {

// Text is a query string or path: numbers, booleans and comma-separated lists arrive as strings.
// Reply is what a node answers: one newer than this program may say more than it knows.
enum class Source { Json, Text, Reply };

tl::unexpected<Error> wrongType(const FieldPath& path, std::string_view expected,
                                const json::value& given);
Result<std::int64_t> readInteger(const json::value& value, const FieldPath& path, Source source);
Result<bool> readBoolean(const json::value& value, const FieldPath& path, Source source);
Result<std::string_view> readString(const json::value& value, const FieldPath& path);
Result<Money> readMoney(const json::value& value, const FieldPath& path);
tl::unexpected<Error> unknownField(const FieldPath& path, std::string_view name);
tl::unexpected<Error> missingField(const FieldPath& path);
json::array splitList(std::string_view text);

template <class T>
Done fromJson(const json::value& value, T& into, const FieldPath& path, Source source);

// Puts a parsed result into place, adding the path to its error.
template <class T, class U>
Done settle(Result<U> parsed, T& into, const FieldPath& path)
{
    if (!parsed) {
        Error error = parsed.error();
        if (error.field.empty()) error.field = path.text();
        return fail(std::move(error));
    }
    into = T(std::move(*parsed));
    return {};
}

// `initial`: the member as its struct begins. A text that begins with something allowed keeps it.
template <class T>
constexpr bool mayBeAbsent(const T& initial)
{
    if constexpr (IsText<T>::value)
        return initial.value.size() >= T::kLeast;
    else if constexpr (IsInteger<T>::value)
        return true; // has a default in range, or admit() says
    else if constexpr (std::is_same_v<T, Version>)
        return false;
    else
        return IsOptional<T>::value || IsVector<T>::value || std::is_same_v<T, bool> ||
               DescribedEnum<T>;
}

template <Described T>
Done membersFromJson(const json::object& object, T& into, const FieldPath& path, Source source)
{
    std::size_t used = 0;
    STOA_CHECK(eachMember<T>(into, [&](std::string_view name, auto& member) -> Done {
        using Member = std::remove_cvref_t<decltype(member)>;
        const FieldPath here(path, name);
        const json::value* value = object.if_contains(name);
        if (value != nullptr) ++used;
        if (value == nullptr || (value->is_null() && IsOptional<Member>::value)) {
            if (mayBeAbsent(member)) return {};
            return missingField(here);
        }
        return fromJson(*value, member, here, source);
    }));
    if (used == object.size() || source == Source::Reply) return {};
    for (const auto& entry : object) {
        bool isKnown = false;
        (void)eachMember<T>(into, [&](std::string_view name, auto&) -> Done {
            isKnown = isKnown || name == std::string_view(entry.key());
            return {};
        });
        if (!isKnown) return unknownField(path, entry.key());
    }
    return {};
}

template <class T>
Done listFromJson(const json::value& value, T& into, const FieldPath& path, Source source)
{
    json::array split;
    const json::array* array = value.if_array();
    if (array == nullptr && source == Source::Text && value.is_string()) {
        split = splitList(value.get_string());
        array = &split;
    }
    if (array == nullptr) return wrongType(path, "an array", value);
    into.clear();
    if constexpr (IsBoundedList<T>::value) {
        if (array->size() > T::kMost) {
            return fail(makeError(ErrorKind::Invalid, "list.too_long")
                            .in(path.text())
                            .with("most", std::to_string(T::kMost)));
        }
    }
    into.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        into.emplace_back();
        STOA_CHECK(fromJson((*array)[i], into.back(), FieldPath(path, i), source));
    }
    return {};
}

template <class T>
Done pageFromJson(const json::value& value, T& into, const FieldPath& path, Source source)
{
    const json::object* page = value.if_object();
    const json::value* items = page == nullptr ? nullptr : page->if_contains("items");
    if (items == nullptr) return wrongType(path, "a page with items", value);
    STOA_CHECK(listFromJson(*items, into.items, FieldPath(path, "items"), source));
    if (const json::value* next = page->if_contains("next")) {
        STOA_CHECK(fromJson(*next, into.next.emplace(), FieldPath(path, "next"), source));
    }
    if (const json::value* total = page->if_contains("estimatedTotal")) {
        STOA_CHECK(fromJson(*total, into.estimatedTotal.emplace(),
                            FieldPath(path, "estimatedTotal"), source));
    }
    return {};
}

template <class T>
Done fromJson(const json::value& value, T& into, const FieldPath& path, Source source)
{
    if constexpr (IsOptional<T>::value)
        return fromJson(value, into.emplace(), path, source);
    else if constexpr (IsVector<T>::value)
        return listFromJson(value, into, path, source);
    else if constexpr (IsPage<T>::value)
        return pageFromJson(value, into, path, source);
    else if constexpr (std::is_same_v<T, bool>)
        return settle(readBoolean(value, path, source), into, path);
    else if constexpr (std::is_same_v<T, std::int64_t> || IsInteger<T>::value) {
        return settle(readInteger(value, path, source), into, path);
    } else if constexpr (std::is_same_v<T, Version>) {
        STOA_TRY(number, readInteger(value, path, source));
        into = Version{number};
        return {};
    } else if constexpr (std::is_same_v<T, Money>)
        return settle(readMoney(value, path), into, path);
    else if constexpr (std::is_same_v<T, Nothing>)
        return {};
    else if constexpr (Described<T>) {
        const json::object* object = value.if_object();
        if (object == nullptr) return wrongType(path, "an object", value);
        return membersFromJson(*object, into, path, source);
    } else {
        STOA_TRY(text, readString(value, path));
        if constexpr (IsId<T>::value || std::is_same_v<T, Currency> ||
                      std::is_same_v<T, Timestamp>) {
            return settle(T::parse(text), into, path);
        } else if constexpr (DescribedEnum<T>) {
            const auto word = enumFromText<T>(text);
            if (!word) {
                std::string words;
                for (const auto& each : enumWords<T>())
                    words += (words.empty() ? "" : ", ") + each;
                return wrongType(path, "one of " + words, value);
            }
            into = *word;
            return {};
        } else {
            into = T(std::string(text)); // text, secret, string
            return {};
        }
    }
}

} // namespace stoa::codec
