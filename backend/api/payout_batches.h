#pragma once
// The manual of payout batches: what would be paid, what is to be approved, what was decided. Who
// prepares a batch does not approve it. Records of the marketplace's finance: sellers see their
// payouts (payouts.h) and no batch.

#include "api/payouts.h"

namespace stoa::api {

// What a batch does for one seller in one currency.
struct PlannedPayout {
    OrgId seller;
    std::string sellerName;
    Money available;
    Money debtPaid;
    Money amount; // zero when left out
    LeftOut leftOut = LeftOut::None;
    std::optional<PayoutId> payout; // once it is prepared
    PayoutStatus status = PayoutStatus::Pending;
    std::optional<PayoutProvider> provider{}; // absent: left out for want of an account
    std::string account{};
};
STOA_STRUCT(PlannedPayout, seller, sellerName, available, debtPaid, amount, leftOut, payout, status,
            provider, account)

// What the schedules would pay out now, the largest amounts of each currency first; writes nothing.
struct PayoutPlanView {
    std::vector<PlannedPayout> payouts; // those left out come last
    std::vector<Money> totals;          // by currency
    bool isCut = false;                 // more than a batch may hold: the rest comes with the next
};
STOA_STRUCT(PayoutPlanView, payouts, totals, isCut)

struct PreviewPayouts {
    std::optional<OrgId> onlySeller; // whatever their schedule says
    using Reply = PayoutPlanView;
};
STOA_STRUCT(PreviewPayouts, onlySeller)
STOA_OPERATION(PreviewPayouts, .name = "payouts.preview_payouts", .route = "/payout-plan",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .deadline = std::chrono::seconds(20), .summary = "What would be paid out now");

struct PayoutBatchRow {
    PayoutBatchId id;
    std::string number; // what people say: "PB-4K7QX2"
    BatchStatus status = BatchStatus::Prepared;
    std::int64_t payoutCount = 0;
    std::vector<Money> totals; // by currency
    std::string preparedBy;
    Timestamp preparedAt;
    std::string decidedBy;
    std::optional<Timestamp> decidedAt;
    std::string note; // why it was sent back
    Version version;
};
STOA_STRUCT(PayoutBatchRow, id, number, status, payoutCount, totals, preparedBy, preparedAt,
            decidedBy, decidedAt, note, version)

struct PayoutBatchView {
    PayoutBatchRow row;
    std::vector<PayoutView> payouts; // the largest amounts of each currency first
    bool mayApprove = false;         // the caller did not prepare it, and it is undecided
};
STOA_STRUCT(PayoutBatchView, row, payouts, mayApprove)

// Errors: payout.nothing_due.
struct PreparePayouts {
    std::optional<OrgId> onlySeller;
    using Reply = PayoutBatchView;
};
STOA_STRUCT(PreparePayouts, onlySeller)
STOA_OPERATION(PreparePayouts, .name = "payouts.prepare_payouts", .method = Method::Post,
               .route = "/payout-batches", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Required, .rate = RateClass::Command,
               .deadline = std::chrono::seconds(20), .summary = "Prepare payouts for approval");

struct ListPayoutBatches {
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<PayoutBatchRow>; // newest first
};
STOA_STRUCT(ListPayoutBatches, after, limit)
STOA_OPERATION(ListPayoutBatches, .name = "payouts.list_payout_batches", .route = "/payout-batches",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .summary = "Payout batches, newest first");

// Errors: payout.batch_not_found.
struct GetPayoutBatch {
    PayoutBatchId batch;
    using Reply = PayoutBatchView;
};
STOA_STRUCT(GetPayoutBatch, batch)
STOA_OPERATION(GetPayoutBatch, .name = "payouts.get_payout_batch",
               .route = "/payout-batches/{batch}", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .summary = "One batch with its payouts");

// The payouts go out. Errors: payout.batch_not_found, payout.batch_decided (params status),
// payout.same_person; batch.stale (Stale).
struct ApprovePayoutBatch {
    PayoutBatchId batch;
    Version version;
    using Reply = PayoutBatchView;
};
STOA_STRUCT(ApprovePayoutBatch, batch, version)
STOA_OPERATION(ApprovePayoutBatch, .name = "payouts.approve_payout_batch", .method = Method::Post,
               .route = "/payout-batches/{batch}/approval", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .deadline = std::chrono::seconds(20), .summary = "Approve and send a batch");

// The amounts are the sellers' again. Errors: payout.batch_not_found, payout.batch_decided,
// batch.stale.
struct CancelPayoutBatch {
    PayoutBatchId batch;
    Version version;
    Text<1, 2000> note;
    using Reply = PayoutBatchView;
};
STOA_STRUCT(CancelPayoutBatch, batch, version, note)
STOA_OPERATION(CancelPayoutBatch, .name = "payouts.cancel_payout_batch", .method = Method::Post,
               .route = "/payout-batches/{batch}/cancellation",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .deadline = std::chrono::seconds(20),
               .summary = "Send a batch back");

// The batch as CSV, a line for each payout: whom to wire what to, for the bank, and what became of
// it. Errors: payout.batch_not_found.
struct ExportPayoutBatch {
    PayoutBatchId batch;
    using Reply = StatementView;
};
STOA_STRUCT(ExportPayoutBatch, batch)
STOA_OPERATION(ExportPayoutBatch, .name = "payouts.export_payout_batch",
               .route = "/payout-batches/{batch}/file", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .deadline = std::chrono::seconds(20),
               .summary = "A batch of payouts as a file for the bank");

enum class HandOutcome { Paid, Failed };
STOA_ENUM(HandOutcome, Paid, Failed)

// What became of a wire that somebody made: paid, failed, or failed after it had been paid because
// it came back. Only of manual payouts. Errors, in this order: payout.by_hand_incomplete (Invalid,
// field reference or reason), payout.not_found, payout.not_by_hand (Refused, params provider),
// payout.not_open (Conflict, params status), payout.stale (Stale, params seen, current).
struct SettlePayoutByHand {
    OrgId seller;
    PayoutId payout;
    Version version;
    HandOutcome outcome = HandOutcome::Paid;
    Text<0, 200> reference; // of paid: the bank's
    Text<0, 120> reason;    // of failed
    using Reply = PayoutView;
};
STOA_STRUCT(SettlePayoutByHand, seller, payout, version, outcome, reference, reason)
STOA_OPERATION(SettlePayoutByHand, .name = "payouts.settle_payout_by_hand", .method = Method::Post,
               .route = "/sellers/{seller}/payouts/{payout}/settlement",
               .permission = Permission::PayoutsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Say what became of a wire");

using PayoutOperations =
    Operations<GetSellerBalance, GetPayoutSchedule, SetPayoutSchedule, GetDefaultPayoutSchedule,
               SetDefaultPayoutSchedule, ListPayouts, GetPayoutStatement, PreviewPayouts,
               PreparePayouts, ListPayoutBatches, GetPayoutBatch, ApprovePayoutBatch,
               CancelPayoutBatch, ExportPayoutBatch, SettlePayoutByHand>;

} // namespace stoa::api
