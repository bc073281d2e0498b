#pragma once
// Signatures of webhooks in Stripe's scheme: a header `t=<unix seconds>,v1=<hex>` with the
// HMAC-SHA256 of "<t>.<body>". Several v1 are allowed, as while a secret is replaced; other schemes
// are ignored. Source: docs.stripe.com/webhooks, "Verify webhook signatures manually".

#include "core/result.h"
#include "core/timestamp.h"

#include <string>
#include <string_view>

namespace stoa::gateways {

constexpr Duration kSignatureTolerance = std::chrono::seconds(300); // either way
constexpr std::size_t kMaxSignatureHeader = 2048;

std::string signWebhook(std::string_view secret, std::string_view body, Timestamp at);

// In constant time. Errors: webhook.unsigned (Unauthenticated) without header or secret, or with a
// header that has no time or no v1; webhook.wrong_signature (Unauthenticated); webhook.too_old
// (Refused, params most) for a right signature of more than five minutes ago or ahead.
Done verifyWebhook(std::string_view secret, std::string_view header, std::string_view body,
                   Timestamp now);

std::string hmacSha256Hex(std::string_view key, std::string_view text);

} // namespace stoa::gateways
