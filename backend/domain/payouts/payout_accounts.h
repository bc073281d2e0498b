#pragma once
// The accounts that sellers are paid out to, and the policy for those that have none. A change
// raises an event, waits for a second person, and counts for payouts that are prepared afterwards.

#include "domain/payments/providers.h"
#include "domain/payouts/account_rules.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

Result<api::PayoutAccountView> handle(Unit& unit, const api::GetPayoutAccount& request,
                                      const payments::Providers& providers);
// Raises payout_account.changed. Errors: those of api/payout_accounts.h.
Result<api::PayoutAccountView> handle(Unit& unit, const api::SetPayoutAccount& request,
                                      const payments::Providers& providers);
// Raises payout_account.verified. Errors: the same.
Result<api::PayoutAccountView> handle(Unit& unit, const api::VerifyPayoutAccount& request,
                                      const payments::Providers& providers);
// Raises payout_account.removed. Errors: the same.
Result<api::PayoutAccountView> handle(Unit& unit, const api::RemovePayoutAccount& request,
                                      const payments::Providers& providers);
// Errors: cursor.malformed.
Result<Page<api::PayoutAccountView>> handle(Unit& unit, const api::ListPayoutAccounts& request);

Result<api::PayoutPolicyView> handle(Unit& unit, const api::GetPayoutPolicy& request,
                                     const payments::Providers& providers);
// Raises payout_policy.changed. Errors: payout_policy.needs_account, payout_policy.stale.
Result<api::PayoutPolicyView> handle(Unit& unit, const api::SetPayoutPolicy& request,
                                     const payments::Providers& providers);

// Of kSelectPayoutPolicy.
api::PayoutPolicyView policyOf(const db::Rows& rows, const payments::Providers& providers);
// Of columns provider, account and `status`; nothing when they are NULL.
std::optional<Account> accountOf(const db::Row& row, std::string_view status);
// Whether this process can pay out with it.
bool isKnown(const payments::Providers& providers, api::PayoutProvider provider);

// The provider has refused the account for a reason that speaks of it: until somebody looks at it,
// nothing more is sent there. Raises payout_account.restricted.
Done restrictAccount(Unit& unit, api::PayoutProvider provider, std::string_view account,
                     std::string_view reason);

} // namespace stoa::payouts
