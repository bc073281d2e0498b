#include "platform/db/array.h"

#include "core/assert.h"

namespace stoa::db {
namespace {

// OIDs of built-in types never change. Source: pg_type.dat.
constexpr std::uint32_t kBool = 16;
constexpr std::uint32_t kBytea = 17;
constexpr std::uint32_t kInt8 = 20;
constexpr std::uint32_t kInt4 = 23;
constexpr std::uint32_t kText = 25;
constexpr std::uint32_t kTimestamptz = 1184;
constexpr std::uint32_t kUuid = 2950;

constexpr std::int64_t kPostgresEpochMicros = 946'684'800'000'000; // 2000-01-01

template <class T>
void appendNumber(std::string& buffer, T value)
{
    for (std::size_t i = sizeof(T); i-- > 0;)
        buffer += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
}

} // namespace

void Array::begin(std::uint32_t type, std::size_t length)
{
    STOA_ASSERT(m_type == 0 || m_type == type);
    m_type = type;
    ++m_count;
    appendNumber(m_elements, static_cast<std::uint32_t>(length));
}

void Array::addNull()
{
    ++m_count;
    m_hasNull = true;
    appendNumber(m_elements, std::int32_t{-1});
}

void Array::add(bool value)
{
    begin(kBool, 1);
    m_elements += value ? '\1' : '\0';
}

void Array::add(int value)
{
    begin(kInt4, 4);
    appendNumber(m_elements, static_cast<std::int32_t>(value));
}

void Array::add(std::int64_t value)
{
    begin(kInt8, 8);
    appendNumber(m_elements, value);
}

void Array::add(std::string_view value)
{
    begin(kText, value.size());
    m_isSendable = m_isSendable && value.find('\0') == std::string_view::npos;
    m_elements += value;
}

void Array::add(const Uuid& value)
{
    begin(kUuid, value.bytes.size());
    m_elements.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
}

void Array::add(Timestamp value)
{
    begin(kTimestamptz, 8);
    appendNumber(m_elements, value.micros() - kPostgresEpochMicros);
}

void Array::add(std::span<const std::uint8_t> value)
{
    begin(kBytea, value.size());
    m_elements.append(reinterpret_cast<const char*>(value.data()), value.size());
}

std::optional<std::string_view> Array::next(std::size_t& at) const
{
    STOA_ASSERT(at + 4 <= m_elements.size());
    std::uint32_t length = 0;
    for (int i = 0; i < 4; ++i)
        length = length << 8 | static_cast<std::uint8_t>(m_elements[at++]);
    if (length == static_cast<std::uint32_t>(-1)) return std::nullopt;
    const auto element = std::string_view(m_elements).substr(at, length);
    at += length;
    return element;
}

void Array::writeTo(std::string& buffer) const
{
    STOA_ASSERT(m_count > 0);
    appendNumber(buffer, std::int32_t{1}); // dimensions
    appendNumber(buffer, std::int32_t{m_hasNull ? 1 : 0});
    appendNumber(buffer, m_type);
    appendNumber(buffer, static_cast<std::int32_t>(m_count));
    appendNumber(buffer, std::int32_t{1}); // the first index
    buffer += m_elements;
}

} // namespace stoa::db
