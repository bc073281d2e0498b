#pragma once
// Which IP addresses a call to somebody else's URL may go to: those that routers carry across the
// Internet, and no address of this computer, its network, or a special use. Pure.
//
// Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890), and for what
// carries an IPv4 address within IPv6 that address itself (RFC 6052, 64:ff9b::/96).

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stoa::outbound {

struct Policy {
    bool allowsLoopback = false; // and plain HTTP to it: tests and development
};

using Ipv4 = std::array<std::uint8_t, 4>; // in network order
using Ipv6 = std::array<std::uint8_t, 16>;

bool isAllowed(const Ipv4& address, Policy policy);
bool isAllowed(const Ipv6& address, Policy policy);

bool isLoopback(const Ipv4& address);
bool isLoopback(const Ipv6& address);

// From "192.0.2.1" and "2001:db8::1", without brackets; nothing for anything else.
std::optional<Ipv4> parseIpv4(std::string_view text);
std::optional<Ipv6> parseIpv6(std::string_view text);

} // namespace stoa::outbound
