#include "domain/refunds/reverse_refund.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/ledger/escrow.h"
#include "domain/refunds/refund_record.h"
#include "domain/refunds/refunds_sql.h"

namespace stoa::refunds {
namespace {

using api::AccountKind;
using orders::OrderState;

// Where each part goes: to whom it was taken from. A debt that is paid already can not be paid
// twice, so its rest becomes the seller's.
Result<ledger::RefundSources>
destinationsOf(Unit& unit, std::span<const ledger::Transfer> confirmed, Currency currency)
{
    ledger::RefundSources back = ledger::sourcesIn(confirmed, currency);
    if (back.debt.isZero()) return back;
    STOA_TRY(funds, ledger::fundsOf(unit, currency, ledger::Lock::Yes));
    const Money owed = std::min(back.debt, funds.debt);
    back.payable += back.debt - owed;
    back.debt = owed;
    return back;
}

ledger::Entry entryOf(const Unit& unit, const OrderState& order, PaymentId payment, RefundId refund,
                      const ledger::RefundSources& back, const Money& total)
{
    const auto account = [&unit](AccountKind kind) {
        return ledger::accountOf(unit.organisation(), kind);
    };
    const auto clearing = account(AccountKind::RefundClearing);
    constexpr std::string_view kReason = "refund_reversed";
    ledger::Entry entry;
    entry.currency = total.currency();
    entry.order = order.id;
    entry.payment = payment;
    entry.refund = refund;
    entry.move(account(AccountKind::ProviderReceivable), clearing, total, kReason);
    entry.moveAny(clearing, ledger::holdOf(order.id), back.hold, kReason);
    entry.moveAny(clearing, account(AccountKind::SellerPayable), back.payable, kReason);
    entry.moveAny(clearing, account(AccountKind::SellerDebt), back.debt, kReason);
    entry.moveAny(clearing, account(AccountKind::PlatformFee), back.fee, kReason);
    entry.moveAny(clearing, account(AccountKind::TaxPayable), back.tax, kReason);
    entry.moveAny(clearing, account(AccountKind::CollectedTax), back.collectedTax, kReason);
    return entry;
}

} // namespace

Done reverseRefund(Unit& unit, const OrderState& order, const payments::Conclusion& conclusion)
{
    const RefundId refund(conclusion.after.id);
    STOA_TRY(plan, lockRefund(unit, order, refund, api::RefundStatus::Succeeded));
    if (!plan) return {};
    const Currency currency = plan->total.currency();
    STOA_TRY(escrows, ledger::loadEscrows(unit, {&order.id, 1}, ledger::Lock::No));
    STOA_TRY(confirmed, ledger::confirmedFor(unit, order.id, refund));
    STOA_TRY(back, destinationsOf(unit, confirmed, currency));
    const auto status = next(StateTable<api::RefundStatus, Command, Who>(kTransitions),
                             api::RefundStatus::Succeeded, Command::Reverse);
    STOA_ASSERT(status.has_value() && !escrows.empty());
    unit.db().defer(sql::kSettleRefund, unit.organisation(), refund, enumText(*status),
                    clipped(conclusion.outcome.reference, gateways::kMaxReference));
    const PaymentId payment = conclusion.after.payment;
    ledger::post(unit, entryOf(unit, order, payment, refund, back, plan->total));
    ledger::putBack(unit, escrows.front(), back);
    // What is held again of an order that was released becomes due anew, after its usual time.
    if (escrows.front().releasedAt && back.hold.isPositive()) {
        ledger::startReleasePeriod(unit, order.id, currency);
    }
    payments::recordRefund(unit, payment, -plan->total);
    orders::saveState(unit, reversed(order, *plan));
    unit.raise(
        "refund.reversed", order.id,
        {{"refund", refund.text()}, {"amount", plan->total.text()}, {"reason", conclusion.reason}});
    unit.setAuditTarget(order.id.text());
    return {};
}

} // namespace stoa::refunds
