#pragma once
// The books of one currency as an accountant reads them: accounts by class, each with its balance
// on its normal side, and the two sums that are equal as long as the books are right. Pure.

#include "api/ledger.h"

#include <vector>

namespace stoa::ui {

enum class AccountClass { Assets, Costs, Liabilities, Income };

AccountClass classOf(api::AccountKind account);

struct AccountLine {
    api::AccountKind account = api::AccountKind::ProviderReceivable;
    Money balance; // debits less credits of assets and costs, credits less debits of the others
};

struct AccountGroup {
    AccountClass kind = AccountClass::Assets;
    std::vector<AccountLine> lines;
    Money total;
};

struct Books {
    std::vector<AccountGroup> groups; // in the order of AccountClass; those without accounts absent
    Money debitBalances;
    Money creditBalances;

    Money balanceOf(api::AccountKind account) const; // nothing when the account was never used
    Money difference() const { return debitBalances - creditBalances; }
};

Books booksOf(const api::TrialBalanceView& trial, Currency currency);
// Of those that there are accounts in, in their order.
std::vector<Currency> currenciesOf(const api::TrialBalanceView& trial);

} // namespace stoa::ui
