#pragma once
// What of an order is paid with store credit. When the rest is paid at once, or there is none, it
// is taken with it. When a provider decides later, it is reserved by a pending transfer, so that
// nobody spends it twice, and taken or free again with what the provider says.
//
// Posting it at once and giving it back was rejected: an order would be partly paid for the while,
// which timers, cancellations and refunds would have to know.

#include "domain/ledger/ledger.h"
#include "domain/orders/order_state.h"
#include "domain/orders/placed_order.h"
#include "domain/store_credit/store_credit.h"

namespace stoa::orders {

// Of an order that is placed now: what it takes at once, from the provider and the credit; or the
// reservation alone.
std::vector<ledger::Entry> entriesOf(const Unit& unit, const PlacedOrder& placed,
                                     store_credit::CreditId credit);

// What is reserved of an order's credit, zero when nothing is.
Money reservedCredit(const OrderState& order);
// The end of the reservation, which is among `reserved`: its entry is added, its payment saved.
// Released raises store_credit.released. Nothing when nothing is reserved.
enum class CreditEnd { Taken, Released };
void endCredit(Unit& unit, const OrderState& order, std::span<const ledger::Transfer> reserved,
               CreditEnd end, std::vector<ledger::Entry>& entries);

} // namespace stoa::orders
