#pragma once
// Where in a request the reader is, as a chain on the stack; becomes text only when something is
// wrong.

#include "core/error.h"

#include <string>
#include <string_view>

namespace stoa::codec {

class FieldPath {
public:
    FieldPath() = default; // the request itself
    FieldPath(const FieldPath& parent, std::string_view member)
        : m_parent(&parent), m_member(member)
    {}
    FieldPath(const FieldPath& parent, std::size_t index) : m_parent(&parent), m_index(index) {}

    // "lines[0].quantity"; empty for the request itself.
    std::string text() const
    {
        if (m_parent == nullptr) return {};
        std::string path = m_parent->text();
        if (m_member.empty()) return path + '[' + std::to_string(m_index) + ']';
        if (!path.empty()) path += '.';
        return path.append(m_member);
    }

private:
    const FieldPath* m_parent = nullptr;
    std::string_view m_member;
    std::size_t m_index = 0;
};

} // namespace stoa::codec
