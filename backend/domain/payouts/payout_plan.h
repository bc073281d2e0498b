#pragma once
// What a batch would pay to whom: the sellers' balances, debts and schedules, decided by the rules.
// The preview shows the plan, preparing a batch writes it.

#include "domain/ledger/escrow.h"
#include "domain/payments/providers.h"
#include "domain/payouts/account_rules.h"
#include "domain/payouts/payout_rules.h"
#include "domain/unit/unit.h"

namespace stoa::payouts {

constexpr std::size_t kMaxPayouts = 1000; // of one batch

struct Planned {
    OrgId seller;
    std::string sellerName;
    Money available;
    Money closing;   // the balance afterwards, without what is in payouts
    Timestamp since; // the movements of the payout before are older than this
    Amount amount;
    Route route; // where it goes; where it would, of one that is left out
};

struct Plan {
    std::vector<Planned> payouts; // by seller and currency
    bool isCut = false;           // there are more sellers than a batch may hold
};

// Of all sellers whose schedule says so, or of this one whatever it says. With Lock::Yes the
// payables of everybody who has something are locked, in the order of their ids.
Result<Plan> planPayouts(Unit& unit, std::optional<OrgId> onlySeller, ledger::Lock lock,
                         const payments::Providers& providers);

// Largest amounts of each currency first, those left out last; and the totals.
api::PayoutPlanView viewOf(const Plan& plan);

// A seller's own schedule or else the default, of kSelectSchedules.
api::PayoutScheduleView scheduleOf(const db::Rows& rows, OrgId seller);
api::PayoutScheduleView scheduleOf(const db::Row& row, bool isDefault);

} // namespace stoa::payouts
