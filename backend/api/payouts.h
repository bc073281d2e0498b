#pragma once
// The manual of payouts. What is released to a seller is their balance; a schedule says when it is
// paid out. Payouts are prepared together in a batch, which reserves their amounts, approved by
// another person than who prepared it, and sent to the provider one by one. A debt is paid from the
// balance first, so a seller is never paid what they owe. Where the money goes is the seller's
// account (payout_accounts.h). What was paid may still come back: the bank returns it, or the
// provider takes it back; then it has failed, and the amount is the seller's balance again.
//
//     payout: pending → processing → paid | failed;  paid → failed;  pending → canceled with its
//             batch
//     batch:  prepared → approved | canceled

#include "api/commissions.h"
#include "api/payout_accounts.h"

namespace stoa::api {

enum class PayoutStatus { Pending, Processing, Paid, Failed, Canceled };
enum class PayoutInterval { Daily, Weekly, Monthly, Manual };
enum class BatchStatus { Prepared, Approved, Canceled };
// Why a seller's balance is not in a batch.
enum class LeftOut {
    None,
    NotDue,
    BelowMinimum,
    InDebt,
    NoAccount,         // nor does the policy say what to do without
    AccountPending,    // nobody has verified it yet
    AccountRestricted, // it was refused before
    NoProvider,        // this node has not got the account's provider
};
STOA_ENUM(PayoutStatus, Pending, Processing, Paid, Failed, Canceled)
STOA_ENUM(PayoutInterval, Daily, Weekly, Monthly, Manual)
STOA_ENUM(BatchStatus, Prepared, Approved, Canceled)
STOA_ENUM(LeftOut, None, NotDue, BelowMinimum, InDebt, NoAccount, AccountPending, AccountRestricted,
          NoProvider)

// Of one currency. nextPayout is what a payout now would bring.
struct BalanceOfSeller {
    Money held;      // for orders that are not settled
    Money available; // released, and not in a payout
    Money inPayout;  // in payouts that are not paid yet
    Money debt;      // what the seller owes
    Money nextPayout;
};
STOA_STRUCT(BalanceOfSeller, held, available, inPayout, debt, nextPayout)

struct SellerBalanceView {
    OrgId seller;
    std::vector<BalanceOfSeller> balances; // by currency
    std::optional<Timestamp> nextPayoutAt; // absent: paid out by hand
};
STOA_STRUCT(SellerBalanceView, seller, balances, nextPayoutAt)

struct GetSellerBalance {
    OrgId seller;
    using Reply = SellerBalanceView;
};
STOA_STRUCT(GetSellerBalance, seller)
STOA_OPERATION(GetSellerBalance, .name = "payouts.get_seller_balance",
               .route = "/sellers/{seller}/balance", .permission = Permission::LedgerRead,
               .scope = Scope::Seller, .summary = "What a seller has, is owed and owes");

// Days begin at 00:00 UTC. `day`: of a week from Monday, 1 to 7; of a month, 1 to 28.
struct PayoutScheduleView {
    PayoutInterval interval = PayoutInterval::Weekly;
    std::int64_t day = 1;
    Amounts minimums;      // what is less waits for the next time
    bool isDefault = true; // the marketplace's: the seller has none of their own
    Version version;       // 0: nobody has written one
};
STOA_STRUCT(PayoutScheduleView, interval, day, minimums, isDefault, version)

// The one that holds for the seller.
struct GetPayoutSchedule {
    OrgId seller;
    using Reply = PayoutScheduleView;
};
STOA_STRUCT(GetPayoutSchedule, seller)
STOA_OPERATION(GetPayoutSchedule, .name = "payouts.get_payout_schedule",
               .route = "/sellers/{seller}/payout-schedule", .permission = Permission::LedgerRead,
               .scope = Scope::Seller, .summary = "When a seller is paid out");

// For one seller, or, without a seller, for all that have none of their own. `version` is that of
// the schedule that is replaced, 0 when there is none. Errors: payout.bad_day,
// commission.negative_amount, commission.duplicate_currency (field), schedule.stale.
struct SetPayoutSchedule {
    OrgId seller;
    Version version;
    PayoutInterval interval = PayoutInterval::Weekly;
    Integer<1, 28> day = 1;
    Amounts minimums;
    using Reply = PayoutScheduleView;
};
STOA_STRUCT(SetPayoutSchedule, seller, version, interval, day, minimums)
STOA_OPERATION(SetPayoutSchedule, .name = "payouts.set_payout_schedule", .method = Method::Put,
               .route = "/sellers/{seller}/payout-schedule", .permission = Permission::PayoutsWrite,
               .scope = Scope::Seller, .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Set when a seller is paid out");

struct SetDefaultPayoutSchedule {
    Version version;
    PayoutInterval interval = PayoutInterval::Weekly;
    Integer<1, 28> day = 1;
    Amounts minimums;
    using Reply = PayoutScheduleView;
};
STOA_STRUCT(SetDefaultPayoutSchedule, version, interval, day, minimums)
STOA_OPERATION(SetDefaultPayoutSchedule, .name = "payouts.set_default_payout_schedule",
               .method = Method::Put, .route = "/payout-schedule",
               .permission = Permission::PayoutsWrite, .scope = Scope::Marketplace,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Set when sellers are paid out");

struct GetDefaultPayoutSchedule {
    using Reply = PayoutScheduleView;
};
STOA_STRUCT(GetDefaultPayoutSchedule)
STOA_OPERATION(GetDefaultPayoutSchedule, .name = "payouts.get_default_payout_schedule",
               .route = "/payout-schedule", .permission = Permission::PayoutsWrite,
               .scope = Scope::Marketplace, .summary = "When sellers are paid out");

struct PayoutView {
    PayoutId id;
    OrgId seller;
    std::string sellerName;
    PayoutBatchId batch;
    PayoutStatus status = PayoutStatus::Pending;
    Money amount;
    Money debtPaid;        // from the balance, before the payout
    std::string reference; // the provider's, of the transfer; of manual the bank's
    std::string failureCode;
    Timestamp createdAt;
    std::optional<Timestamp> settledAt;
    Version version;
    PayoutProvider provider = PayoutProvider::Sandbox; // as it was when the payout was prepared
    std::string account;                               // the same
};
STOA_STRUCT(PayoutView, id, seller, sellerName, batch, status, amount, debtPaid, reference,
            failureCode, createdAt, settledAt, version, provider, account)

struct ListPayouts {
    std::optional<OrgId> seller;
    List<PayoutStatus, 5> status; // empty: all
    Cursor after;
    PageLimit limit = 50;
    std::optional<PayoutId> payout{}; // only this one, for who does not know its seller
    using Reply = Page<PayoutView>;   // newest first
};
STOA_STRUCT(ListPayouts, seller, status, after, limit, payout)
STOA_OPERATION(ListPayouts, .name = "payouts.list_payouts", .route = "/payouts",
               .permission = Permission::LedgerRead, .scope = Scope::Visible,
               .summary = "Payouts, newest first");

enum class StatementFormat { Csv, Pdf };
STOA_ENUM(StatementFormat, Csv, Pdf)

// Every movement of the seller's balance since the payout before, from the balance then to the
// balance now. Errors: payout.not_found.
struct StatementView {
    std::string fileName;
    std::string mediaType;
    std::string content; // of a CSV its text; of a PDF its bytes in base64
};
STOA_STRUCT(StatementView, fileName, mediaType, content)

struct GetPayoutStatement {
    OrgId seller;
    PayoutId payout;
    StatementFormat format = StatementFormat::Csv;
    using Reply = StatementView;
};
STOA_STRUCT(GetPayoutStatement, seller, payout, format)
STOA_OPERATION(GetPayoutStatement, .name = "payouts.get_payout_statement",
               .route = "/sellers/{seller}/payouts/{payout}/statement",
               .permission = Permission::LedgerRead, .scope = Scope::Seller,
               .deadline = std::chrono::seconds(20), .summary = "A payout's statement as a file");

} // namespace stoa::api
