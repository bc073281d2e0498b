#pragma once
// An enum from a column that a CHECK limits to the enum's words. Another word is our own bug.

#include "api/describe.h"
#include "core/assert.h"
#include "platform/db/rows.h"

namespace stoa {

template <class Enum>
Enum enumColumn(const db::Row& row, std::string_view column)
{
    const auto value = enumFromText<Enum>(row.get<std::string_view>(column));
    STOA_ASSERT(value.has_value());
    return *value;
}

// The words of several values, for `= ANY`.
template <class Values>
std::vector<std::string> wordsOf(const Values& values)
{
    std::vector<std::string> words;
    for (const auto value : values)
        words.push_back(enumText(value));
    return words;
}

} // namespace stoa
