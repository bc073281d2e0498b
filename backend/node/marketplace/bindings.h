#pragma once
// Which handler does which operation, and what it is given besides the unit. One line for each
// operation of the table: start-up fails loudly when one is missing.

#include "domain/catalogue/review.h"
#include "domain/checkout/checkout.h"
#include "domain/identity/password_hasher.h"
#include "domain/identity/token_signer.h"
#include "domain/payments/providers.h"
#include "node/embedded/handlers.h"
#include "platform/outbound/address_guard.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::node {

struct HandlerNeeds {
    const identity::PasswordHasher& hasher;
    const identity::TokenSigner& signer;
    resilience::RateLimiter& limiter;
    const catalogue::Reviews& reviews;
    const payments::Providers& providers;
    checkout::Start startCheckout;
    outbound::Policy webhooks; // where they may go
};

// Everything but the node's own operations (node_operations.h).
void bindDomain(Handlers& handlers, const HandlerNeeds& needs);

} // namespace stoa::node
