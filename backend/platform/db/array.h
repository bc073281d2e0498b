#pragma once
// A PostgreSQL array in binary format, grown element by element: the parameter of unnest and = ANY
// for values whose text would be longer and slower to read. The elements' type is fixed by the
// first value; it must be the one that the SQL expects, to the letter (bigint[] is not integer[]).
//
//     bool → boolean[]   int → integer[]   std::int64_t → bigint[]   text → text[]
//     Uuid, Id<Tag> → uuid[]   Timestamp → timestamptz[]   bytes → bytea[]

#include "core/currency.h"
#include "core/id.h"
#include "core/timestamp.h"
#include "core/version.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stoa::db {

class Array {
public:
    void add(bool value);
    void add(int value);
    void add(std::int64_t value);
    void add(std::string_view value);
    void add(const std::string& value) { add(std::string_view(value)); }
    void add(const char* value) { add(std::string_view(value)); }
    void add(const Uuid& value);
    void add(Timestamp value);
    void add(Version value) { add(value.value); }
    void add(Currency value) { add(std::string_view(value.code())); }
    void add(std::span<const std::uint8_t> value);
    template <class Tag>
    void add(const Id<Tag>& value)
    {
        add(value.uuid());
    }
    template <class T>
    void add(const std::optional<T>& value)
    {
        if (value) return add(*value);
        Array typed;
        typed.add(T{});
        m_type = typed.m_type;
        addNull();
    }

    int size() const { return m_count; }
    // The element at `at`, which is 0 for the first, as it goes over the wire; NULL is nothing.
    // Moves `at` to the next.
    std::optional<std::string_view> next(std::size_t& at) const;
    // False when a text held a NUL, which PostgreSQL cannot store.
    bool isSendable() const { return m_isSendable; }
    void writeTo(std::string& buffer) const;

private:
    void begin(std::uint32_t type, std::size_t length);
    void addNull();

    std::string m_elements;
    std::uint32_t m_type = 0; // OID
    int m_count = 0;
    bool m_hasNull = false;
    bool m_isSendable = true;
};

} // namespace stoa::db
