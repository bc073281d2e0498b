#pragma once
// Secrets and signatures of Standard Webhooks. A secret is 24 to 64 random bytes, shown as "whsec_"
// and their base64; a signature is "v1," and the base64 of HMAC-SHA256 over
// "<id>.<timestamp>.<body>". Source: Standard Webhooks specification 1.0.0.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::outbound {

using SecretBytes = std::vector<std::uint8_t>;

SecretBytes makeWebhookSecret(); // 32 bytes of the system's generator
std::string textOf(const SecretBytes& secret);
// Nothing when it has another shape.
std::optional<SecretBytes> parseWebhookSecret(std::string_view text);

struct WebhookMessage {
    std::string id;
    std::int64_t unixSeconds = 0; // of this attempt
    std::string body;
};

std::string signatureOf(const SecretBytes& secret, const WebhookMessage& message);
// The three headers, signed with each of the secrets.
std::vector<std::string> webhookHeaders(std::span<const SecretBytes> secrets,
                                        const WebhookMessage& message);

} // namespace stoa::outbound
