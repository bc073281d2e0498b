#pragma once
// Proves the books of one seller: what the command line runs, and tests after every storm. Each
// check is one statement that lists what breaks a rule, so nothing found means that all hold.
//
//     I1  both accounts of a transfer exist, are of its kinds and of its currency
//     I2  kept balances equal the sums over transfers
//     I3  debits equal credits in each currency
//     I4  an order's hold is what was captured less what was given back and what was released
//     I5  refunds, refund lines, payments, store credit and order tell the same amounts, never
//     above
//         captured
//     I6  what a post, void or expiry resolves exists, with the same accounts and amount
//     I7  a line's commission given back, and the tax on it, are the sums over its refunds
//     I8  what an order has released, and to whom, is what its transfers say
//     I9  no hold, payable or store credit is below zero, no seller has paid back more than owed
//     I10 the tax that lines and shipping have given back is the sum over their refunds, and what
//         the marketplace collects of an order is the sum over lines and shipping
//     I11 what buyers have as store credit is what was granted and refunded as such, less what was
//         spent and what banks have taken of it, and what is reserved of it belongs to payments and
//         disputes that are not decided
//     I12 an order is the sum of its lines, and one that was edited has captured its total and what
//         edits took off it; what was paid for edits counts as taken off until they are done
//     I13 an edit that costs more is done when just that was captured for it, by one payment

#include "api/ids.h"
#include "platform/db/connection.h"

namespace stoa::ledger {

struct Finding {
    std::string rule;    // "I2"
    std::string subject; // "ord_…", "acc_…", a currency, or a credit's UUID
    std::string detail;  // "debits_posted 1200, transfers say 1300"
};

constexpr std::int64_t kMaxFindings = 100; // of each rule

// Run it in a read-only Transaction, which gives one snapshot for all rules. Reads every transfer
// of the seller: set the connection's deadline accordingly.
Result<std::vector<Finding>> verify(db::Connection& connection, OrgId seller);

} // namespace stoa::ledger
