#pragma once
// The parameters $1, $2, … of one statement, encoded for the wire. Accepted: bool, integers,
// double, text, Uuid and Id<Tag>, Timestamp, Version, Currency, Bytes, std::optional of these
// (empty is NULL) and std::vector of these (one PostgreSQL array, for unnest and = ANY). Money is
// passed as two parameters, minor() and currency(). JSON is passed as text. The server infers each
// type from the SQL. An Array (array.h) is faster than a vector for many values.

#include "core/currency.h"
#include "core/id.h"
#include "core/timestamp.h"
#include "core/version.h"
#include "platform/db/array.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stoa::db {

using Bytes = std::vector<std::uint8_t>; // bytea

class Params {
public:
    template <class... Args>
    static Params of(const Args&... args)
    {
        Params params;
        params.m_slots.reserve(sizeof...(args));
        (params.add(args), ...);
        return params;
    }

    void add(std::span<const std::uint8_t> bytes);
    void add(const Bytes& bytes) { add(std::span<const std::uint8_t>(bytes)); }
    template <std::size_t size>
    void add(const std::array<std::uint8_t, size>& bytes)
    {
        add(std::span<const std::uint8_t>(bytes));
    }
    void add(const Array& values);
    // What is in the wire's format already; nothing is NULL.
    void addWire(std::optional<std::string_view> value);
    // Takes over that a text of the array cannot be sent.
    void mustBeSendable(const Array& values) { m_sendable = m_sendable && values.isSendable(); }
    void add(std::nullopt_t) { m_slots.push_back({0, -1, false}); }
    template <class T>
    void add(const std::optional<T>& value)
    {
        value ? add(*value) : add(std::nullopt);
    }
    template <class T>
    void add(const std::vector<T>& values);
    template <class T>
    void add(const T& value)
    {
        addText(textOf(value));
    }

    std::size_t size() const { return m_slots.size(); }
    bool isNull(std::size_t i) const { return m_slots[i].length < 0; }
    bool isBinary(std::size_t i) const { return m_slots[i].binary; }
    int length(std::size_t i) const { return m_slots[i].length; }
    const char* data(std::size_t i) const { return m_buffer.data() + m_slots[i].offset; }
    // False when a text held a NUL, which PostgreSQL cannot store and text format would cut off.
    bool isSendable() const { return m_sendable; }

private:
    struct Slot {
        std::size_t offset;
        int length; // -1: NULL
        bool binary;
    };

    void addText(std::string_view text);
    static void quoteInto(std::string& array, std::string_view element);

    static std::string_view textOf(bool value) { return value ? "t" : "f"; }
    static std::string textOf(std::integral auto value) { return std::to_string(value); }
    static std::string textOf(double value);
    static std::string_view textOf(std::string_view value) { return value; }
    static std::string_view textOf(const std::string& value) { return value; }
    static std::string_view textOf(const char* value) { return value; }
    static std::string textOf(const Uuid& value) { return value.text(); }
    template <class Tag>
    static std::string textOf(const Id<Tag>& value)
    {
        return value.uuid().text();
    }
    static std::string textOf(Timestamp value) { return value.text(); }
    static std::string textOf(Version value) { return std::to_string(value.value); }
    static std::string_view textOf(Currency value) { return value.code(); }
    static std::string textOf(const Bytes& value); // \x…: only inside arrays

    std::string m_buffer; // the values, each followed by a NUL
    std::vector<Slot> m_slots;
    bool m_sendable = true;
};

template <class T>
void Params::add(const std::vector<T>& values)
{
    std::string array = "{";
    const auto append = [&array](const auto& value) { quoteInto(array, textOf(value)); };
    for (const auto& value : values) {
        if (array.size() > 1) array += ',';
        if constexpr (requires { value.has_value(); }) {
            if (value)
                append(*value);
            else
                array += "NULL";
        } else {
            append(value);
        }
    }
    addText(array += '}');
}

} // namespace stoa::db
