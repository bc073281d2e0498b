#pragma once
// The refund calculator: what one refund gives back and who bears it. Pure; the preview and the
// commit use it alike, so what is shown before the click is what happens.
//
// - A line gives back its amount, or quantity times unit price, or what is left of the line when a
//   free amount took some of it before.
// - A free amount ("extra") gives back first what edits have lowered the order's total by and what
//   has not gone back yet ("excess"), of which no line and no commission has a part. Its rest is
//   laid on lines and shipping in proportion to what is left of them.
// - Commission and the tax on it are given back in proportion to how much of a line has been given
//   back in all: the part after this refund less the part before it. So a series of refunds never
//   gains or loses a minor unit, and the last one gives exactly the rest. A marketplace may keep
//   its commission instead; then the seller bears the refund alone.
// - The tax on goods and shipping that a refund includes is found alike, line by line. As far as
//   the marketplace collects it, it bears that part of the refund: it has less to pass on. Tax
//   comes before commission: the two never give back more than the line does, nor so little that
//   the seller would pay more than its own share of it.

#include "api/refunds.h"
#include "domain/ledger/escrow_rules.h"
#include "domain/orders/order_state.h"
#include "domain/store_credit/store_credit.h"

namespace stoa::refunds {

enum class Command { Approve, Decline, Expire, Send, Settle, Fail, Reverse };
enum class Who { Staff, Clock, Provider };
using Transition = stoa::Transition<api::RefundStatus, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::RefundStatus::AwaitingApproval, Command::Approve, api::RefundStatus::Requested,
               Who::Staff},
    Transition{api::RefundStatus::AwaitingApproval, Command::Decline, api::RefundStatus::Declined,
               Who::Staff},
    Transition{api::RefundStatus::AwaitingApproval, Command::Expire, api::RefundStatus::Expired,
               Who::Clock},
    Transition{api::RefundStatus::Requested, Command::Send, api::RefundStatus::Pending, Who::Staff},
    Transition{api::RefundStatus::Pending, Command::Settle, api::RefundStatus::Succeeded,
               Who::Provider},
    Transition{api::RefundStatus::Pending, Command::Fail, api::RefundStatus::Failed, Who::Provider},
    Transition{api::RefundStatus::Succeeded, Command::Reverse, api::RefundStatus::Failed,
               Who::Provider},
};

// What happens to one line. Quantity 0: it only takes a share of the free amount.
struct LinePlan {
    std::size_t line = 0; // index in OrderState::lines
    std::int64_t quantity = 0;
    Money amount;
    Money extra;
    Money commission;    // given back by the marketplace
    Money commissionTax; // given back with it
    Money tax;           // on the goods, included in amount and extra
    api::Restock restock = api::Restock::Keep;
    std::int64_t withdrawn = 0; // of `quantity`: had not left the house, and never will
};

struct RefundPlan {
    std::vector<LinePlan> lines; // in the order of the order's lines
    Money shipping;
    Money shippingExtra;
    Money shippingTax; // included in shipping and its extra
    Money extra;
    Money excess; // of `extra`
    Money total;
    Money commission;
    Money commissionTax;
    Money credit;                      // of the total: what becomes store credit
    store_credit::CreditId creditTo{}; // whose, once that is known

    Money outside() const { return total - credit; } // back through the provider
};

// What the marketplace gives back of what it keeps.
ledger::GivenBack givenBack(const orders::OrderState& order, const RefundPlan& plan);

// Errors, in this order: refund.empty, refund.negative, refund.wrong_currency,
// refund.duplicate_line (these with the field), refund.not_captured, refund.line_unknown,
// refund.quantity_exceeds_ordered, refund.amount_exceeds_line, refund.packed,
// refund.shipping_exceeds_paid, refund.exceeds_captured (the last five with params most),
// refund.empty when all comes to nothing.
enum class Commission { GiveBack, Keep };
Result<RefundPlan> planRefund(const orders::OrderState& order, const api::RefundContent& content,
                              Commission commission = Commission::GiveBack);

// What the plan takes of tax and commission, found anew.
void shareOut(const orders::OrderState& order, RefundPlan& plan, Commission commission);

// What of a refund becomes store credit: all of it if that is asked for; else what no payment
// through a provider can give back, because it has done so, the buyer's bank has it, or it was
// credit.
Money creditOf(const orders::OrderState& order, api::RefundDestination to, const Money& total);

// The order after the refund, and after a refund that was applied has failed.
orders::OrderState applied(orders::OrderState order, const RefundPlan& plan);
orders::OrderState takenBack(orders::OrderState order, const RefundPlan& plan);
// The order after the money of a refund that had succeeded came back: its goods stay where they
// are, so their quantities count as refunded still. What the buyer is owed goes out as `extra`.
orders::OrderState reversed(orders::OrderState order, const RefundPlan& plan);

// Without `transfers`, and as if all of it were still held: see refund_books.h.
api::RefundPreview previewOf(const orders::OrderState& order, const RefundPlan& plan);

} // namespace stoa::refunds
