#include "domain/payouts/account_rules.h"

#include <algorithm>

namespace stoa::payouts {
namespace {

using api::PayoutProvider;

constexpr std::string_view kStripePrefix = "acct_";
constexpr std::size_t kShortestStripe = 8;
constexpr std::size_t kShortestBank = 4;
constexpr std::size_t kShortestIban = 15;
constexpr std::size_t kLongestIban = 34;

constexpr std::array<std::string_view, 17> kAccountReasons{
    "account_closed",
    "account_frozen",
    "account_invalid",
    "bank_account_restricted",
    "bank_account_unusable",
    "bank_ownership_changed",
    "debit_not_authorized",
    "incorrect_account_holder_address",
    "incorrect_account_holder_name",
    "incorrect_account_holder_tax_id",
    "insufficient_capabilities_for_transfer",
    "invalid_account_number",
    "invalid_currency",
    "no_account",
    "payouts_not_allowed",
    "transfers_not_allowed",
    "unknown_account",
};
static_assert(std::ranges::is_sorted(kAccountReasons));

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isWord(char c)
{
    return isLetter(c) || isDigit(c);
}

bool isStripe(std::string_view account)
{
    if (!account.starts_with(kStripePrefix)) return false;
    const auto rest = account.substr(kStripePrefix.size());
    return rest.size() >= kShortestStripe && std::ranges::all_of(rest, isWord);
}

bool isSandboxPay(std::string_view account)
{
    return !account.empty() &&
           std::ranges::all_of(account, [](char c) { return isWord(c) || c == '_' || c == '-'; });
}

// The number without its spaces, its first four characters moved to the end and letters read as 10
// to 35, leaves 1.
bool isIban(std::string_view digits)
{
    int remainder = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = digits[(i + 4) % digits.size()];
        if (isDigit(c)) {
            remainder = (remainder * 10 + (c - '0')) % 97;
        } else {
            const int value = (c >= 'a' ? c - 'a' : c - 'A') + 10;
            remainder = (remainder * 100 + value) % 97;
        }
    }
    return remainder == 1;
}

bool isBank(std::string_view account)
{
    constexpr std::string_view kBetween = " -./:";
    const bool isText = std::ranges::all_of(
        account, [&](char c) { return isWord(c) || kBetween.find(c) != std::string_view::npos; });
    if (account.size() < kShortestBank || !isText) return false;
    if (!isWord(account.front()) || !isWord(account.back())) return false;
    std::string plain(account);
    std::erase(plain, ' ');
    const bool isLikeIban = plain.size() >= kShortestIban && plain.size() <= kLongestIban &&
                            std::ranges::all_of(plain, isWord) && isLetter(plain[0]) &&
                            isLetter(plain[1]) && isDigit(plain[2]) && isDigit(plain[3]);
    return !isLikeIban || isIban(plain);
}

bool isReference(PayoutProvider provider, std::string_view account)
{
    switch (provider) {
    case PayoutProvider::Manual:
        return isBank(account);
    case PayoutProvider::Sandbox:
        return account.empty();
    case PayoutProvider::SandboxPay:
        return isSandboxPay(account);
    case PayoutProvider::Stripe:
        return isStripe(account);
    }
    return false;
}

} // namespace

std::optional<api::PayoutAccountStatus> next(api::PayoutAccountStatus from, AccountCommand command)
{
    return next(
        StateTable<api::PayoutAccountStatus, AccountCommand, AccountWho>(kAccountTransitions), from,
        command);
}

Done checkReference(PayoutProvider provider, std::string_view account)
{
    if (isReference(provider, account)) return {};
    return fail(makeError(ErrorKind::Invalid, "payout_account.bad_reference")
                    .in("account")
                    .with("provider", enumText(provider)));
}

bool isOfAccount(std::string_view reason)
{
    return std::ranges::binary_search(kAccountReasons, reason);
}

bool paysWithoutAccount(PayoutProvider provider)
{
    return provider == PayoutProvider::Manual || provider == PayoutProvider::Sandbox;
}

Route routeOf(const std::optional<Account>& account, std::optional<PayoutProvider> fallback)
{
    using enum api::LeftOut;
    if (!account || account->status == api::PayoutAccountStatus::Removed) {
        return {fallback, {}, fallback ? None : NoAccount};
    }
    switch (account->status) {
    case api::PayoutAccountStatus::Active:
        return {account->provider, account->account, None};
    case api::PayoutAccountStatus::Pending:
        return {account->provider, account->account, AccountPending};
    case api::PayoutAccountStatus::Restricted:
        return {account->provider, account->account, AccountRestricted};
    case api::PayoutAccountStatus::Removed:
        break;
    }
    return {std::nullopt, {}, NoAccount};
}

} // namespace stoa::payouts
