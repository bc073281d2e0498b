#pragma once
// The manual of what comes after a sale: returns (goods come back, then money goes back), exchanges
// (goods come back, others go out) and claims (something is wrong: money, other goods, or both,
// and nothing needs to come back). Each is a record of its own with its own states:
//
//     return    requested → approved → received → refunded; rejected, canceled
//     exchange  requested → approved → received → fulfilled; rejected, canceled
//     claim     open → approved → resolved; denied, canceled
//
// Every command names the order's version. Errors of all: order.not_found, order.stale (Stale,
// params seen, current), and of those that name a case: after_sale.not_found (NotFound),
// after_sale.wrong_state (Refused, params state).

#include "api/order_ids.h"
#include "api/refunds.h"

namespace stoa::api {

enum class ReturnStatus { Requested, Approved, Received, Refunded, Rejected, Canceled };
enum class ExchangeStatus { Requested, Approved, Received, Fulfilled, Rejected, Canceled };
enum class ClaimStatus { Open, Approved, Resolved, Denied, Canceled };
enum class ClaimResolution { Refund, Replacement, RefundAndReplacement };
enum class CaseDecision { Approve, Reject, Cancel };

STOA_ENUM(ReturnStatus, Requested, Approved, Received, Refunded, Rejected, Canceled)
STOA_ENUM(ExchangeStatus, Requested, Approved, Received, Fulfilled, Rejected, Canceled)
STOA_ENUM(ClaimStatus, Open, Approved, Resolved, Denied, Canceled)
STOA_ENUM(ClaimResolution, Refund, Replacement, RefundAndReplacement)
STOA_ENUM(CaseDecision, Approve, Reject, Cancel)

struct AfterSaleLineView {
    OrderLineId line;
    std::string title;
    std::int64_t quantity = 0;
    std::int64_t received = 0;       // counted when it came
    Restock restock = Restock::Keep; // what became of it; Keep: not here
    std::string replacementTitle;    // of an exchange
    std::string replacementSku;
};
STOA_STRUCT(AfterSaleLineView, line, title, quantity, received, restock, replacementTitle,
            replacementSku)

// What all three have in common.
struct AfterSaleView {
    std::string reason; // its code
    std::string note;
    std::string decisionNote;
    std::string carrier; // of what went out
    std::string trackingNumber;
    std::vector<AfterSaleLineView> lines;
    std::string actorName;
    Timestamp openedAt;
    Timestamp updatedAt;
};
STOA_STRUCT(AfterSaleView, reason, note, decisionNote, carrier, trackingNumber, lines, actorName,
            openedAt, updatedAt)

struct ReturnView {
    ReturnId id;
    ReturnStatus status = ReturnStatus::Requested;
    AfterSaleView details;
};
STOA_STRUCT(ReturnView, id, status, details)

struct ExchangeView {
    ExchangeId id;
    ExchangeStatus status = ExchangeStatus::Requested;
    AfterSaleView details;
};
STOA_STRUCT(ExchangeView, id, status, details)

struct ClaimView {
    ClaimId id;
    ClaimStatus status = ClaimStatus::Open;
    std::optional<ClaimResolution> resolution;
    AfterSaleView details;
};
STOA_STRUCT(ClaimView, id, status, resolution, details)

// All of one order, oldest first, and the order's version for the next command.
struct AfterSales {
    OrderId order;
    Version version;
    std::vector<ReturnView> returns;
    std::vector<ExchangeView> exchanges;
    std::vector<ClaimView> claims;
};
STOA_STRUCT(AfterSales, order, version, returns, exchanges, claims)

struct ListAfterSales {
    OrgId seller;
    OrderId order;
    using Reply = AfterSales;
};
STOA_STRUCT(ListAfterSales, seller, order)
STOA_OPERATION(ListAfterSales, .name = "returns.list_after_sales",
               .route = "/sellers/{seller}/orders/{order}/after-sales",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "Returns, exchanges and claims of an order");

enum class AfterSaleKind { Return, Exchange, Claim };
STOA_ENUM(AfterSaleKind, Return, Exchange, Claim)

// One of them, for those who work through all.
struct AfterSaleRow {
    std::string id; // "ret_…", "exc_…", "clm_…"
    AfterSaleKind kind = AfterSaleKind::Return;
    OrgId seller;
    std::string sellerName;
    OrderId order;
    std::string orderNumber;
    std::string buyerName;
    std::string status; // the word of its kind's states: "approved"
    std::string reason; // its code
    std::int64_t itemCount = 0;
    Timestamp openedAt;
    Timestamp updatedAt;
    friend bool operator==(const AfterSaleRow&, const AfterSaleRow&) = default;
};
STOA_STRUCT(AfterSaleRow, id, kind, seller, sellerName, order, orderNumber, buyerName, status,
            reason, itemCount, openedAt, updatedAt)

// Those that somebody has still to do something about, the longest waiting first; or those that are
// over, the newest first. Errors: cursor.malformed; id.malformed (field record).
struct ListAfterSaleCases {
    std::optional<OrgId> seller;
    bool isOver = false;
    Cursor after;
    PageLimit limit = 50;
    Text<0, 60> record{}; // "ret_…": only this one, over or not; empty: all
    using Reply = Page<AfterSaleRow>;
};
STOA_STRUCT(ListAfterSaleCases, seller, isOver, after, limit, record)
STOA_OPERATION(ListAfterSaleCases, .name = "returns.list_after_sale_cases", .route = "/after-sales",
               .permission = Permission::OrdersRead, .scope = Scope::Visible,
               .summary = "Returns, exchanges and claims of all orders");

} // namespace stoa::api
