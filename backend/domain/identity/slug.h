#pragma once
// The short name of an organisation in addresses: lower-case ASCII letters, digits and hyphens, as
// the database demands of organisation.slug.

#include "api/ids.h"

namespace stoa::identity {

inline constexpr std::size_t kMaxSlug = 63;

// "Café Zoë & Söhne" → "cafe-zoe-sohne". A name without any Latin letter or digit becomes "shop-"
// and the end of the id.
std::string makeSlug(std::string_view name, OrgId id);

} // namespace stoa::identity
