#pragma once
// The manual of payout accounts: where a seller's money goes when it is paid out, with whom and to
// which account there. Staff of finance set it; it is used once another person has verified it, and
// only by payouts that are prepared afterwards: a payout keeps the account it was prepared with.
//
//     account: pending → active → restricted → active;  set anew: pending;  any → removed
//
// `manual`: somebody wires the money, outside. `sandbox`: paid at once, no money moves. The others
// are payment providers: a transfer from our balance there to the seller's account there.
//
// The policy says what becomes of sellers without an account.

#include "api/operation.h"

namespace stoa::api {

enum class PayoutProvider { Manual, Sandbox, SandboxPay, Stripe };
enum class PayoutAccountStatus {
    Pending, // not verified yet
    Active,
    Restricted, // the provider or the bank has refused it: verify it again, or set another
    Removed,
};
STOA_ENUM(PayoutProvider, Manual, Sandbox, SandboxPay, Stripe)
STOA_ENUM(PayoutAccountStatus, Pending, Active, Restricted, Removed)

struct PayoutAccountView {
    OrgId seller;
    std::string sellerName;
    std::optional<PayoutProvider> provider; // absent: the seller is not paid out
    std::string account;                    // its reference with the provider: "acct_1Nv0FG…"
    PayoutAccountStatus status = PayoutAccountStatus::Active;
    bool isDefault = true; // the policy's: the seller has none of their own
    std::string reason;    // of restricted: what it was refused with
    std::string setBy;
    std::optional<Timestamp> setAt;
    std::string verifiedBy;
    std::optional<Timestamp> verifiedAt;
    bool mayVerify = false; // the caller did not set it, and it waits for that
    Version version;        // 0: nobody has ever set one
};
STOA_STRUCT(PayoutAccountView, seller, sellerName, provider, account, status, isDefault, reason,
            setBy, setAt, verifiedBy, verifiedAt, mayVerify, version)

// The one that holds for the seller.
struct GetPayoutAccount {
    OrgId seller;
    using Reply = PayoutAccountView;
};
STOA_STRUCT(GetPayoutAccount, seller)
STOA_OPERATION(GetPayoutAccount, .name = "payouts.get_payout_account",
               .route = "/sellers/{seller}/payout-account", .permission = Permission::LedgerRead,
               .scope = Scope::Seller, .summary = "Where a seller is paid out to");

// `version` is that of the account that the caller saw. `account`: of manual a bank account; of
// sandbox nothing. Errors: payout_account.unknown_provider (Invalid, field provider, params known),
// payout_account.bad_reference (Invalid, field account, params provider), payout_account.stale
// (Stale, params seen, current).
struct SetPayoutAccount {
    OrgId seller;
    Version version;
    PayoutProvider provider = PayoutProvider::Manual;
    Text<0, 64> account;
    using Reply = PayoutAccountView;
};
STOA_STRUCT(SetPayoutAccount, seller, version, provider, account)
STOA_OPERATION(SetPayoutAccount, .name = "payouts.set_payout_account", .method = Method::Put,
               .route = "/sellers/{seller}/payout-account", .permission = Permission::PayoutsWrite,
               .scope = Scope::Seller, .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Set where a seller is paid out to");

// By another person than who set it. Errors: payout_account.not_found,
// payout_account.not_waiting (Conflict, params status), payout_account.stale,
// payout_account.same_person (Refused).
struct VerifyPayoutAccount {
    OrgId seller;
    Version version;
    using Reply = PayoutAccountView;
};
STOA_STRUCT(VerifyPayoutAccount, seller, version)
STOA_OPERATION(VerifyPayoutAccount, .name = "payouts.verify_payout_account", .method = Method::Post,
               .route = "/sellers/{seller}/payout-account/verification",
               .permission = Permission::PayoutsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Confirm where a seller is paid out to");

// From now on the policy holds for the seller. Errors: payout_account.not_found.
struct RemovePayoutAccount {
    OrgId seller;
    using Reply = PayoutAccountView;
};
STOA_STRUCT(RemovePayoutAccount, seller)
STOA_OPERATION(RemovePayoutAccount, .name = "payouts.remove_payout_account",
               .method = Method::Delete, .route = "/sellers/{seller}/payout-account",
               .permission = Permission::PayoutsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Forget where a seller is paid out to");

struct ListPayoutAccounts {
    List<PayoutAccountStatus, 4> status; // empty: all but those that were removed
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<PayoutAccountView>; // those that were set last come first
};
STOA_STRUCT(ListPayoutAccounts, status, after, limit)
STOA_OPERATION(ListPayoutAccounts, .name = "payouts.list_payout_accounts",
               .route = "/payout-accounts", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .summary = "Where sellers are paid out to");

// Without a policy: sandbox on a node without a provider that moves real money, else nothing.
struct PayoutPolicyView {
    std::optional<PayoutProvider> fallback; // of sellers without an account; absent: they wait
    // Providers are told to pay on to the seller's bank as soon as the transfer is made. Without,
    // they do so by a schedule of their own.
    bool paysToBank = false;
    bool isDefault = true; // nobody has written one
    Version version;
};
STOA_STRUCT(PayoutPolicyView, fallback, paysToBank, isDefault, version)

struct GetPayoutPolicy {
    using Reply = PayoutPolicyView;
};
STOA_STRUCT(GetPayoutPolicy)
STOA_OPERATION(GetPayoutPolicy, .name = "payouts.get_payout_policy", .route = "/payout-policy",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .summary = "How sellers without an account are paid");

// Errors: payout_policy.needs_account (Invalid, field fallback, params provider) of a provider that
// pays nobody without one; payout_policy.stale (Stale, params seen, current).
struct SetPayoutPolicy {
    Version version;
    std::optional<PayoutProvider> fallback;
    bool paysToBank = false;
    using Reply = PayoutPolicyView;
};
STOA_STRUCT(SetPayoutPolicy, version, fallback, paysToBank)
STOA_OPERATION(SetPayoutPolicy, .name = "payouts.set_payout_policy", .method = Method::Put,
               .route = "/payout-policy", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Set how sellers without an account are paid");

using PayoutAccountOperations =
    Operations<GetPayoutAccount, SetPayoutAccount, VerifyPayoutAccount, RemovePayoutAccount,
               ListPayoutAccounts, GetPayoutPolicy, SetPayoutPolicy>;

} // namespace stoa::api
