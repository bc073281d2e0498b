#include "domain/refunds/settle_refund.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/ledger/escrow.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refund_record.h"
#include "domain/refunds/refunds_sql.h"
#include "domain/refunds/reverse_refund.h"

namespace stoa::refunds {
namespace {

using orders::OrderState;
using payments::Conclusion;
using payments::Finding;

struct Settling {
    Unit& unit;
    const OrderState& order;
    const Conclusion& conclusion;
    RefundId refund;
    RefundPlan plan;

    void setStatus(Command command) const
    {
        const auto status = next(StateTable<api::RefundStatus, Command, Who>(kTransitions),
                                 api::RefundStatus::Pending, command);
        STOA_ASSERT(status.has_value());
        unit.db().defer(sql::kSettleRefund, unit.organisation(), refund, enumText(*status),
                        clipped(conclusion.outcome.reference, gateways::kMaxReference));
    }

    ledger::Entry ending(std::span<const ledger::Transfer> reserved) const
    {
        ledger::Entry entry;
        entry.currency = plan.total.currency();
        entry.order = order.id;
        entry.payment = conclusion.after.payment;
        entry.refund = refund;
        for (const ledger::Transfer& transfer : reserved) {
            if (conclusion.finding == Finding::Refunded)
                entry.confirm(transfer, "refund");
            else
                entry.release(transfer, "refund_failed");
        }
        return entry;
    }

    Done succeed() const
    {
        STOA_CHECK(moveStock(unit, order, plan, refund));
        setStatus(Command::Settle);
        STOA_TRY(reserved, ledger::reservedFor(unit, order.id, refund));
        ledger::Entry entry = ending(reserved);
        reachBuyer(unit, entry, plan);
        if (!plan.credit.isZero()) store_credit::touch(unit, plan.creditTo);
        ledger::post(unit, entry);
        raiseSucceeded(unit, order.id, refund, conclusion.after.payment, plan);
        return {};
    }

    Done takeBack() const
    {
        setStatus(Command::Fail);
        STOA_TRY(reserved, ledger::reservedFor(unit, order.id, refund));
        if (!reserved.empty()) ledger::post(unit, ending(reserved));
        ledger::Escrow escrow;
        escrow.order = order.id;
        ledger::putBack(unit, escrow, ledger::sourcesIn(reserved, plan.total.currency()));
        payments::recordRefund(unit, conclusion.after.payment, -plan.outside());
        orders::saveState(unit, takenBack(order, plan));
        unit.raise("refund.failed", order.id,
                   {{"refund", refund.text()},
                    {"amount", plan.total.text()},
                    {"reason", conclusion.reason}});
        return {};
    }
};

} // namespace

Done settleRefund(Unit& unit, const OrderState& order, const Conclusion& conclusion)
{
    if (conclusion.finding == Finding::Reversed) return reverseRefund(unit, order, conclusion);
    const bool isEnd =
        conclusion.finding == Finding::Refunded || conclusion.finding == Finding::Failed;
    if (!isEnd) return {};
    const RefundId refund(conclusion.after.id);
    STOA_TRY(plan, lockRefund(unit, order, refund, api::RefundStatus::Pending));
    if (!plan) return {};
    const Settling settling{unit, order, conclusion, refund, std::move(*plan)};
    return conclusion.finding == Finding::Refunded ? settling.succeed() : settling.takeBack();
}

Done giveAllBack(Unit& unit, OrderId id, const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadState(unit, id, orders::ForUpdate::Yes));
    if (order.captured == order.refunded) return {};
    api::RefundContent content;
    content.reason = api::refund_reason::kOther;
    if (order.captured < order.total) { // its store credit was given up: not every line is paid
        content.extra = order.captured - order.refunded;
        STOA_CHECK(commitRefund(unit, order, content, {}, providers));
        return {};
    }
    for (const orders::LineState& line : order.lines) {
        const std::int64_t left = line.quantity - line.refundedQuantity;
        if (left > 0) content.lines.push_back({line.id, left, std::nullopt, api::Restock::Keep});
    }
    content.shipping = order.shipping - order.shippingRefunded;
    content.extra = order.excess();
    STOA_CHECK(commitRefund(unit, order, content, {}, providers));
    return {};
}

} // namespace stoa::refunds
