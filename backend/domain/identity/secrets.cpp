#include "domain/identity/secrets.h"

#include "core/assert.h"
#include "core/base64url.h"

#include <sodium.h>

namespace stoa::identity {
namespace {

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

void prepareCrypto()
{
    STOA_ASSERT(sodium_init() >= 0);
}

std::string makeSecret(std::string_view prefix)
{
    prepareCrypto();
    std::array<std::uint8_t, 32> random{};
    randombytes_buf(random.data(), random.size());
    return std::string(prefix) + encodeBase64Url(random);
}

Digest sha256(std::string_view text)
{
    static_assert(crypto_hash_sha256_BYTES == std::tuple_size_v<Digest>);
    Digest digest{};
    crypto_hash_sha256(digest.data(), bytesOf(text), text.size());
    return digest;
}

Digest hmacSha256(std::span<const std::uint8_t, 32> key, std::string_view text)
{
    static_assert(crypto_auth_hmacsha256_BYTES == std::tuple_size_v<Digest>);
    Digest mac{};
    crypto_auth_hmacsha256(mac.data(), bytesOf(text), text.size(), key.data());
    return mac;
}

bool areEqual(const Digest& left, const Digest& right)
{
    return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace stoa::identity
