#include "platform/outbound/address_guard.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

#ifdef _WIN32
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif

namespace stoa::outbound {
namespace {

template <class Address>
struct Network {
    Address address;
    int bits;
};

constexpr Network<Ipv4> kSpecialIpv4[] = {
    {{0, 0, 0, 0}, 8},       // this network
    {{10, 0, 0, 0}, 8},      // private
    {{100, 64, 0, 0}, 10},   // shared, behind a carrier's NAT
    {{127, 0, 0, 0}, 8},     // loopback
    {{169, 254, 0, 0}, 16},  // link-local, and where clouds keep their secrets
    {{172, 16, 0, 0}, 12},   // private
    {{192, 0, 0, 0}, 24},    // protocol assignments
    {{192, 0, 2, 0}, 24},    // documentation
    {{192, 31, 196, 0}, 24}, // AS112
    {{192, 52, 193, 0}, 24}, // AMT
    {{192, 88, 99, 0}, 24},  // 6to4 relays
    {{192, 168, 0, 0}, 16},  // private
    {{192, 175, 48, 0}, 24}, // AS112
    {{198, 18, 0, 0}, 15},   // benchmarks
    {{198, 51, 100, 0}, 24}, // documentation
    {{203, 0, 113, 0}, 24},  // documentation
    {{224, 0, 0, 0}, 4},     // multicast
    {{240, 0, 0, 0}, 4},     // reserved, and broadcast
};

constexpr Network<Ipv6> kGlobalIpv6 = {{0x20}, 3};
constexpr Network<Ipv6> kTranslated = {{0x00, 0x64, 0xff, 0x9b}, 96}; // NAT64
constexpr Network<Ipv6> kSpecialIpv6[] = {
    {{0x20, 0x01}, 23},                         // protocol assignments: Teredo, ORCHID, benchmarks
    {{0x20, 0x01, 0x0d, 0xb8}, 32},             // documentation
    {{0x20, 0x02}, 16},                         // 6to4: an IPv4 address behind a relay
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48}, // AS112
    {{0x3f, 0xff}, 20},                         // documentation
};

template <class Address>
bool isIn(const Address& address, const Network<Address>& network)
{
    for (std::size_t i = 0; i < address.size(); ++i) {
        const int bits = std::clamp(network.bits - static_cast<int>(i) * 8, 0, 8);
        const auto mask = static_cast<std::uint8_t>(0xff00 >> bits);
        if ((address[i] & mask) != (network.address[i] & mask)) return false;
    }
    return true;
}

template <class Address>
bool isInAny(const Address& address, std::span<const Network<Address>> networks)
{
    return std::ranges::any_of(networks, [&](const auto& each) { return isIn(address, each); });
}

} // namespace

bool isLoopback(const Ipv4& address)
{
    return address[0] == 127;
}

bool isLoopback(const Ipv6& address)
{
    return address == Ipv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

bool isAllowed(const Ipv4& address, Policy policy)
{
    if (policy.allowsLoopback && isLoopback(address)) return true;
    return !isInAny<Ipv4>(address, kSpecialIpv4);
}

bool isAllowed(const Ipv6& address, Policy policy)
{
    if (policy.allowsLoopback && isLoopback(address)) return true;
    if (isIn(address, kTranslated)) {
        return isAllowed(Ipv4{address[12], address[13], address[14], address[15]}, Policy{});
    }
    return isIn(address, kGlobalIpv6) && !isInAny<Ipv6>(address, kSpecialIpv6);
}

std::optional<Ipv4> parseIpv4(std::string_view text)
{
    Ipv4 address{};
    if (::inet_pton(AF_INET, std::string(text).c_str(), address.data()) != 1) return std::nullopt;
    return address;
}

std::optional<Ipv6> parseIpv6(std::string_view text)
{
    Ipv6 address{};
    if (::inet_pton(AF_INET6, std::string(text).c_str(), address.data()) != 1) return std::nullopt;
    return address;
}

} // namespace stoa::outbound
