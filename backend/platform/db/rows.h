#pragma once
// What a statement returned: rows of typed columns, read by name; no two have the same. A missing
// column, a NULL where no optional was asked for, or a type that does not fit is our own bug and
// aborts, naming the column.
//
//     bool                          boolean
//     int                           smallint, integer
//     std::int64_t, Version         smallint, integer, bigint (SUM of bigint is numeric: cast it)
//     double                        double precision, real
//     std::string, std::string_view text, varchar, char(n), name, json, jsonb
//     Uuid, Id<Tag>                 uuid
//     Timestamp                     timestamptz
//     Bytes                         bytea
//     Currency                      char(3), text
//     std::optional<T>              T or NULL
//     std::vector<T>                one-dimensional array of T without NULLs
//
// A string_view points into the Rows and lives as long as they do; Row is a cheap view with the
// same life. Rows may be moved; rows stay valid.

#include "core/money.h"
#include "platform/db/params.h"

#include <memory>

struct pg_result;

namespace stoa::db {

// One value as it came from the server, in PostgreSQL's binary format.
struct Cell {
    const char* data = nullptr; // null: NULL
    std::size_t length = 0;
    unsigned type = 0; // OID
    const char* column = "";
};

class Row {
public:
    Row(const pg_result* result, int index) : m_result(result), m_index(index) {}

    template <class T>
    T get(std::string_view column) const
    {
        return as<T>(cell(column));
    }
    bool isNull(std::string_view column) const { return cell(column).data == nullptr; }
    // Two columns that make an amount.
    Money money(std::string_view minorColumn, std::string_view currencyColumn) const
    {
        return Money(get<std::int64_t>(minorColumn), get<Currency>(currencyColumn));
    }

private:
    Cell cell(std::string_view column) const;
    template <class T>
    static T as(const Cell& cell);

    const pg_result* m_result;
    int m_index;
    mutable int m_next = 0; // where the search begins: columns are mostly asked for in order
};

class Rows {
public:
    class Iterator {
    public:
        Iterator(const pg_result* result, int index) : m_result(result), m_index(index) {}
        Row operator*() const { return {m_result, m_index}; }
        Iterator& operator++()
        {
            ++m_index;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const pg_result* m_result;
        int m_index;
    };

    Rows() = default;
    explicit Rows(pg_result* owned);

    std::size_t size() const { return static_cast<std::size_t>(count()); }
    bool empty() const { return count() == 0; }
    // Rows that an INSERT, UPDATE or DELETE touched, or a SELECT returned.
    std::int64_t affected() const;
    std::string_view commandTag() const; // what the server says it did, COMMIT or ROLLBACK

    Row operator[](std::size_t index) const;
    Iterator begin() const { return {m_result.get(), 0}; }
    Iterator end() const { return {m_result.get(), count()}; }

    // For statements that return exactly one row by construction; anything else aborts.
    Row single() const;
    // For look-ups by a unique key: the row or nothing; more than one aborts.
    std::optional<Row> optional() const;

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    int count() const;

    std::unique_ptr<pg_result, Clear> m_result;
};

namespace decode {
bool boolean(const Cell& cell);
int int32(const Cell& cell);
std::int64_t int64(const Cell& cell);
double real(const Cell& cell);
std::string_view text(const Cell& cell);
Uuid uuid(const Cell& cell);
Timestamp timestamp(const Cell& cell);
std::span<const std::uint8_t> bytes(const Cell& cell);
std::vector<Cell> elements(const Cell& array);
} // namespace decode

template <class T>
inline constexpr bool kUnsupportedColumnType = false;

template <class T>
T Row::as(const Cell& cell)
{
    if constexpr (requires {
                      typename T::value_type;
                      T().has_value();
                  }) {
        if (cell.data == nullptr) return std::nullopt;
        return as<typename T::value_type>(cell);
    } else if constexpr (std::is_same_v<T, bool>)
        return decode::boolean(cell);
    else if constexpr (std::is_same_v<T, int>)
        return decode::int32(cell);
    else if constexpr (std::is_same_v<T, std::int64_t>)
        return decode::int64(cell);
    else if constexpr (std::is_same_v<T, Version>)
        return Version{decode::int64(cell)};
    else if constexpr (std::is_same_v<T, double>)
        return decode::real(cell);
    else if constexpr (std::is_same_v<T, std::string_view>)
        return decode::text(cell);
    else if constexpr (std::is_same_v<T, std::string>)
        return std::string(decode::text(cell));
    else if constexpr (std::is_same_v<T, Currency>)
        return Currency::of(decode::text(cell));
    else if constexpr (std::is_same_v<T, Uuid>)
        return decode::uuid(cell);
    else if constexpr (std::is_constructible_v<T, const Uuid&> && requires { T::prefix(); })
        return T(decode::uuid(cell));
    else if constexpr (std::is_same_v<T, Timestamp>)
        return decode::timestamp(cell);
    else if constexpr (std::is_same_v<T, std::span<const std::uint8_t>>)
        return decode::bytes(cell);
    else if constexpr (std::is_same_v<T, Bytes>) {
        const auto view = decode::bytes(cell);
        return Bytes(view.begin(), view.end());
    } else if constexpr (requires {
                             typename T::value_type;
                             T().push_back(std::declval<typename T::value_type>());
                         }) {
        T values;
        for (const Cell& element : decode::elements(cell)) {
            values.push_back(as<typename T::value_type>(element));
        }
        return values;
    } else
        static_assert(kUnsupportedColumnType<T>, "convert from one of the types above");
}

} // namespace stoa::db
