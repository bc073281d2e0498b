#include "domain/ledger/captures.h"

#include "domain/ledger/ledger_sql.h"

namespace stoa::ledger {

Captures::Captures(db::Pipeline& batch, const std::set<OrgId>& sellers)
    : m_slot(
          batch.add(sql::kSelectReceivables, std::vector<OrgId>(sellers.begin(), sellers.end()))),
      m_accounts(sql::kInsertOpenedAccounts),
      m_transfers(sql::kInsertCaptures)
{}

void Captures::fill(const db::Pipeline& batch)
{
    for (const db::Row row : batch[m_slot]) {
        m_receivables.emplace(Book(row.get<OrgId>("org_id"), row.get<Currency>("currency")),
                              row.get<AccountId>("account_id"));
    }
}

void Captures::open(Unit& unit, AccountId account, const Account& whose, const Money& held)
{
    constexpr std::int64_t kNothing = 0;
    unit.write(m_accounts, unit.organisation(), account, enumText(whose.kind), whose.owner,
               held.currency(), kNothing, kNothing, kNothing, held.minor());
}

Entry Captures::add(Unit& unit, OrderId order, PaymentId payment, const Money& amount)
{
    constexpr int kLine = 1;
    const OrgId seller = unit.organisation();
    Entry entry;
    entry.currency = amount.currency();
    entry.order = order;
    entry.payment = payment;
    entry.move(accountOf(seller, api::AccountKind::ProviderReceivable), holdOf(order), amount,
               "capture");
    const Transfer& transfer = entry.transfers.front();
    const AccountId hold = AccountId::make();
    const auto [receivable, isNew] =
        m_receivables.try_emplace({seller, entry.currency}, AccountId::make());
    if (isNew) open(unit, receivable->second, transfer.debit, Money(0, entry.currency));
    open(unit, hold, transfer.credit, amount);
    unit.write(m_transfers, seller, transfer.id, entry.id, kLine, receivable->second, hold,
               enumText(transfer.debit.kind), enumText(transfer.credit.kind), entry.currency,
               amount.minor(), enumText(transfer.phase), transfer.reason, order, payment,
               unit.now(), unit.actor().text(), unit.request());
    return entry;
}

void Captures::send(db::Connection& connection) const
{
    connection.defer(m_accounts);
    connection.defer(m_transfers);
}

} // namespace stoa::ledger
