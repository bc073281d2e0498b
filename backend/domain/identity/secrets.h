#pragma once
// Random secrets that we hand out once and keep only as a digest: refresh tokens and API keys. With
// 256 random bits a plain SHA-256 is enough; only what people choose needs a slow hash.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stoa::identity {

using Digest = std::array<std::uint8_t, 32>;

inline constexpr std::string_view kRefreshTokenPrefix = "rt_";
inline constexpr std::string_view kApiKeyPrefix = "sk_";

// Prefix and 43 characters of base64url from the system's generator.
std::string makeSecret(std::string_view prefix);
Digest sha256(std::string_view text);
Digest hmacSha256(std::span<const std::uint8_t, 32> key, std::string_view text);
// Takes the same time wherever they differ.
bool areEqual(const Digest& left, const Digest& right);
// Makes libsodium ready; cheap after the first time. Any thread.
void prepareCrypto();

} // namespace stoa::identity
