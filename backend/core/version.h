#pragma once
// The version of a record that a caller has seen. Every update names it and is refused as Stale
// when the record has moved on. Version 0 means "does not exist yet".

#include <compare>
#include <cstdint>

namespace stoa {

struct Version {
    std::int64_t value = 0;
    friend auto operator<=>(const Version&, const Version&) = default;
};

} // namespace stoa
