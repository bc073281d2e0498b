#pragma once
// The date of HTTP headers: "Wed, 18 Nov 2026 14:31:07 GMT". Source: RFC 9110, section 5.6.7.

#include "core/timestamp.h"

namespace stoa::http {

std::string httpDate(Timestamp at);

} // namespace stoa::http
