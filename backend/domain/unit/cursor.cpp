#include "domain/unit/cursor.h"

#include "core/assert.h"
#include "core/base64url.h"
#include "core/text.h"

namespace stoa {
namespace {

constexpr char kVersion = 1;

void append(std::string& bytes, std::uint64_t value, int width)
{
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xffU);
}

std::uint64_t numberFrom(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

// Version and FNV-1a of the list's name, folded to 16 bits.
std::string headOf(std::string_view list)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : list)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string head(1, kVersion);
    append(head, hash >> 16 ^ (hash & 0xffffU), 2);
    return head;
}

} // namespace

CursorWriter::CursorWriter(std::string_view list) : m_bytes(headOf(list)) {}

void CursorWriter::add(std::int64_t value)
{
    m_bytes += 'i';
    append(m_bytes, static_cast<std::uint64_t>(value), 8);
}

void CursorWriter::add(std::string_view value)
{
    STOA_ASSERT(value.size() <= kMaxText);
    m_bytes += 's';
    append(m_bytes, value.size(), 2);
    m_bytes += value;
}

void CursorWriter::add(const Uuid& value)
{
    m_bytes += 'u';
    m_bytes.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
}

std::string CursorWriter::text() const
{
    std::string text = encodeBase64Url(m_bytes);
    STOA_ASSERT(text.size() <= Cursor::kMost);
    return text;
}

CursorReader::CursorReader(std::string_view list, std::string_view text)
{
    const auto bytes = decodeBase64Url(text);
    if (!bytes) return;
    m_bytes.assign(bytes->begin(), bytes->end());
    const std::string head = headOf(list);
    if (!m_bytes.starts_with(head)) return;
    m_rest = std::string_view(m_bytes).substr(head.size());
    m_isGood = true;
}

std::string_view CursorReader::take(char type, std::size_t length)
{
    m_isGood = m_isGood && m_rest.size() > length && m_rest.front() == type;
    if (!m_isGood) return {};
    const std::string_view value = m_rest.substr(1, length);
    m_rest.remove_prefix(1 + length);
    return value;
}

void CursorReader::read(std::int64_t& value)
{
    value = static_cast<std::int64_t>(numberFrom(take('i', 8)));
}

void CursorReader::read(std::string& value)
{
    const std::size_t length = numberFrom(take('s', 2));
    m_isGood = m_isGood && m_rest.size() >= length;
    if (!m_isGood) return;
    value = m_rest.substr(0, length);
    m_rest.remove_prefix(length);
    m_isGood = isValidUtf8(value);
}

void CursorReader::read(Uuid& value)
{
    const std::string_view bytes = take('u', value.bytes.size());
    std::copy(bytes.begin(), bytes.end(), value.bytes.begin());
}

// The range of PostgreSQL's timestamptz is wider on one side only; years 0 to 9999 are enough.
void CursorReader::read(Timestamp& value)
{
    constexpr std::int64_t kYearZero = -62'167'219'200'000'000;
    constexpr std::int64_t kYearTenThousand = 253'402'300'800'000'000;
    std::int64_t micros = 0;
    read(micros);
    m_isGood = m_isGood && micros >= kYearZero && micros < kYearTenThousand;
    value = Timestamp(micros);
}

} // namespace stoa
