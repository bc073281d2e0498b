#include "domain/orders/pay_with_credit.h"

namespace stoa::orders {
namespace {

ledger::Entry entryOf(OrderId order, const payments::Charge& charge)
{
    ledger::Entry entry;
    entry.currency = charge.amount.currency();
    entry.order = order;
    entry.payment = charge.id;
    return entry;
}

} // namespace

std::vector<ledger::Entry> entriesOf(const Unit& unit, const PlacedOrder& placed,
                                     store_credit::CreditId credit)
{
    const ledger::Account hold = ledger::holdOf(placed.order.id);
    const ledger::Account from = store_credit::accountOf(credit);
    ledger::Entry paid = entryOf(placed.order.id, *placed.credit);
    if (!placed.isPaid()) {
        paid.reserve(from, hold, placed.credit->amount, "credit_reserved");
        return {std::move(paid)};
    }
    std::vector<ledger::Entry> entries;
    if (placed.charge) {
        entries.push_back(entryOf(placed.order.id, *placed.charge));
        entries.back().move(
            ledger::accountOf(unit.organisation(), api::AccountKind::ProviderReceivable), hold,
            placed.charge->amount, "capture");
    }
    paid.move(from, hold, placed.credit->amount, "credit_spent");
    entries.push_back(std::move(paid));
    return entries;
}

Money reservedCredit(const OrderState& order)
{
    const bool isReserved = order.credit && !order.credit->isTaken;
    return isReserved ? order.credit->amount : Money(0, order.total.currency());
}

void endCredit(Unit& unit, const OrderState& order, std::span<const ledger::Transfer> reserved,
               CreditEnd end, std::vector<ledger::Entry>& entries)
{
    if (reservedCredit(order).isZero()) return;
    const payments::CreditPart& part = *order.credit;
    ledger::Entry entry;
    entry.currency = part.amount.currency();
    entry.order = order.id;
    entry.payment = part.id;
    for (const ledger::Transfer& transfer : reserved) {
        if (transfer.debit.kind != api::AccountKind::StoreCredit) continue;
        if (end == CreditEnd::Taken)
            entry.confirm(transfer, "credit_spent");
        else
            entry.release(transfer, "credit_released");
        store_credit::touch(unit, store_credit::CreditId(transfer.debit.owner));
    }
    entries.push_back(std::move(entry));
    payments::endCreditPart(unit, part, end == CreditEnd::Taken);
    if (end == CreditEnd::Taken) return;
    unit.raise("store_credit.released", order.id,
               {{"payment", part.id.text()}, {"amount", part.amount.text()}});
}

} // namespace stoa::orders
