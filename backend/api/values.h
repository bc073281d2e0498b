#pragma once
// Holders of what a caller says: a text with its limits, an integer with its range. They hold
// anything and are checked once at the door, for in-process calls and HTTP alike, with the path of
// the field in the error; the same limits stand in the OpenAPI page. Handlers may rely on them.

#include "core/money.h"
#include "core/version.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa {

// Length in code points after trimming.
template <std::size_t Least, std::size_t Most>
struct Text {
    static constexpr std::size_t kLeast = Least;
    static constexpr std::size_t kMost = Most;

    Text() = default;
    Text(std::string text) : value(std::move(text)) {}
    Text(std::string_view text) : value(text) {}
    Text(const char* text) : value(text) {}
    operator const std::string&() const { return value; }
    bool empty() const { return value.empty(); }
    friend bool operator==(const Text&, const Text&) = default;

    std::string value;
};

template <std::int64_t Least, std::int64_t Most>
struct Integer {
    static constexpr std::int64_t kLeast = Least;
    static constexpr std::int64_t kMost = Most;

    constexpr Integer() = default;
    constexpr Integer(std::int64_t number) : value(number) {}
    constexpr operator std::int64_t() const { return value; }

    std::int64_t value = Least > 0 ? Least : 0;
};

// At most Most elements.
template <class T, std::size_t Most>
struct List : std::vector<T> {
    static constexpr std::size_t kMost = Most;
    using std::vector<T>::vector;
};

// A password or a token: never printed, logged, audited or fingerprinted in clear.
template <std::size_t Least, std::size_t Most>
struct Secret : Text<Least, Most> {
    using Text<Least, Most>::Text;
};

using Quantity = Integer<1, 9999>;
using Name = Text<1, 120>;
using Note = Text<0, 2000>;
using EmailText = Text<3, 254>;
using SearchText = Text<0, 200>;
using PageLimit = Integer<1, 200>;

// One page of a keyset-ordered list. `next` is opaque and goes into the next request's `after`.
template <class Row>
struct Page {
    std::vector<Row> items;
    std::optional<std::string> next;
    std::optional<std::int64_t> estimatedTotal; // from statistics; only where the operation says so
};

using Cursor = Text<0, 1200>; // room for a name of 200 characters in any script

// The reply of commands that have nothing to say.
struct Nothing {};

} // namespace stoa
