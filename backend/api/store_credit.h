#pragma once
// The manual of store credit: money that a seller owes a buyer who took a refund as credit, or was
// granted some. A buyer is whoever has the e-mail address. Credit is the store's: it pays orders
// with the seller that gave it, wholly or in part (PlaceOrder, storeCredit), and a refund of what
// it paid becomes credit again. It does not run out. Its balance is an account of the ledger that
// can not fall below zero, whoever spends it at the same time.

#include "api/operation.h"

namespace stoa::api {

struct StoreCreditView {
    EmailText buyerEmail; // in lower case
    Money balance;        // what can be spent
    Money reserved;       // more than that, for payments that are not decided
    Timestamp changedAt;
};
STOA_STRUCT(StoreCreditView, buyerEmail, balance, reserved, changedAt)

struct ListStoreCredits {
    OrgId seller;
    SearchText text; // part of the e-mail address
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<StoreCreditView>; // changed last first
};
STOA_STRUCT(ListStoreCredits, seller, text, after, limit)
STOA_OPERATION(ListStoreCredits, .name = "store_credit.list_store_credits",
               .route = "/sellers/{seller}/store-credits", .permission = Permission::OrdersRead,
               .scope = Scope::Seller, .summary = "Who has credit with a seller");

struct StoreCreditBalances {
    std::vector<StoreCreditView> balances; // by currency; empty: the buyer never had any
};
STOA_STRUCT(StoreCreditBalances, balances)

// For the buyer, through the storefront, before an order is placed.
struct GetStoreCredit {
    OrgId seller;
    EmailText buyerEmail;
    using Reply = StoreCreditBalances;
};
STOA_STRUCT(GetStoreCredit, seller, buyerEmail)
STOA_OPERATION(GetStoreCredit, .name = "store_credit.get_store_credit", .method = Method::Post,
               .route = "/sellers/{seller}/store-credit-balance",
               .permission = Permission::OrdersPlace, .scope = Scope::Storefront,
               .summary = "What a buyer can spend with a seller");

// At the seller's expense: out of what is to be paid out to them, and as a debt beyond that.
// Errors, of field amount: store_credit.not_positive, order.wrong_currency,
// store_credit.above_limit (params limit: as for refunds one person decides alone),
// store_credit.day_is_over_limit (params limit, left: what the caller may still give away today).
struct GrantStoreCredit {
    OrgId seller;
    EmailText buyerEmail;
    Money amount;
    Text<1, 2000> note;
    using Reply = StoreCreditView;
};
STOA_STRUCT(GrantStoreCredit, seller, buyerEmail, amount, note)
STOA_OPERATION(GrantStoreCredit, .name = "store_credit.grant_store_credit", .method = Method::Post,
               .route = "/sellers/{seller}/store-credits", .permission = Permission::RefundsWrite,
               .scope = Scope::Seller, .kind = Kind::Command, .idempotency = Idempotency::Required,
               .rate = RateClass::Command, .summary = "Give a buyer credit");

using StoreCreditOperations = Operations<ListStoreCredits, GetStoreCredit, GrantStoreCredit>;

} // namespace stoa::api
