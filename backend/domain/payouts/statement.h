#pragma once
// A payout's statement as a file: every movement of the seller's balance since the payout before,
// between the balance then and the balance now. opening + lines − payout = closing, to the cent.
// CSV for programs (RFC 4180, UTF-8, English headings, amounts with a point), PDF for people.

#include "api/payouts.h"

namespace stoa::payouts {

constexpr std::size_t kMaxStatementLines = 20'000;

struct StatementLine {
    Timestamp at;
    std::string order;  // its number, or why store credit was given; empty when there is none
    std::string reason; // of the transfer: "release", "refund", "debt_paid", "credit_granted"
    Money amount;       // negative: taken from the balance
};

struct Statement {
    api::PayoutView payout;
    Money opening;
    std::vector<StatementLine> lines; // oldest first
    Money closing;
};

std::string csvOf(const Statement& statement);
std::string pdfOf(const Statement& statement); // the bytes

api::StatementView fileOf(const Statement& statement, api::StatementFormat format);

} // namespace stoa::payouts
