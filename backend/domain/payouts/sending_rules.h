#pragma once
// What to do with a provider's answer about a payout, or with its silence: pure. As with payments,
// an attempt knows its next step and whether that step has been sent; whoever finds one that was
// sent asks what became of it, and nothing is decided without an answer. The payout's id is the
// attempt's: a payout that failed is never sent again, its amount goes into the next batch.
//
//     transfer → settled                  our balance with the provider → the seller's account
//     there transfer → pay_out → settled        and, when the policy says so, on to the seller's
//     bank pay_out → reverse → settled         the bank refused it: the transfer is taken back
//     settled → reverse → settled         or returned it days later, after it had counted as paid
//     settled                             the provider took the transfer back by itself
//
// A transfer that can't be taken back, because the seller's account is empty, stays: the seller has
// the money, so the payout is paid.

#include "api/payouts.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::payouts {

enum class Step { Transfer, PayOut, Reverse, Settled };
STOA_ENUM(Step, Transfer, PayOut, Reverse, Settled)

struct Attempt {
    PayoutId id;
    api::PayoutProvider provider = api::PayoutProvider::Sandbox;
    std::string account;
    Money amount;
    Step step = Step::Transfer;
    bool isSent = false;
    bool paysToBank = false;
    std::string reference; // the provider's transfer, once it is known
    std::string reason;    // of Reverse: why
    int asked = 0;         // how often the outcome was not known
    bool isPaid = false;   // the payout is

    friend bool operator==(const Attempt&, const Attempt&) = default;
};

enum class Action { Nothing, Send, Ask };
Action nextAction(const Attempt& attempt);
// The same when the provider has said that something happened: what is paid is looked at again.
Action actionAfterNews(const Attempt& attempt);

enum class Finding {
    Unknown,     // ask again later
    Again,       // it never happened: send the same attempt again
    Transferred, // and the bank is next
    Paid,
    Failed,   // no money was moved
    Refused,  // by the bank: the transfer is to be taken back
    Returned, // the transfer has been taken back
    Kept,     // it can't be
};
struct Conclusion {
    Finding finding = Finding::Unknown;
    Attempt after; // as it is to be stored
};
// `action` is what was done: Send or Ask.
Conclusion conclude(Attempt attempt, Action action, const gateways::Outcome& outcome);

// How long to wait before the outcome is asked for again: as with payments, but of a bank, which
// takes days, every hour in the end. What it decides meanwhile the provider tells by itself.
Duration pauseBeforeAsking(const Attempt& attempt);

} // namespace stoa::payouts
