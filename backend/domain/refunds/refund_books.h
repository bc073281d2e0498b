#pragma once
// What a refund does to the books: where its money comes from, the entry that says so, and what the
// preview tells of it. Loaded behind the order's row, so that preview and commit see the same.

#include "domain/ledger/escrow.h"
#include "domain/refunds/refund_policy.h"
#include "domain/refunds/refund_rules.h"

namespace stoa::refunds {

struct Books {
    ledger::Escrow escrow;
    ledger::SellerFunds funds; // read only once money has been released
    ledger::SettlementPolicy policy;
    RefundPolicy approvals;
    Money unapproved; // what the order has given back so far by one person's word each

    // A refund counts with those before it: in parts nobody gives back more than at once.
    bool asksForTwo(const Actor& actor, const Money& total) const
    {
        return approvals.asksForTwo(actor, unapproved + total);
    }
    Commission commission() const
    {
        return policy.returnsCommission ? Commission::GiveBack : Commission::Keep;
    }
};

// One round trip, a second one once money of the order has been released. With Lock::Yes the
// order's row is locked already, and the seller's payable is too when this returns.
Result<Books> loadBooks(Unit& unit, const orders::OrderState& order, ledger::Lock lock);

// All from the hold until money has been released, whatever it says: should it not have enough, the
// database refuses.
ledger::RefundSources sourcesOf(const Books& books, const orders::OrderState& order,
                                const RefundPlan& plan);

// Everybody who has the money gives it up, and it reaches the buyer: the provider, who pays it out,
// owes us less, and store credit is what we owe the buyer.
// Later: it is only reserved, until the provider has decided, so that nobody gives it twice.
enum class Settles { Now, Later };
ledger::Entry entryOf(const Unit& unit, const orders::OrderState& order,
                      const ledger::RefundSources& sources, const RefundPlan& plan,
                      PaymentId payment, RefundId refund, Settles when);
// The second half: what was given up reaches the buyer.
void reachBuyer(const Unit& unit, ledger::Entry& entry, const RefundPlan& plan);
// The payment that a refund belongs to which goes through none: the order's first.
PaymentId firstPaymentOf(const orders::OrderState& order);

// The books with a refund made.
Books after(Books books, const ledger::GivenBack& given, const ledger::RefundSources& sources);

// The calculator's preview, corrected by where the money really is. Without `transfers`.
api::RefundPreview previewOf(const orders::OrderState& order, const RefundPlan& plan,
                             const Books& books);

} // namespace stoa::refunds
