#include "platform/db/params.h"

#include <charconv>

namespace stoa::db {

void Params::add(std::span<const std::uint8_t> bytes)
{
    m_slots.push_back({m_buffer.size(), static_cast<int>(bytes.size()), true});
    m_buffer.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    m_buffer += '\0';
}

void Params::add(const Array& values)
{
    m_sendable = m_sendable && values.isSendable();
    const std::size_t start = m_buffer.size();
    values.writeTo(m_buffer);
    m_slots.push_back({start, static_cast<int>(m_buffer.size() - start), true});
    m_buffer += '\0';
}

void Params::addWire(std::optional<std::string_view> value)
{
    if (!value) return add(std::nullopt);
    m_slots.push_back({m_buffer.size(), static_cast<int>(value->size()), true});
    m_buffer += *value;
    m_buffer += '\0';
}

void Params::addText(std::string_view text)
{
    m_sendable = m_sendable && text.find('\0') == std::string_view::npos;
    m_slots.push_back({m_buffer.size(), static_cast<int>(text.size()), false});
    m_buffer += text;
    m_buffer += '\0';
}

void Params::quoteInto(std::string& array, std::string_view element)
{
    array += '"';
    for (const char c : element) {
        if (c == '"' || c == '\\') array += '\\';
        array += c;
    }
    array += '"';
}

std::string Params::textOf(double value)
{
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end};
}

std::string Params::textOf(const Bytes& value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "\\x";
    text.reserve(2 + 2 * value.size());
    for (const std::uint8_t byte : value) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace stoa::db
