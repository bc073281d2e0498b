#pragma once
// Whether a URL that somebody typed in can be posted to at all. Read by libcurl's own parser, so
// that what is checked is what is called. A name may still turn out to lead somewhere private: that
// is seen when it is connected to (poster.h), and only then.

#include "platform/outbound/address_guard.h"

#include <string>

namespace stoa::outbound {

enum class AddressFault {
    None,
    Malformed, // no URL, or with a user, a password or a fragment in it
    NotHttps,
    Private, // names this computer or an address that no call may go to
};

AddressFault checkAddress(const std::string& url, Policy policy);

} // namespace stoa::outbound
