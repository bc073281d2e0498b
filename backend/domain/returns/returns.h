#pragma once
// Returns, exchanges and claims. Goods and money move at different times here: goods when they are
// counted or sent, money by the one refund commit (refunds/commit.h), whose refund then names the
// case. Raises return.requested, .approved, .rejected, .canceled, .received, .refunded and likewise
// for exchange.* and claim.* on the order's timeline, and stock.moved.
//
// Lock order: the order's row, stock levels by variant id, the ledger accounts.

#include "api/claims.h"
#include "api/refund_approvals.h"
#include "api/returns.h"
#include "domain/payments/providers.h"
#include "domain/unit/unit.h"

namespace stoa::returns {

// Errors: those in api/after_sales.h, api/returns.h, api/claims.h.
Result<api::AfterSales> handle(Unit& unit, const api::ListAfterSales& request);

Result<api::AfterSales> handle(Unit& unit, const api::RequestReturn& request);
Result<api::AfterSales> handle(Unit& unit, const api::DecideReturn& request);
Result<api::AfterSales> handle(Unit& unit, const api::ReceiveReturn& request);
Result<api::RefundPreview> handle(Unit& unit, const api::PreviewReturnRefund& request);
Result<api::AfterSales> handle(Unit& unit, const api::RefundReturn& request,
                               const payments::Providers& providers);

// Here, because the return or claim that a refund pays for is finished with it. Errors: those in
// api/refund_approvals.h; after_sale.wrong_state when it has ended otherwise meanwhile.
Result<api::RefundView> handle(Unit& unit, const api::ApproveRefund& request,
                               const payments::Providers& providers);

Result<api::AfterSales> handle(Unit& unit, const api::RequestExchange& request);
Result<api::AfterSales> handle(Unit& unit, const api::DecideExchange& request);
Result<api::AfterSales> handle(Unit& unit, const api::ReceiveExchange& request,
                               const payments::Providers& providers);
Result<api::AfterSales> handle(Unit& unit, const api::FulfillExchange& request);

Result<api::AfterSales> handle(Unit& unit, const api::OpenClaim& request);
Result<api::AfterSales> handle(Unit& unit, const api::DecideClaim& request);
Result<api::AfterSales> handle(Unit& unit, const api::ResolveClaim& request,
                               const payments::Providers& providers);

// The dispute's deadline has passed: what is claimed and was not decided goes back to the buyer.
// Does nothing when no claim is open any more. Errors: order.not_found, those of a refund.
Done expireClaims(Unit& unit, OrderId order, const payments::Providers& providers);

} // namespace stoa::returns
