#pragma once
// How an edit is paid: with store credit, through a provider, or both, as an order is when it is
// placed.

#include "api/order_edits.h"
#include "domain/orders/order_state.h"
#include "domain/payments/providers.h"

namespace stoa::edits {

struct Bill {
    const orders::OrderState& order; // its row is locked
    OrderEditId edit;
    Money toPay;
};

// Takes the money at once, or reserves what is the buyer's credit and stores what the provider is
// to be asked. True when it is paid: then the ledger has it, and the order does not yet. Raises
// store_credit.spent; payment.captured when a provider has been paid, or order_edit.payment_started
// when one is to be asked.
// Errors: those of api::PayOrderEdit from store_credit.not_positive on.
Result<bool> pay(Unit& unit, const Bill& bill, const api::PayOrderEdit& request,
                 const payments::Providers& providers);

} // namespace stoa::edits
