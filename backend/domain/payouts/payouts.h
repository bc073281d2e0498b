#pragma once
// Payouts: the sellers' balances, their schedules, and the payouts with their statements. Batches,
// which make payouts, are batches.h.

#include "domain/payouts/payout_plan.h"

namespace stoa::payouts {

Result<api::SellerBalanceView> handle(Unit& unit, const api::GetSellerBalance& request);

Result<api::PayoutScheduleView> handle(Unit& unit, const api::GetPayoutSchedule& request);
Result<api::PayoutScheduleView> handle(Unit& unit, const api::GetDefaultPayoutSchedule& request);
// Raise payout_schedule.changed. Errors, in this order: those of checkSchedule, schedule.stale
// (Stale, params seen, current).
Result<api::PayoutScheduleView> handle(Unit& unit, const api::SetPayoutSchedule& request);
Result<api::PayoutScheduleView> handle(Unit& unit, const api::SetDefaultPayoutSchedule& request);

// Errors: cursor.malformed.
Result<Page<api::PayoutView>> handle(Unit& unit, const api::ListPayouts& request);

// Errors: payout.not_found, payout.statement_too_long (params most).
Result<api::StatementView> handle(Unit& unit, const api::GetPayoutStatement& request);

api::PayoutView payoutOf(const db::Row& row);
Error notFound(PayoutId payout);

} // namespace stoa::payouts
