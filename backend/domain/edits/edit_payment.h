#pragma once
// Edits that cost more. Such an edit waits, with what it adds set aside, until the buyer has paid
// the difference; the order is as it was meanwhile.
//
// Money that arrives is the order's excess first: captured, and no part of its price. Then the edit
// is decided anew on the order as it is, and it is done when it costs exactly that excess more, no
// longer. If it does not, or is closed already, the excess goes back through the payment that it
// came by, as the refund of an edit. So nothing that arrives, however late, is lost or counted
// twice: an edit that is closed stays closed, and its payment is told to stop and is asked about
// until its end is known.
//
// Lock order: the order's row, stock levels by variant id, credits by id, the ledger accounts by
// id.

#include "domain/edits/edit_record.h"
#include "domain/payments/providers.h"

namespace stoa::edits {

// Records the edit, sets its stock aside and starts its deadline. Raises stock.moved and
// order_edit.awaiting_payment. Errors: stock.insufficient.
Done awaitPayment(Unit& unit, const EditRecord& record, const api::OrderEditContent& content);

// Errors: those in api/order_edits.h. Raises order_edit.refused and stock.moved when it can't be
// done any more; store_credit.spent, payment.captured, stock.moved and order.edited when it is paid
// at once.
Result<api::OrderEditView> handle(Unit& unit, const api::PayOrderEdit& request,
                                  const payments::Providers& providers);
// Raises order_edit.canceled and stock.moved. Errors: those in api/order_edits.h.
Result<api::OrderView> handle(Unit& unit, const api::CancelOrderEdit& request);

// What a provider says of an edit's payment, on an order whose row is locked. Raises what
// orders::bookPayment raises, then order.edited, order_edit.payment_failed, or order_edit.refused
// with what the refund raises; order_edit.refund_refused when that is refused: the money is the
// order's excess until somebody gives it back.
Done settlePayment(Unit& unit, const orders::OrderState& order,
                   const payments::Conclusion& conclusion, const payments::Providers& providers);

// Its deadline is over: raises order_edit.expired and stock.moved. Nothing when no edit of the
// order waits for its payment. Errors: order.not_found.
Done expirePayment(Unit& unit, OrderId order);

Error notFound(OrderEditId edit);

} // namespace stoa::edits
