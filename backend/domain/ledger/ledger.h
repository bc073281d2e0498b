#pragma once
// Posting to the ledger and reading it. An Entry is a set of transfers that belong together; each
// moves one amount from a debit to a credit account, so an entry balances by construction. post()
// is the only writer: it opens the accounts that are missing, appends the transfers and moves the
// balances of the accounts that keep one, in the order of their ids.
//
// Pending amounts: `reserve and confirm` writes two transfers, a pending one and the post that
// resolves it, so that what is in flight with a provider counts against the hold already.
//
// Source: TigerBeetle's data model (two-phase transfers, debits_must_not_exceed_credits).

#include "api/ledger.h"
#include "domain/unit/unit.h"

namespace stoa::ledger {

struct Account {
    api::AccountKind kind = api::AccountKind::ProviderReceivable;
    Uuid owner;

    friend bool operator==(const Account&, const Account&) = default;
};

Account holdOf(OrderId order);
// Any kind but OrderHold and StoreCredit.
Account accountOf(OrgId organisation, api::AccountKind kind);
// Whether the account has limits, which the database checks, and hence a balance of its own.
bool keepsBalance(api::AccountKind kind);

enum class Phase { Single, Pending, Post, Void, Expire };
STOA_ENUM(Phase, Single, Pending, Post, Void, Expire)

struct Transfer {
    TransferId id = TransferId::make();
    Account debit;
    Account credit;
    Money amount; // positive
    std::string reason;
    Phase phase = Phase::Single;
    std::optional<TransferId> pending; // what Post, Void or Expire resolve: same accounts, amount
};

struct Entry {
    EntryId id = EntryId::make();
    std::optional<OrgId> organisation{}; // absent: the unit's
    Currency currency;
    std::optional<OrderId> order;
    std::optional<PaymentId> payment;
    std::optional<RefundId> refund;
    std::vector<Transfer> transfers;

    void move(const Account& debit, const Account& credit, const Money& amount,
              std::string_view reason);
    // As move(), unless there is nothing to move.
    void moveAny(const Account& debit, const Account& credit, const Money& amount,
                 std::string_view reason)
    {
        if (!amount.isZero()) move(debit, credit, amount, reason);
    }
    // The same in two phases that happen at once: `reserveReason` names the pending transfer.
    void reserveAndConfirm(const Account& debit, const Account& credit, const Money& amount,
                           std::string_view reserveReason, std::string_view reason);
    // What is on its way and counts against the debit account already, and its end.
    void reserve(const Account& debit, const Account& credit, const Money& amount,
                 std::string_view reason);
    void confirm(const Transfer& reserved, std::string_view reason);
    void release(const Transfer& reserved, std::string_view reason);
};

// Goes out with the unit's next round trip, whose error it then is: db.check with the constraint
// ledger_account_credit_covers_debit when a hold or a payable has not got enough.
void post(Unit& unit, const Entry& entry);
// Any number of entries, of any sellers and currencies, in the same few statements.
void post(Unit& unit, std::span<const Entry> entries);

// What is reserved for a refund of an order, or by some of its payments, and has no end yet. One
// round trip; the order's row is locked already.
Result<std::vector<Transfer>> reservedFor(Unit& unit, OrderId order, RefundId refund);
Result<std::vector<Transfer>> reservedBy(Unit& unit, OrderId order,
                                         const std::vector<PaymentId>& payments);

// What a refund has taken from whom: its transfers that were reserved and confirmed.
Result<std::vector<Transfer>> confirmedFor(Unit& unit, OrderId order, RefundId refund);

// What a reader would see of the entry once it is posted: transfers that only reserve are no moves.
std::vector<api::TransferView> viewsOf(const Entry& entry, Timestamp occurredAt);
api::TransferView transferOf(const db::Row& row); // of a statement that selects transfer columns

// Errors: cursor.malformed.
Result<Page<api::TransferView>> handle(Unit& unit, const api::ListTransfers& request);
// Errors: money.out_of_range when a sum does not fit an amount.
Result<api::TrialBalanceView> handle(Unit& unit, const api::GetTrialBalance& request);

} // namespace stoa::ledger
