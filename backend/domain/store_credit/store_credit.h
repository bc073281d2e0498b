#pragma once
// What buyers have with a seller. A credit is a row that says whose it is, and an account of the
// ledger that says how much it is: constrained, so that whoever spends at the same time, it is
// never below zero. Refunds, grants and orders put in and take out; they post, and come here to
// learn to which account.
//
// Lock order: stock levels, credits by id, ledger accounts by id.

#include "api/store_credit.h"
#include "domain/ledger/ledger.h"

namespace stoa::store_credit {

struct CreditIdTag {
    static constexpr std::string_view kPrefix = "crd";
};
using CreditId = Id<CreditIdTag>;

ledger::Account accountOf(CreditId credit);
// The e-mail address as it names a buyer.
std::string buyerOf(std::string_view email);

// Of the unit's seller; the buyer's first is made. Locks it, and says that it changes now. One
// round trip.
Result<CreditId> open(Unit& unit, std::string_view email, Currency currency);
// Says the same of one whose id is known. Goes out with the next round trip.
void touch(Unit& unit, CreditId credit);

// In the order of their currencies.
Result<std::vector<api::StoreCreditView>> creditsOf(Unit& unit, std::string_view email);

// Errors: cursor.malformed.
Result<Page<api::StoreCreditView>> handle(Unit& unit, const api::ListStoreCredits& request);
Result<api::StoreCreditBalances> handle(Unit& unit, const api::GetStoreCredit& request);

} // namespace stoa::store_credit
