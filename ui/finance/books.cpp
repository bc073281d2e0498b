#include "ui/finance/books.h"

namespace stoa::ui {

namespace {

bool isDebitNormal(AccountClass kind)
{
    return kind == AccountClass::Assets || kind == AccountClass::Costs;
}

} // namespace

AccountClass classOf(api::AccountKind account)
{
    switch (account) {
    case api::AccountKind::ProviderReceivable:
    case api::AccountKind::Bank:
    case api::AccountKind::SellerDebt:
        return AccountClass::Assets;
    case api::AccountKind::ProcessingCost:
        return AccountClass::Costs;
    case api::AccountKind::OrderHold:
    case api::AccountKind::SellerPayable:
    case api::AccountKind::RefundClearing:
    case api::AccountKind::TaxPayable:
    case api::AccountKind::PayoutClearing:
    case api::AccountKind::DisputeHold:
    case api::AccountKind::StoreCredit:
    case api::AccountKind::CollectedTax:
        return AccountClass::Liabilities;
    case api::AccountKind::PlatformFee:
        return AccountClass::Income;
    }
    return AccountClass::Assets;
}

Money Books::balanceOf(api::AccountKind account) const
{
    for (const AccountGroup& group : groups) {
        for (const AccountLine& line : group.lines) {
            if (line.account == account) return line.balance;
        }
    }
    return Money(0, debitBalances.currency());
}

Books booksOf(const api::TrialBalanceView& trial, Currency currency)
{
    const Money none(0, currency);
    Books books{{}, none, none};
    for (const AccountClass kind : {AccountClass::Assets, AccountClass::Costs,
                                    AccountClass::Liabilities, AccountClass::Income}) {
        AccountGroup group{kind, {}, none};
        for (const api::BalanceView& balance : trial.balances) {
            if (balance.debits.currency() != currency || classOf(balance.account) != kind) continue;
            const Money net = balance.debits - balance.credits;
            group.lines.push_back({balance.account, isDebitNormal(kind) ? net : -net});
            group.total += group.lines.back().balance;
            if (net.isNegative())
                books.creditBalances -= net;
            else
                books.debitBalances += net;
        }
        if (!group.lines.empty()) books.groups.push_back(std::move(group));
    }
    return books;
}

std::vector<Currency> currenciesOf(const api::TrialBalanceView& trial)
{
    std::vector<Currency> currencies;
    for (const api::BalanceView& balance : trial.balances) {
        if (std::ranges::find(currencies, balance.debits.currency()) == currencies.end())
            currencies.push_back(balance.debits.currency());
    }
    return currencies;
}

} // namespace stoa::ui
