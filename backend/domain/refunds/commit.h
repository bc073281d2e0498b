#pragma once
// The one place where money goes back to a buyer. Whoever gives something back, because it was
// asked for, canceled, returned, exchanged or claimed, comes here with the order under its lock and
// what to give, and says what it is made for. The preview uses the same plan.

#include "domain/refunds/refund_rules.h"
#include "domain/unit/unit.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::refunds {

struct Originator {
    api::RefundOriginator kind = api::RefundOriginator::Direct;
    std::string id; // empty for Direct
};

// Writes nothing. Errors: those of planRefund (refund_rules.h).
Result<api::RefundPreview> previewRefund(Unit& unit, const orders::OrderState& order,
                                         const api::RefundContent& content);

// Moves money, stock and books, and saves the order with the refund applied: the caller has changed
// `order` as far as it wants to before, and does not save it. Raises refund.requested,
// refund.succeeded and payment.refunded on the order's timeline, and stock.moved.
// Errors: those of planRefund, refund.declined (params reason), refund.in_doubt.
Result<api::RefundView> commitRefund(Unit& unit, const orders::OrderState& order,
                                     const api::RefundContent& content,
                                     const Originator& originator,
                                     const gateways::PaymentGateway& gateway);

} // namespace stoa::refunds
