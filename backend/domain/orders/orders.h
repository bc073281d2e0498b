#pragma once
// Orders: placing them in one transaction and reading them. Placing reads the terms and the basket,
// decides (order_rules), asks an instant gateway, reserves the stock and writes order, payment and
// ledger; a refusal at any point leaves nothing behind.
//
// Lock order: stock levels by variant id, then rows of the new order, then the ledger accounts.

#include "api/orders.h"
#include "domain/unit/unit.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::orders {

// Raises stock.moved, order.placed, payment.authorized and payment.captured. The reply's timeline
// is empty: events get their numbers when the transaction ends.
// Errors, in this order: those of checkRequest and decide (order_rules.h), payment.declined,
// payment.unknown_method, stock.insufficient; seller.not_found when the seller does not exist.
Result<api::OrderView> handle(Unit& unit, const api::PlaceOrder& request,
                              const gateways::PaymentGateway& gateway);

// Errors: cursor.malformed.
Result<Page<api::OrderRow>> handle(Unit& unit, const api::ListOrders& request);

constexpr std::int64_t kMaxFacetCount = 10'000;
Result<api::OrderFacets> handle(Unit& unit, const api::GetOrderFacets& request);

// One round trip. Errors: order.not_found.
Result<api::OrderView> handle(Unit& unit, const api::GetOrder& request);

} // namespace stoa::orders
