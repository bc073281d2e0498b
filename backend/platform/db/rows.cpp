#include "platform/db/rows.h"

#include "core/assert.h"

#include <libpq-fe.h>

#include <bit>
#include <charconv>
#include <cstring>

namespace stoa::db {
namespace {

// Source: pg_type.dat of PostgreSQL; these numbers never change.
enum Type : unsigned {
    kBool = 16,
    kBytea = 17,
    kName = 19,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kText = 25,
    kJson = 114,
    kFloat4 = 700,
    kFloat8 = 701,
    kUnknown = 705,
    kBpchar = 1042,
    kVarchar = 1043,
    kTimestamptz = 1184,
    kUuid = 2950,
    kJsonb = 3802,
};

// 2000-01-01 in microseconds since 1970: where PostgreSQL counts from.
constexpr std::int64_t kPostgresEpoch = 946'684'800'000'000;

[[noreturn]] void abortOn(std::string_view column, std::string_view problem)
{
    const std::string text = "column " + std::string(column) + ": " + std::string(problem);
    assertionFailed(text.c_str(), __FILE__, __LINE__);
}

void require(const Cell& cell, bool isRightType)
{
    if (cell.data == nullptr) abortOn(cell.column, "NULL where a value is required");
    if (!isRightType)
        abortOn(cell.column, "type OID " + std::to_string(cell.type) + " does not fit");
}

template <class T>
T bigEndian(const char* data)
{
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<T>(value << 8 | static_cast<std::uint8_t>(data[i]));
    }
    return value;
}

} // namespace

namespace decode {

bool boolean(const Cell& cell)
{
    require(cell, cell.type == kBool);
    return *cell.data != 0;
}

int int32(const Cell& cell)
{
    require(cell, cell.type == kInt4 || cell.type == kInt2);
    if (cell.type == kInt2) return static_cast<std::int16_t>(bigEndian<std::uint16_t>(cell.data));
    return static_cast<std::int32_t>(bigEndian<std::uint32_t>(cell.data));
}

std::int64_t int64(const Cell& cell)
{
    if (cell.type != kInt8) return int32(cell);
    require(cell, true);
    return static_cast<std::int64_t>(bigEndian<std::uint64_t>(cell.data));
}

double real(const Cell& cell)
{
    require(cell, cell.type == kFloat8 || cell.type == kFloat4);
    if (cell.type == kFloat4) {
        return static_cast<double>(std::bit_cast<float>(bigEndian<std::uint32_t>(cell.data)));
    }
    return std::bit_cast<double>(bigEndian<std::uint64_t>(cell.data));
}

std::string_view text(const Cell& cell)
{
    const auto is = [&](auto... types) { return ((cell.type == types) || ...); };
    require(cell, is(kText, kVarchar, kBpchar, kName, kJson, kJsonb, kUnknown));
    if (cell.type == kJsonb) return {cell.data + 1, cell.length - 1}; // a version byte comes first
    return {cell.data, cell.length};
}

Uuid uuid(const Cell& cell)
{
    require(cell, cell.type == kUuid);
    Uuid value;
    std::memcpy(value.bytes.data(), cell.data, value.bytes.size());
    return value;
}

Timestamp timestamp(const Cell& cell)
{
    require(cell, cell.type == kTimestamptz);
    return Timestamp(static_cast<std::int64_t>(bigEndian<std::uint64_t>(cell.data)) +
                     kPostgresEpoch);
}

std::span<const std::uint8_t> bytes(const Cell& cell)
{
    require(cell, cell.type == kBytea);
    return {reinterpret_cast<const std::uint8_t*>(cell.data), cell.length};
}

std::vector<Cell> elements(const Cell& array)
{
    require(array, array.length >= 12);
    const auto number = [&](std::size_t at) { return bigEndian<std::uint32_t>(array.data + at); };
    const std::uint32_t dimensions = number(0);
    if (dimensions == 0) return {};
    if (dimensions != 1) abortOn(array.column, "an array of several dimensions");
    std::vector<Cell> cells(number(12));
    std::size_t at = 20;
    for (Cell& cell : cells) {
        const auto length = static_cast<std::int32_t>(number(at));
        at += 4;
        cell = {length < 0 ? nullptr : array.data + at, length < 0 ? 0U : std::size_t(length),
                number(8), array.column};
        at += cell.length;
    }
    return cells;
}

} // namespace decode

Cell Row::cell(std::string_view column) const
{
    const int columns = PQnfields(m_result);
    for (int tried = 0; tried < columns; ++tried) {
        const int i = std::exchange(m_next, m_next + 1 < columns ? m_next + 1 : 0);
        const char* name = PQfname(m_result, i);
        if (column != name) continue;
        const bool isNull = PQgetisnull(m_result, m_index, i) != 0;
        return {isNull ? nullptr : PQgetvalue(m_result, m_index, i),
                static_cast<std::size_t>(PQgetlength(m_result, m_index, i)), PQftype(m_result, i),
                name};
    }
    abortOn(column, "not among the columns of the result");
}

Rows::Rows(pg_result* owned) : m_result(owned) {}

void Rows::Clear::operator()(pg_result* result) const
{
    PQclear(result);
}

int Rows::count() const
{
    return m_result ? PQntuples(m_result.get()) : 0;
}

std::int64_t Rows::affected() const
{
    const std::string_view text = m_result ? PQcmdTuples(m_result.get()) : "";
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string_view Rows::commandTag() const
{
    return m_result ? PQcmdStatus(m_result.get()) : "";
}

Row Rows::operator[](std::size_t index) const
{
    STOA_ASSERT(index < size());
    return {m_result.get(), static_cast<int>(index)};
}

Row Rows::single() const
{
    STOA_ASSERT(size() == 1);
    return (*this)[0];
}

std::optional<Row> Rows::optional() const
{
    STOA_ASSERT(size() <= 1);
    return empty() ? std::nullopt : std::optional((*this)[0]);
}

} // namespace stoa::db
