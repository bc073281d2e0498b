#pragma once
// The buyers' money of new orders, for as many as one transaction has: the provider owes it to us,
// and it is held for the order. Unlike ledger::post() it knows that the hold is new, so it opens it
// with its balance, and that the provider has captured already, so that one transfer says it all.

#include "domain/ledger/ledger.h"
#include "platform/db/pipeline.h"

#include <map>
#include <set>

namespace stoa::ledger {

class Captures {
public:
    // Adds the statement that finds the accounts of the providers' debts to the pipeline.
    Captures(db::Pipeline& batch, const std::set<OrgId>& sellers);
    // After the pipeline ran.
    void fill(const db::Pipeline& batch);
    // The entry that was written. Opens the account of the provider's debt when it is the seller's
    // first in this currency; should two transactions do so at once, one fails and runs again.
    Entry add(Unit& unit, OrderId order, PaymentId payment, const Money& amount);
    // Goes out with the connection's next round trip.
    void send(db::Connection& connection) const;

private:
    using Book = std::pair<OrgId, Currency>;

    void open(Unit& unit, AccountId account, const Account& whose, const Money& held);

    db::Pipeline::Slot m_slot;
    std::map<Book, AccountId> m_receivables;
    db::RowSet m_accounts;
    db::RowSet m_transfers;
};

} // namespace stoa::ledger
