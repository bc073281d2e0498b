#pragma once
// Editing an order before it leaves. The rules are edit_rules.h; here an edit is read, decided and
// written in one transaction: the order's new content, the goods that go back on sale or are set
// aside, the record, and the refund of what the order costs less (refunds/commit.h). A refund that
// fails later leaves the excess with the order: it is not released to the seller, and goes back
// with the next edit, with a refund of a free amount, or when the rest is canceled.
//
// An edit whose refund a second person has to decide waits with it as a whole
// (refunds/approvals.h), and nothing has changed meanwhile; the order takes no other edit. When it
// is approved it is decided anew by what the order is then, and has to give back just as much.
//
// One that costs more waits for its payment: edit_payment.h. The states are edit_states.h.
//
// Lock order: the order's row, stock levels by variant id, the ledger accounts by id.

#include "domain/edits/edit_rules.h"
#include "domain/payments/providers.h"
#include "domain/refunds/commit.h"
#include "domain/unit/unit.h"

namespace stoa::edits {

// Writes nothing. Errors: those in api/order_edits.h.
Result<api::OrderEditPreview> handle(Unit& unit, const api::PreviewOrderEdit& request);

// Raises order.edited, stock.moved, and what a refund raises when money goes back; of one that has
// to wait refund.awaiting_approval alone, or stock.moved and order_edit.awaiting_payment. When
// nothing is left to arrive, the period until the money is released begins. Errors: those in
// api/order_edits.h.
Result<api::OrderView> handle(Unit& unit, const api::EditOrder& request,
                              const payments::Providers& providers);

// Errors: order_edit.not_found.
Result<api::OrderEditView> handle(Unit& unit, const api::GetOrderEdit& request);

// One that waited and has been approved, on an order whose row is locked: a refunds::DoEdit.
// Errors: those of EditOrder, refund_approval.amount_changed.
Result<api::RefundView> doApproved(Unit& unit, const orders::OrderState& order,
                                   const std::string& edit, const refunds::Approved& approved,
                                   const payments::Providers& providers);

} // namespace stoa::edits
