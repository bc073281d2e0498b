#pragma once
// Where a seller's money goes, pure: what becomes of an account, how its reference must read, and
// the way that a payout takes.

#include "api/payouts.h"
#include "core/state_table.h"

namespace stoa::payouts {

enum class AccountCommand { Set, Verify, Restrict, Remove };
enum class AccountWho { Staff, SecondPerson, Provider };
using AccountTransition = stoa::Transition<api::PayoutAccountStatus, AccountCommand, AccountWho>;

inline constexpr std::array kAccountTransitions{
    AccountTransition{api::PayoutAccountStatus::Pending, AccountCommand::Set,
                      api::PayoutAccountStatus::Pending, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Active, AccountCommand::Set,
                      api::PayoutAccountStatus::Pending, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Restricted, AccountCommand::Set,
                      api::PayoutAccountStatus::Pending, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Removed, AccountCommand::Set,
                      api::PayoutAccountStatus::Pending, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Pending, AccountCommand::Verify,
                      api::PayoutAccountStatus::Active, AccountWho::SecondPerson},
    AccountTransition{api::PayoutAccountStatus::Restricted, AccountCommand::Verify,
                      api::PayoutAccountStatus::Active, AccountWho::SecondPerson},
    AccountTransition{api::PayoutAccountStatus::Active, AccountCommand::Restrict,
                      api::PayoutAccountStatus::Restricted, AccountWho::Provider},
    AccountTransition{api::PayoutAccountStatus::Pending, AccountCommand::Remove,
                      api::PayoutAccountStatus::Removed, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Active, AccountCommand::Remove,
                      api::PayoutAccountStatus::Removed, AccountWho::Staff},
    AccountTransition{api::PayoutAccountStatus::Restricted, AccountCommand::Remove,
                      api::PayoutAccountStatus::Removed, AccountWho::Staff},
};
std::optional<api::PayoutAccountStatus> next(api::PayoutAccountStatus from, AccountCommand command);

// Stripe: "acct_" and letters and digits. sandbox_pay: letters, digits, underscores and hyphens.
// sandbox: nothing. manual: what a bank's form takes; what reads like an IBAN must be one.
// Errors: payout_account.bad_reference (Invalid, field account, params provider).
// Source of the check digits: ISO 13616-1 (ISO 7064, MOD 97-10).
Done checkReference(api::PayoutProvider provider, std::string_view account);

// Whether a refusal speaks of the account, so that the next payout would meet it again.
// Source: docs.stripe.com/api/payouts/failures, docs.stripe.com/error-codes.
bool isOfAccount(std::string_view reason);

// Whom nobody needs an account with.
bool paysWithoutAccount(api::PayoutProvider provider);

struct Account {
    api::PayoutProvider provider = api::PayoutProvider::Manual;
    std::string account;
    api::PayoutAccountStatus status = api::PayoutAccountStatus::Pending;
};
// Which way a seller is paid, or why not.
struct Route {
    std::optional<api::PayoutProvider> provider;
    std::string account;
    api::LeftOut leftOut = api::LeftOut::None;
};
Route routeOf(const std::optional<Account>& account, std::optional<api::PayoutProvider> fallback);

} // namespace stoa::payouts
