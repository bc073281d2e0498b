#include "platform/cache/redis_address.h"

#include <charconv>
#include <optional>

namespace stoa::cache {
namespace {

constexpr std::string_view kTcp = "redis://";
constexpr std::string_view kUnix = "unix://";

tl::unexpected<Error> bad(std::string_view why)
{
    return fail(ErrorKind::Invalid, "redis.bad_address", why);
}

std::optional<int> number(std::string_view text, int most)
{
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || value < 0 || value > most) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::string> decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        unsigned char byte = 0;
        const char* const hex = text.data() + i + 1;
        const auto [end, failed] = std::from_chars(hex, hex + 2, byte, 16);
        if (failed != std::errc() || end != hex + 2) return std::nullopt;
        plain += static_cast<char>(byte);
        i += 2;
    }
    return plain;
}

// Takes "user:password@" off the front of `rest`.
bool takeCredentials(std::string_view& rest, RedisAddress& address)
{
    const auto at = rest.rfind('@');
    if (at == std::string_view::npos) return true;
    const std::string_view both = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto colon = both.find(':');
    const auto user = decoded(both.substr(0, colon));
    const auto password =
        decoded(colon == std::string_view::npos ? std::string_view() : both.substr(colon + 1));
    if (!user || !password) return false;
    address.user = *user;
    address.password = *password;
    return true;
}

Result<RedisAddress> parseTcp(std::string_view rest, RedisAddress address)
{
    const auto slash = rest.find('/');
    if (slash != std::string_view::npos) {
        const auto database = number(rest.substr(slash + 1), 65'535);
        if (!database) return bad("behind the slash stands the number of the database");
        address.database = *database;
        rest = rest.substr(0, slash);
    }
    const auto bracket = rest.rfind(']'); // of an IPv6 address
    const auto colon = rest.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const auto port = number(rest.substr(colon + 1), 65'535);
        if (!port || *port == 0) return bad("the port is a number from 1 to 65535");
        address.port = *port;
        rest = rest.substr(0, colon);
    }
    if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
    if (rest.empty()) return bad("there is no host");
    address.host = rest;
    return address;
}

} // namespace

Result<RedisAddress> RedisAddress::parse(std::string_view url)
{
    RedisAddress address;
    const bool isTcp = url.starts_with(kTcp);
    if (!isTcp && !url.starts_with(kUnix)) return bad("expects redis:// or unix://");
    std::string_view rest = url.substr(isTcp ? kTcp.size() : kUnix.size());
    if (!takeCredentials(rest, address)) return bad("user or password are not percent-encoded");
    if (isTcp) return parseTcp(rest, std::move(address));
    if (!rest.starts_with('/')) return bad("the path of a socket begins with a slash");
    address.socket = rest;
    return address;
}

std::string RedisAddress::text() const
{
    return socket.empty() ? host + ':' + std::to_string(port) : socket;
}

} // namespace stoa::cache
