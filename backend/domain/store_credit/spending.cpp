#include "domain/store_credit/spending.h"

#include "core/assert.h"
#include "domain/store_credit/store_credit_sql.h"

namespace stoa::store_credit {

Spending::Spending(db::Pipeline& batch, const std::set<Owner>& owners)
{
    if (owners.empty()) return;
    std::vector<OrgId> sellers;
    std::vector<std::string> buyers;
    std::vector<Currency> currencies;
    for (const auto& [seller, buyer, currency] : owners) {
        sellers.push_back(seller);
        buyers.push_back(buyer);
        currencies.push_back(currency);
    }
    batch.add(sql::kLockCredits, sellers, buyers, currencies);
    m_slot = batch.add(sql::kSelectSpendable, sellers, buyers, currencies);
}

void Spending::fill(const db::Pipeline& batch)
{
    if (!m_slot) return;
    for (const db::Row row : batch[*m_slot]) {
        const Owner owner(row.get<OrgId>("org_id"), row.get<std::string>("buyer_email"),
                          row.get<Currency>("currency"));
        m_credits.emplace(
            owner, Credit{row.get<CreditId>("credit_id"), row.money("balance_minor", "currency")});
    }
}

Result<CreditId> Spending::find(const Owner& owner, const Money& amount) const
{
    const auto at = m_credits.find(owner);
    const Money available =
        at == m_credits.end() ? Money(0, amount.currency()) : at->second.balance;
    if (amount <= available) return at->second.id;
    return fail(makeError(ErrorKind::Refused, "store_credit.insufficient")
                    .in("storeCredit")
                    .with("available", available.text()));
}

void Spending::take(const Owner& owner, const Money& amount)
{
    Credit& credit = m_credits.at(owner);
    credit.balance -= amount;
    credit.isChanged = true;
    STOA_ASSERT(!credit.balance.isNegative());
}

void Spending::send(db::Connection& connection, Timestamp now) const
{
    std::vector<OrgId> sellers;
    std::vector<CreditId> credits;
    for (const auto& [owner, credit] : m_credits) {
        if (!credit.isChanged) continue;
        sellers.push_back(std::get<OrgId>(owner));
        credits.push_back(credit.id);
    }
    if (!credits.empty()) connection.defer(sql::kTouchCredits, sellers, credits, now);
}

} // namespace stoa::store_credit
