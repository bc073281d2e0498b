#pragma once
// One description of each struct and enum of the boundary, used by the JSON codec, OpenAPI,
// validation, audit and test printers alike. `STOA_STRUCT(Money…)` follows the struct it describes.
// Names on the wire are the member names; enum values are written in snake_case.

#include "core/result.h"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <optional>
#include <string>
#include <string_view>

#define STOA_STRUCT(Type, ...) BOOST_DESCRIBE_STRUCT(Type, (), (__VA_ARGS__))
#define STOA_ENUM(Type, ...) BOOST_DESCRIBE_ENUM(Type, __VA_ARGS__)

namespace stoa {

// PartiallyRefunded → "partially_refunded".
std::string snakeCase(std::string_view pascalCase);

// The wire and database word of a described enum's value.
template <class Enum>
std::string enumText(Enum value)
{
    std::string text;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
        if (each.value == value) text = snakeCase(each.name);
    });
    return text;
}

template <class Enum>
std::optional<Enum> enumFromText(std::string_view text)
{
    std::optional<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
        if (snakeCase(each.name) == text) found = each.value;
    });
    return found;
}

template <class Enum>
std::vector<std::string> enumWords()
{
    std::vector<std::string> words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto each) { words.push_back(snakeCase(each.name)); });
    return words;
}

} // namespace stoa
