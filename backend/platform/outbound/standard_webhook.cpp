#include "platform/outbound/standard_webhook.h"

#include "core/assert.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace stoa::outbound {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kLeastBytes = 24;
constexpr std::size_t kMostBytes = 64;

std::string base64(std::span<const std::uint8_t> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // and the NUL that it ends with
    const int length = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                         bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

} // namespace

SecretBytes makeWebhookSecret()
{
    SecretBytes bytes(kSecretBytes);
    STOA_ASSERT(::RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
    return bytes;
}

std::string textOf(const SecretBytes& secret)
{
    return std::string(kPrefix) + base64(secret);
}

std::optional<SecretBytes> parseWebhookSecret(std::string_view text)
{
    if (!text.starts_with(kPrefix)) return std::nullopt;
    text.remove_prefix(kPrefix.size());
    if (text.empty() || text.size() % 4 != 0 || text.size() > 2 * kMostBytes) return std::nullopt;
    SecretBytes bytes(text.size() / 4 * 3);
    const int length =
        ::EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                          static_cast<int>(text.size()));
    if (length < 0) return std::nullopt;
    const auto padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    bytes.resize(static_cast<std::size_t>(length) - padding);
    if (bytes.size() < kLeastBytes || bytes.size() > kMostBytes) return std::nullopt;
    return bytes;
}

std::string signatureOf(const SecretBytes& secret, const WebhookMessage& message)
{
    const std::string text =
        message.id + '.' + std::to_string(message.unixSeconds) + '.' + message.body;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    const auto* const made = ::HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
                                    reinterpret_cast<const unsigned char*>(text.data()),
                                    text.size(), digest.data(), &length);
    STOA_ASSERT(made != nullptr);
    return "v1," + base64(std::span(digest).first(length));
}

std::vector<std::string> webhookHeaders(std::span<const SecretBytes> secrets,
                                        const WebhookMessage& message)
{
    std::string signatures;
    for (const SecretBytes& secret : secrets) {
        if (!signatures.empty()) signatures += ' ';
        signatures += signatureOf(secret, message);
    }
    return {"webhook-id: " + message.id,
            "webhook-timestamp: " + std::to_string(message.unixSeconds),
            "webhook-signature: " + signatures};
}

} // namespace stoa::outbound
