#pragma once
// What becomes of a payout and of its money: reserved when it is prepared, given back when it is
// canceled or fails, gone when it is paid, back when it returns. Whoever learns of it, a provider's
// answer, a webhook or a person at the bank, comes through here; what is known already changes
// nothing.
//
//     prepared   seller_payable → payout_clearing, pending
//     paid       that is posted; payout_clearing → provider_receivable, of manual → bank
//     failed     that is void
//     returned   both of paid turned around
//
// Lock order: the payout, its attempt, the account, the ledger accounts by id.

#include "domain/ledger/ledger.h"
#include "domain/payouts/payout_rules.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

ledger::Account payableOf(OrgId seller);
// An entry of this seller, in the currency of `amount`, that reserves it.
ledger::Entry reservationOf(OrgId seller, const Money& amount);
// The end of such a reservation: Post or Void.
ledger::Entry resolutionOf(OrgId seller, TransferId reservation, const Money& amount,
                           ledger::Phase phase, std::string_view reason);

struct LockedPayout {
    PayoutId id;
    api::PayoutStatus status;
    Money amount;
    TransferId reservation;
    api::PayoutProvider provider;
    std::string account;
    Version version;
};
// Of the unit's seller. Errors: payout.not_found.
Result<LockedPayout> lockPayout(Unit& unit, PayoutId payout);

struct Ending {
    bool isPaid = false;
    std::string reference{};   // of the transfer or the wire; empty: as it was
    std::string reason{};      // why it failed, or why a paid one is worth a look
    bool isTransferred = true; // the provider has moved our money …
    bool isReversed = false;   // … and has moved it back
};
// Raises payout.paid or payout.failed; of a failure that speaks of the account,
// payout_account.restricted. False when the payout is not in a state to end so: somebody has heard
// of it before.
Result<bool> end(Unit& unit, const LockedPayout& payout, const Ending& ending);

} // namespace stoa::payouts
