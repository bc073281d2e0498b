#pragma once
// Setting up, signing in, staying signed in, signing out. See api/identity.h for what callers may
// expect. Events: marketplace.set_up, session.signed_in, session.signed_out,
// session.reuse_detected, session.revoked; their aggregate is the session, except for the first.

#include "domain/identity/password_hasher.h"
#include "domain/identity/token_signer.h"
#include "domain/unit/unit.h"
#include "platform/resilience/rate_limiter.h"

namespace stoa::identity {

inline constexpr int kSignInsPerMinute = 10; // of one origin with one e-mail
// A refresh token that has just been used may be used again for so long: its answer was lost on the
// way. The token that the lost answer carried is void then; whoever uses it has stolen it.
inline constexpr std::chrono::seconds kRefreshGrace{5};

Result<api::SetupView> handle(Unit& unit, const api::GetSetup& request);
Result<api::SessionView> handle(Unit& unit, const api::SetUpMarketplace& request,
                                const PasswordHasher& hasher, const TokenSigner& signer);
Result<api::SessionView> handle(Unit& unit, const api::SignIn& request,
                                const PasswordHasher& hasher, const TokenSigner& signer,
                                resilience::RateLimiter& limiter);
Result<api::SessionView> handle(Unit& unit, const api::RefreshSession& request,
                                const TokenSigner& signer);
Result<Nothing> handle(Unit& unit, const api::SignOut& request);
Result<api::MeView> handle(Unit& unit, const api::GetMe& request);

} // namespace stoa::identity
