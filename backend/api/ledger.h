#pragma once
// The manual of the ledger: append-only double entry. An entry is a set of transfers; a transfer
// moves one amount from a debit to a credit account, so every entry balances by construction. Money
// for an order is held in escrow (a payment hold) until it is released to the seller or refunded.

#include "api/operation.h"

namespace stoa::api {

enum class AccountKind {
    ProviderReceivable, // what the payment provider owes us (debit-normal)
    OrderHold,          // escrow of one order; never below zero
    SellerPayable,      // what we owe a seller
    SellerDebt,         // what a seller owes us after a late refund (debit-normal)
    RefundClearing,     // refunds on their way to the buyer
    PlatformFee,        // commission earned
    TaxPayable,         // on the commission
    Bank,               // (debit-normal)
    PayoutClearing,     // payouts on their way to sellers
    DisputeHold,        // what banks have taken back until a dispute is decided
    ProcessingCost,     // what providers keep for themselves (debit-normal)
    StoreCredit,        // what we owe a buyer who took a refund as credit
    CollectedTax,       // tax on what sellers sell that the marketplace has to pass on
};

STOA_ENUM(AccountKind, ProviderReceivable, OrderHold, SellerPayable, SellerDebt, RefundClearing,
          PlatformFee, TaxPayable, Bank, PayoutClearing, DisputeHold, ProcessingCost, StoreCredit,
          CollectedTax)

// One transfer as a reader sees it. What only reserves an amount (an authorisation, a refund on its
// way) moves nothing yet and is not shown.
struct TransferView {
    TransferId id;
    EntryId entry;
    Timestamp occurredAt;
    AccountKind debit = AccountKind::ProviderReceivable;
    AccountKind credit = AccountKind::OrderHold;
    Money amount;
    std::string reason; // "capture", "refund", "refund_settled", …
    std::optional<OrderId> order;
    std::optional<RefundId> refund;
    std::string orderNumber{}; // in ListTransfers; empty elsewhere, and without an order
};
STOA_STRUCT(TransferView, id, entry, occurredAt, debit, credit, amount, reason, order, refund,
            orderNumber)

struct ListTransfers {
    std::optional<OrgId> seller;
    std::optional<OrderId> order;
    List<AccountKind, 20> account; // that they touch at either side; empty: all
    Text<0, 3> currency;           // empty: all
    Cursor after;
    PageLimit limit = 100;
    using Reply = Page<TransferView>; // newest first
};
STOA_STRUCT(ListTransfers, seller, order, account, currency, after, limit)
STOA_OPERATION(ListTransfers, .name = "ledger.list_transfers", .route = "/ledger/transfers",
               .permission = Permission::LedgerRead, .scope = Scope::Visible,
               .summary = "The journal, newest first");

struct BalanceView {
    AccountKind account = AccountKind::ProviderReceivable;
    Money debits;
    Money credits;
};
STOA_STRUCT(BalanceView, account, debits, credits)

struct TrialBalanceView {
    std::vector<BalanceView> balances; // by currency, then account
    bool isBalanced = true; // debits equal credits in every currency, kept balances their transfers
    std::int64_t transferCount = 0;
};
STOA_STRUCT(TrialBalanceView, balances, isBalanced, transferCount)

struct GetTrialBalance {
    std::optional<OrgId> seller;
    using Reply = TrialBalanceView;
};
STOA_STRUCT(GetTrialBalance, seller)
STOA_OPERATION(GetTrialBalance, .name = "ledger.get_trial_balance",
               .route = "/ledger/trial-balance", .permission = Permission::LedgerRead,
               .scope = Scope::Visible, .deadline = std::chrono::seconds(20),
               .summary = "Debits and credits by account");

using LedgerOperations = Operations<ListTransfers, GetTrialBalance>;

} // namespace stoa::api
