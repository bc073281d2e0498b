#pragma once
// The manual of refunds: by line and quantity, by shipping, or a free amount; never more than what
// was captured, whoever asks at the same time. Preview and commit share one calculator, so that
// what is shown before the click is what happens. One that is larger than the marketplace's policy
// lets one person decide waits for another (refund_approvals.h), with nothing moved.
//
// A refund goes back through one payment. What is more than the newest payment of the order can
// give back becomes a refund of the one before it too, and so on; each succeeds or fails by itself,
// and the reply to the request is the first of them.
//
//     requested → pending → succeeded | failed;  succeeded → failed: the money came back later
//     awaiting_approval → declined | expired, or goes on as requested

#include "api/ledger.h"

namespace stoa::api {

enum class RefundStatus {
    AwaitingApproval,
    Requested,
    Pending,
    Succeeded,
    Failed,
    Declined,
    Expired
};

// The code of a reason of the marketplace's catalogue (refund_reasons.h), and those codes that
// every catalogue begins with.
using ReasonCode = Text<1, 40>;
namespace refund_reason {
inline constexpr const char* kRequestedByCustomer = "requested_by_customer";
inline constexpr const char* kDamaged = "damaged";
inline constexpr const char* kNotAsDescribed = "not_as_described";
inline constexpr const char* kNotReceived = "not_received";
inline constexpr const char* kDuplicate = "duplicate";
inline constexpr const char* kFraudulent = "fraudulent";
inline constexpr const char* kOther = "other";
} // namespace refund_reason

enum class Restock { Restock, WriteOff, Keep }; // back on sale, gone, or still with the buyer

// What a refund is made for; Direct: somebody asked for the refund itself.
enum class RefundOriginator { Direct, Cancellation, Return, Exchange, Claim, Edit };

STOA_ENUM(RefundOriginator, Direct, Cancellation, Return, Exchange, Claim, Edit)
STOA_ENUM(RefundStatus, AwaitingApproval, Requested, Pending, Succeeded, Failed, Declined, Expired)
STOA_ENUM(Restock, Restock, WriteOff, Keep)

struct RefundLine {
    OrderLineId line;
    Quantity quantity;
    std::optional<Money> amount; // instead of quantity times unit price; not more than that
    Restock restock = Restock::Restock;
};
STOA_STRUCT(RefundLine, line, quantity, amount, restock)

// Where it goes. What the buyer paid with store credit becomes store credit again in any case,
// after all that the other payments can give back.
enum class RefundDestination { OriginalMethod, StoreCredit };
STOA_ENUM(RefundDestination, OriginalMethod, StoreCredit)

// What a refund gives back. At least one of the three must be something. `extra` is laid on lines
// and shipping in proportion to what is left of them; a line refunded later without an `amount`
// gives back what is left of it then.
struct RefundContent {
    List<RefundLine, 200> lines;
    std::optional<Money> shipping;
    std::optional<Money> extra; // a free amount, e.g. goodwill
    ReasonCode reason = refund_reason::kRequestedByCustomer;
    Note note;
    RefundDestination to = RefundDestination::OriginalMethod;
};
STOA_STRUCT(RefundContent, lines, shipping, extra, reason, note, to)

struct RefundLineView {
    OrderLineId line;
    std::string title;
    std::int64_t quantity = 0;
    Money amount;
    Restock restock = Restock::Restock;
};
STOA_STRUCT(RefundLineView, line, title, quantity, amount, restock)

// The decision of a second person.
struct RefundApproval {
    Timestamp expiresAt;
    std::string decidedByName; // empty until it is decided, and when it expired
    std::optional<Timestamp> decidedAt;
    std::string note; // why it was declined
};
STOA_STRUCT(RefundApproval, expiresAt, decidedByName, decidedAt, note)

struct RefundView {
    RefundId id;
    RefundStatus status = RefundStatus::Requested;
    Money total;
    Money shipping;
    Money extra;
    std::vector<RefundLineView> lines;
    std::string reason; // its code
    std::string note;
    std::string actorName;
    Timestamp createdAt;
    RefundOriginator originator = RefundOriginator::Direct;
    std::string originatorId;               // "can_…", "ret_…"; empty for Direct
    std::optional<RefundApproval> approval; // of one that had to wait
    Money credit;                           // of the total: what becomes store credit
    std::optional<RefundId> partOf;         // the first of those that one request became
};
STOA_STRUCT(RefundView, id, status, total, shipping, extra, lines, reason, note, actorName,
            createdAt, originator, originatorId, approval, credit, partOf)

// Who gains and loses what, to the cent. buyer = fromSeller + fromCommission + fromCommissionTax +
// fromCollectedTax says who bears it. fromEscrow says how much of it is still held and comes from
// there: all of it, until money has been released. What the seller has got already is taken from
// what is to be paid out to them (fromPayable), and what that does not cover is owed from then on
// (toDebt).
struct RefundPreview {
    Money buyer;          // goes back to the buyer
    Money fromEscrow;     // taken out of the order's hold
    Money fromSeller;     // what the seller will not get
    Money fromCommission; // what the marketplace will not earn, in proportion to each line
    Money fromCommissionTax;
    Money fromCollectedTax; // of `tax`: what the marketplace collects and will not have to pass on
    Money tax;              // included in what goes back
    Money toCredit;         // of `buyer`: what becomes store credit
    Money fromPayable;      // of fromSeller: taken out of what the next payout would bring
    Money toDebt;           // of fromSeller: more than that; the seller owes it
    Money mostRefundable;   // captured less refunded, before this refund
    Money escrowAfter;      // what stays held
    Money sellerNetAfter;   // what the seller will get from this order when the rest is released
    Money commissionAfter;  // what the marketplace keeps
    Money commissionTaxAfter;
    Money nextPayoutBefore; // what the seller would be paid out of all orders now
    Money nextPayoutAfter;
    std::vector<RefundLineView> lines;
    std::vector<TransferView> transfers; // what would be posted
    bool needsApproval = false;          // somebody else decides; until then nothing moves
};
STOA_STRUCT(RefundPreview, buyer, fromEscrow, fromSeller, fromCommission, fromCommissionTax,
            fromCollectedTax, tax, toCredit, fromPayable, toDebt, mostRefundable, escrowAfter,
            sellerNetAfter, commissionAfter, commissionTaxAfter, nextPayoutBefore, nextPayoutAfter,
            lines, transfers, needsApproval)

// Errors: order.not_found, refund.empty, refund.not_captured, refund.exceeds_captured (params
// most), refund.line_unknown, refund.quantity_exceeds_ordered (params most),
// refund.amount_exceeds_line (params most), refund.packed (params most: the rest is in a parcel
// that waits), refund.shipping_exceeds_paid (params most), refund.wrong_currency, refund.negative,
// refund.duplicate_line, refund.disputed (params most: the rest is what the buyer's bank has taken
// or wants back).
struct PreviewRefund {
    OrgId seller;
    OrderId order;
    RefundContent content;
    using Reply = RefundPreview;
};
STOA_STRUCT(PreviewRefund, seller, order, content)
STOA_OPERATION(PreviewRefund, .name = "refunds.preview_refund", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/refund-preview",
               .permission = Permission::OrdersRead, .scope = Scope::Seller,
               .summary = "Who gains and loses what, without doing it");

// Errors: as PreviewRefund; order.stale (Stale, params seen, current) when the order changed since
// `version`; refund_reason.unknown, refund_reason.inactive, refund_reason.note_missing (fields
// reason and note); refund.declined (params reason); refund.too_many_waiting (params most).
struct RequestRefund {
    OrgId seller;
    OrderId order;
    Version version;
    RefundContent content;
    using Reply = RefundView;
};
STOA_STRUCT(RequestRefund, seller, order, version, content)
STOA_OPERATION(RequestRefund, .name = "refunds.request_refund", .method = Method::Post,
               .route = "/sellers/{seller}/orders/{order}/refunds",
               .permission = Permission::RefundsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Refund part or all of an order");

using RefundOperations = Operations<PreviewRefund, RequestRefund>;

} // namespace stoa::api
