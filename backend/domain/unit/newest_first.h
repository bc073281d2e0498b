#pragma once
// The key that lies before the newest row of a newest-first list: what its first page begins after.
// With it one statement serves all pages, and the keyset stays a plain range of its index.

#include "core/id.h"

#include <tuple>

namespace stoa {

template <class IdType>
std::tuple<Timestamp, IdType> beforeNewest()
{
    constexpr Timestamp kEndOfTime(253'402'300'799'999'999); // 9999-12-31T23:59:59.999999Z
    Uuid last;
    last.bytes.fill(0xff);
    return {kEndOfTime, IdType(last)};
}

} // namespace stoa
