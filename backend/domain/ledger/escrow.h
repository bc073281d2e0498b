#pragma once
// The money held for orders: when it is due to the seller, its release, and what a refund took back
// of it. A release is one ledger entry of an order: its hold against the seller's payable, the fee
// and the tax on it. Afterwards nothing is held but what an edit of the order could not give back
// to the buyer.
//
//     ledger::startReleasePeriod(unit, order, currency);          // the order has arrived
//     STOA_TRY(done, ledger::release(unit, orders, "period"));    // a job, a timer, the buyer
//
// An order whose refund or dispute is under way has a pending debit on its hold; it is not
// released until that is resolved. Releasing twice does nothing the second time.
//
// Lock order: the orders' rows by id, the seller's payable, the ledger accounts by id.

#include "domain/ledger/escrow_rules.h"
#include "domain/ledger/ledger.h"
#include "platform/db/pipeline.h"

namespace stoa::ledger {

constexpr std::size_t kMaxReleases = 200; // orders of one transaction

// The hold becomes due when the policy's period is over. Goes out with the next round trip.
void startReleasePeriod(Unit& unit, OrderId order, Currency currency);

struct Escrow {
    OrderId order;
    std::string number;
    Money captured;
    Money refunded;
    EscrowState state;
    std::optional<Timestamp> dueAt;
    std::optional<Timestamp> releasedAt;
    bool hasClaim = false; // of the buyer's, open

    bool isBlocked() const { return state.pending.isPositive(); }
};

// Of the unit's seller, in the order of their ids; those that are not there are left out. Their
// rows are locked when `forUpdate`, until the end of the transaction.
enum class Lock { No, Yes };
Result<std::vector<Escrow>> loadEscrows(Unit& unit, std::span<const OrderId> orders, Lock lock);
// The same in a pipeline of the caller's, without the lock.
db::Pipeline::Slot addEscrows(db::Pipeline& batch, OrgId seller, std::span<const OrderId> orders);
std::vector<Escrow> escrowsOf(const db::Rows& rows);

struct Release {
    OrderId order;
    Shares shares;
};

// Releases what is held of these orders of the unit's seller, except those whose refund or dispute
// is under way, and raises escrow.released on each (facts: seller, fee, tax, by). What was
// released; orders of which nothing was held are not in it, and lose their date with
// escrow.settled. `by`: "buyer", "period" or "staff".
Result<std::vector<Release>> release(Unit& unit, std::span<const OrderId> orders,
                                     std::string_view by);

// Sellers with orders that are due and not blocked.
Result<std::vector<OrgId>> sellersWithDueEscrow(db::Connection& connection, Timestamp now);
// Releases up to kMaxReleases due orders of the unit's seller, passing over orders that somebody
// works on. How many it released: fewer than that means that none is left, or that somebody else is
// at it.
Result<std::size_t> releaseDue(Unit& unit);

// What the seller may lose or be paid: the payable without what is reserved of it, and the debt.
struct SellerFunds {
    Money payable;
    Money debt;
};
// Locks the payable's row when asked to.
Result<SellerFunds> fundsOf(Unit& unit, Currency currency, Lock lock);

// The escrow's row after a refund took `sources` back, or, when the refund has failed, put them
// back. Go out with the next round trip.
void takeBack(Unit& unit, const Escrow& escrow, const RefundSources& sources);
void putBack(Unit& unit, const Escrow& escrow, const RefundSources& sources);
// The escrow's row after a dispute took `disputed`, of it what the seller had got (`seller`, zero
// or less); turned around when the dispute is won. Goes out with the next round trip.
void moveDisputed(Unit& unit, OrderId order, const Money& seller, const Money& disputed);
// Of a refund's transfers, those that are reserved or moved: where its money comes from.
RefundSources sourcesIn(std::span<const Transfer> transfers, Currency currency);

// How this marketplace settles; the same for all sellers.
struct SettlementPolicy {
    std::int64_t releaseDays = 14; // Source: Sharetribe's default purchase process
    bool returnsCommission = true;
    Version version{0};
};
SettlementPolicy policyOf(const db::Rows& rows); // of kSelectPolicy

} // namespace stoa::ledger
