#pragma once
// Orders: placing them, reading them, sending them and keeping them from leaving. Placing reads the
// terms and the baskets, decides (order_rules), reserves the stock, asks an instant gateway or
// stores what another provider is to be asked for, and writes order, payment and ledger; a refusal
// at any point leaves nothing of that order behind.
//
// Lock order: stock levels by seller's and variant's id, then the ledger accounts, then the logs.

#include "api/cancellations.h"
#include "api/fulfillments.h"
#include "domain/payments/providers.h"
#include "domain/unit/batch.h"

namespace stoa::orders {

// Any number of orders with any sellers: one round trip reads and locks, the next carries the
// writes, also of those who place only one. Each order raises one event, order.placed, which says
// what was paid and how; its changes are the rows of the order, of the payment, of the ledger and
// of the stock that moved. The reply's timeline is empty: events get their numbers when the
// transaction ends. Errors of one order, in this order: those of checkRequest and decide
// (order_rules.h), seller.not_found, stock.insufficient, payment.unknown_method,
// payment.provider_unavailable, payment.declined.
//
// An order whose method goes to a provider that is asked from jobs is placed with its stock
// reserved, a payment in `processing` and a stored attempt (payments/attempts.h); settle_payment.h
// is how it goes on.
std::unique_ptr<BatchWork<api::PlaceOrder>> placeOrders(db::Pipeline& reads,
                                                        std::span<const Wish<api::PlaceOrder>>,
                                                        const payments::Providers& providers);
// One order as a part of somebody's unit, with a round trip for its reads.
Result<api::OrderView> placeOrder(Unit& unit, const api::PlaceOrder& order,
                                  const payments::Providers& providers);

// Errors: cursor.malformed.
Result<Page<api::OrderRow>> handle(Unit& unit, const api::ListOrders& request);

constexpr std::int64_t kMaxFacetCount = 10'000;
Result<api::OrderFacets> handle(Unit& unit, const api::GetOrderFacets& request);

// One round trip. Errors: order.not_found.
Result<api::OrderView> handle(Unit& unit, const api::GetOrder& request);

// In a transaction of its own that leaves nothing behind. `recorded`: the tables that hold
// orders. Errors: order.not_found.
Result<api::OrderView> handle(Unit& unit, const api::GetOrderAt& request,
                              std::span<const std::string_view> recorded);

// Of parcels. Raise order.packed, order.fulfilled, order.delivered, order.fulfillment_canceled or
// order.tracked, and stock.moved. The replies of these and the following are the order before its
// new events are numbered. Errors: those in api/fulfillments.h.
Result<api::OrderView> handle(Unit& unit, const api::FulfillOrder& request);
Result<api::OrderView> handle(Unit& unit, const api::HandOverFulfillment& request);
Result<api::OrderView> handle(Unit& unit, const api::DeliverFulfillment& request);
Result<api::OrderView> handle(Unit& unit, const api::CancelFulfillment& request);
Result<api::OrderView> handle(Unit& unit, const api::TrackFulfillment& request);
Result<api::OrderView> handle(Unit& unit, const api::DeliverOrder& request);

// Raise order.held, order.hold_released, order.noted. Errors: those in api/cancellations.h.
Result<api::OrderView> handle(Unit& unit, const api::PlaceHold& request);
Result<api::OrderView> handle(Unit& unit, const api::ReleaseHold& request);
Result<api::OrderView> handle(Unit& unit, const api::AddOrderNote& request);

} // namespace stoa::orders
