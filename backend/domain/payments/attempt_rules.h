#pragma once
// What to do with a provider's answer, or with its silence: pure. An attempt knows its next step
// and whether that step has been sent; whoever finds a step that was sent asks what became of it
// before anything else, because it may have happened. Nothing is decided without an answer.
//
//     authorise → capture → captured       what a payment wants
//     authorise, capture → cancel → failed when its time is up: a provider that may hold the money
//                                          is told to let go, and asked until it has
//     failed → cancel, or captured         what was given up for lost arrived after all: the
//                                          provider says so by itself, and is told to let go
//     refund → refunded or failed          has no end of time: it is asked until it is known
//     refunded → reversed                  days later: the buyer's account did not take it
//
// Money that turns out to have been captured counts as captured, however late.

#include "api/orders.h"
#include "platform/gateways/payment_gateway.h"

namespace stoa::payments {

// How long a buyer's payment may take. Source: Sharetribe's default process (PT15M).
constexpr Duration kPaymentTime = std::chrono::minutes(15);

// Why a payment failed whose time was up.
inline constexpr std::string_view kExpired = "expired";

enum class Step { Authorise, Capture, Cancel, Refund, Settled };
STOA_ENUM(Step, Authorise, Capture, Cancel, Refund, Settled)

struct Attempt {
    Uuid id; // of the payment or the refund
    PaymentId payment;
    OrderId order;
    std::string provider;
    Step step = Step::Authorise;
    bool isSent = false;
    std::string method;    // the buyer's token
    std::string reference; // the provider's payment, once it is known
    Money amount;
    int asked = 0; // how often the outcome was not known
    Timestamp expiresAt{};
    bool hasFailed = false;          // its payment has come to nothing
    std::optional<OrderEditId> edit; // that its payment is for; absent: the order as it was placed

    bool isRefund() const { return id != payment.uuid(); }
};

// A payment whose time is up is not captured any more, but given up.
Attempt asOf(Attempt attempt, Timestamp now);

enum class Action {
    Nothing, // it is settled
    Expire,  // nothing was sent that has arrived, and its time is up
    Send,
    Ask, // what became of the step that was sent
};
Action nextAction(const Attempt& attempt, Timestamp now);
// The same when the provider has said that something happened: what is settled is looked at again
// if it may still change, which refunds do and payments that failed.
Action actionAfterNews(const Attempt& attempt, Timestamp now);

// True when nobody has worked on the attempt since it was prepared: the answer is about what it is
// now.
bool isAsPrepared(const Attempt& now, const Attempt& then);

// What an answer means.
enum class Finding {
    Unknown,    // ask again later
    Again,      // it never happened: send the same attempt again
    Authorised, // and the next step is known
    Captured,
    Failed,   // no money was moved
    Refunded, // and given back
    Reversed, // was refunded, and the money has come back since
};
struct Conclusion {
    Finding finding = Finding::Unknown;
    Attempt after;      // as it is to be stored
    std::string reason; // of Failed
    gateways::Outcome outcome{};
};
// `action` is what was done: Expire, Send or Ask.
Conclusion conclude(Attempt attempt, Action action, const gateways::Outcome& outcome,
                    Timestamp now);

constexpr int kQuickAsks = 20; // within a quarter of an hour
// How long to wait before the outcome is asked for again: 2 s, doubling up to a minute, so that a
// provider that is back is soon asked; after kQuickAsks 5 min.
Duration pauseBeforeAsking(int asked);

} // namespace stoa::payments
