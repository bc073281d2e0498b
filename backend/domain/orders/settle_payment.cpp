#include "domain/orders/settle_payment.h"

#include "domain/ledger/ledger.h"
#include "domain/orders/cancellation.h"
#include "domain/orders/pay_with_credit.h"

namespace stoa::orders {
namespace {

using payments::Conclusion;
using payments::Finding;

ledger::Entry entryOf(const Conclusion& conclusion)
{
    ledger::Entry entry;
    entry.currency = conclusion.after.amount.currency();
    entry.order = conclusion.after.order;
    entry.payment = conclusion.after.payment;
    return entry;
}

ledger::Account receivableOf(const Unit& unit)
{
    return ledger::accountOf(unit.organisation(), api::AccountKind::ProviderReceivable);
}

void reserve(Unit& unit, const Conclusion& conclusion)
{
    ledger::Entry entry = entryOf(conclusion);
    entry.reserve(receivableOf(unit), ledger::holdOf(conclusion.after.order),
                  conclusion.after.amount, "authorization");
    ledger::post(unit, entry);
}

std::vector<PaymentId> paidWith(const OrderState& order, const Conclusion& conclusion)
{
    std::vector<PaymentId> payments{conclusion.after.payment};
    if (reservedCredit(order).isPositive()) payments.push_back(order.credit->id);
    return payments;
}

// A capture that was heard of before its authorisation had reserved nothing.
Done hold(Unit& unit, const OrderState& order, const Conclusion& conclusion)
{
    STOA_TRY(reserved, ledger::reservedBy(unit, order.id, paidWith(order, conclusion)));
    std::vector entries{entryOf(conclusion)};
    ledger::Entry& entry = entries.front();
    for (const ledger::Transfer& transfer : reserved)
        if (transfer.debit == receivableOf(unit)) entry.confirm(transfer, "capture");
    if (entry.transfers.empty()) {
        entry.move(receivableOf(unit), ledger::holdOf(order.id), conclusion.after.amount,
                   "capture");
    }
    endCredit(unit, order, reserved, CreditEnd::Taken, entries);
    ledger::post(unit, entries);
    return {};
}

Done letGo(Unit& unit, const OrderState& order, const Conclusion& conclusion)
{
    STOA_TRY(reserved, ledger::reservedBy(unit, order.id, paidWith(order, conclusion)));
    std::vector<ledger::Entry> entries;
    for (const ledger::Transfer& transfer : reserved) {
        if (transfer.debit != receivableOf(unit)) continue;
        entries.push_back(entryOf(conclusion));
        entries.back().release(transfer, "authorization_canceled");
    }
    endCredit(unit, order, reserved, CreditEnd::Released, entries);
    if (!entries.empty()) ledger::post(unit, entries);
    return {};
}

void raise(Unit& unit, const Conclusion& conclusion, std::string_view type)
{
    unit.raise(type, conclusion.after.order,
               {{"payment", conclusion.after.payment.text()},
                {"amount", conclusion.after.amount.text()},
                {"method", conclusion.outcome.method}});
}

Done failed(Unit& unit, OrderState& order, const Conclusion& conclusion)
{
    order.authorized = Money(0, order.total.currency());
    saveState(unit, order);
    const bool isExpired = conclusion.reason == payments::kExpired;
    return cancelUnpaid(unit, order.id,
                        isExpired ? api::CancelReason::Expired : api::CancelReason::Declined,
                        conclusion.reason);
}

} // namespace

Result<bool> bookPayment(Unit& unit, const OrderState& order, const Conclusion& conclusion)
{
    STOA_TRY(isNews, payments::recordConclusion(unit, conclusion));
    if (!isNews) return false;
    switch (conclusion.finding) {
    case Finding::Authorised:
        reserve(unit, conclusion);
        raise(unit, conclusion, "payment.authorized");
        return true;
    case Finding::Captured:
        STOA_CHECK(hold(unit, order, conclusion));
        raise(unit, conclusion, "payment.captured");
        return true;
    case Finding::Failed:
        STOA_CHECK(letGo(unit, order, conclusion));
        unit.raise("payment.failed", order.id,
                   {{"payment", conclusion.after.payment.text()}, {"reason", conclusion.reason}});
        return true;
    case Finding::Unknown:
    case Finding::Again:
    case Finding::Refunded:
    case Finding::Reversed:
        break;
    }
    return false;
}

Done settlePayment(Unit& unit, OrderState order, const Conclusion& conclusion)
{
    STOA_TRY(isNews, bookPayment(unit, order, conclusion));
    if (!isNews) return {};
    if (conclusion.finding == Finding::Failed) return failed(unit, order, conclusion);
    order.authorized = conclusion.after.amount + reservedCredit(order);
    if (conclusion.finding == Finding::Captured) {
        order.captured = order.authorized;
        unit.raise("order.paid", order.id, {{"amount", order.captured.text()}});
    }
    saveState(unit, order);
    return {};
}

} // namespace stoa::orders
