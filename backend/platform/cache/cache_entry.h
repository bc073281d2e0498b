#pragma once
// A cached value with what is needed to judge it, and its form in Redis: one line of text before
// the value. Anything that does not read as such a line is no entry.

#include "core/timestamp.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stoa::cache {

using Value = std::shared_ptr<const std::string>;

struct CacheEntry {
    Value value;
    Timestamp storedAt;
    Timestamp expiresAt;
    Duration took{0}; // to load it
};

// `generation`, without spaces, names the state of the tenant that the value was read from.
std::string encodeEntry(const CacheEntry& entry, std::string_view generation);
// Nothing when it is of another generation.
std::optional<CacheEntry> decodeEntry(std::string_view text, std::string_view generation);

// Whether to load anew a little before the end, so that it is one caller who does and not all:
// likelier the nearer the end and the longer a load takes. `chance` is uniform in (0, 1].
// Source: Vattani, Chierichetti, Lowenstein, Optimal Probabilistic Cache Stampede Prevention, 2015.
bool isDue(const CacheEntry& entry, Timestamp now, double chance);

} // namespace stoa::cache
