#pragma once
// The commands of returns and exchanges; after_sales.h is their manual.

#include "api/after_sales.h"
#include "api/order_parts.h"

namespace stoa::api {

// Errors, in this order: return.no_lines, order.duplicate_line (field), order.line_unknown (field),
// return.exceeds_sent (field, params most: sent, and neither back nor on its way back); those of
// refund reasons (refunds.h).
struct RequestReturn {
    OrgId seller;
    OrderId order;
    Version version;
    List<LineQuantity, 200> lines;
    ReasonCode reason = refund_reason::kRequestedByCustomer;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(RequestReturn, seller, order, version, lines, reason, note)
STOA_OPERATION(RequestReturn, .name = "returns.request_return", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/returns",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Announce that goods come back");

struct DecideReturn {
    OrgId seller;
    OrderId order;
    ReturnId returnId;
    Version version;
    CaseDecision decision = CaseDecision::Approve;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(DecideReturn, seller, order, returnId, version, decision, note)
STOA_OPERATION(DecideReturn, .name = "returns.decide_return", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/returns/{returnId}/decision",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Approve, reject or cancel a return");

// What was counted when it came: 0 when a piece was not in the parcel.
struct ReceivedLine {
    OrderLineId line;
    Integer<0, 9999> quantity;
    Restock restock = Restock::Restock; // Restock or WriteOff
};
STOA_STRUCT(ReceivedLine, line, quantity, restock)

// Errors: return.nothing_received, order.duplicate_line, order.line_unknown,
// return.exceeds_announced (field, params most), order.restock_unclear (field).
struct ReceiveReturn {
    OrgId seller;
    OrderId order;
    ReturnId returnId;
    Version version;
    List<ReceivedLine, 200> lines;
    using Reply = AfterSales;
};
STOA_STRUCT(ReceiveReturn, seller, order, returnId, version, lines)
STOA_OPERATION(ReceiveReturn, .name = "returns.receive_return", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/returns/{returnId}/receipt",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Count what came back and put it where it belongs");

// Less than was paid for a line, as when it came back used.
struct LineAmount {
    OrderLineId line;
    Money amount;
};
STOA_STRUCT(LineAmount, line, amount)

// Pays for what was received. Errors: those of a refund (refunds.h).
struct PreviewReturnRefund {
    OrgId seller;
    OrderId order;
    ReturnId returnId;
    List<LineAmount, 200> amounts;
    std::optional<Money> shipping;
    using Reply = RefundPreview;
};
STOA_STRUCT(PreviewReturnRefund, seller, order, returnId, amounts, shipping)
STOA_OPERATION(PreviewReturnRefund, .name = "returns.preview_return_refund", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/returns/{returnId}/refund-preview",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "What paying for a return would move, without doing it");

// More than one person may decide waits for another; the return stays received until then.
struct RefundReturn {
    OrgId seller;
    OrderId order;
    ReturnId returnId;
    Version version;
    List<LineAmount, 200> amounts;
    std::optional<Money> shipping;
    using Reply = AfterSales;
};
STOA_STRUCT(RefundReturn, seller, order, returnId, version, amounts, shipping)
STOA_OPERATION(RefundReturn, .name = "returns.refund_return", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/returns/{returnId}/refund",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Give back the money for what came back");

// So many of one line for as many of a variant.
struct ExchangeLine {
    OrderLineId line;
    Quantity quantity;
    VariantId replacement;
};
STOA_STRUCT(ExchangeLine, line, quantity, replacement)

// What a dearer replacement costs more is never charged: the seller waives it, or it is refused.
// What a cheaper one costs less goes back when the goods are received. Errors: as RequestReturn;
// variant.not_for_sale (field), order.wrong_currency (field), exchange.costs_more (params
// difference).
struct RequestExchange {
    OrgId seller;
    OrderId order;
    Version version;
    List<ExchangeLine, 200> lines;
    bool isDifferenceWaived = false;
    ReasonCode reason = refund_reason::kRequestedByCustomer;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(RequestExchange, seller, order, version, lines, isDifferenceWaived, reason, note)
STOA_OPERATION(RequestExchange, .name = "returns.request_exchange", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/exchanges",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Announce that goods come back for others");

// Approving sets the replacements aside. Errors: stock.insufficient.
struct DecideExchange {
    OrgId seller;
    OrderId order;
    ExchangeId exchange;
    Version version;
    CaseDecision decision = CaseDecision::Approve;
    Note note;
    using Reply = AfterSales;
};
STOA_STRUCT(DecideExchange, seller, order, exchange, version, decision, note)
STOA_OPERATION(DecideExchange, .name = "returns.decide_exchange", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/exchanges/{exchange}/decision",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Approve, reject or cancel an exchange");

// Errors: as ReceiveReturn; those of a refund when the replacement costs less.
struct ReceiveExchange {
    OrgId seller;
    OrderId order;
    ExchangeId exchange;
    Version version;
    List<ReceivedLine, 200> lines;
    using Reply = AfterSales;
};
STOA_STRUCT(ReceiveExchange, seller, order, exchange, version, lines)
STOA_OPERATION(ReceiveExchange, .name = "returns.receive_exchange", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/exchanges/{exchange}/receipt",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Count what came back for an exchange");

struct FulfillExchange {
    OrgId seller;
    OrderId order;
    ExchangeId exchange;
    Version version;
    Text<0, 60> carrier;
    Text<0, 80> trackingNumber;
    using Reply = AfterSales;
};
STOA_STRUCT(FulfillExchange, seller, order, exchange, version, carrier, trackingNumber)
STOA_OPERATION(FulfillExchange, .name = "returns.fulfill_exchange", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/exchanges/{exchange}/fulfillment",
               .permission = Permission::OrdersWrite, .scope = Scope::Seller, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Send the replacements of an exchange");

using ReturnOperations =
    Operations<ListAfterSales, ListAfterSaleCases, RequestReturn, DecideReturn, ReceiveReturn, PreviewReturnRefund,
               RefundReturn, RequestExchange, DecideExchange, ReceiveExchange, FulfillExchange>;

} // namespace stoa::api
