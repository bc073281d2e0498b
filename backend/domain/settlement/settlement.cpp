#include "domain/settlement/settlement.h"

#include "core/assert.h"
#include "domain/edits/edit_payment.h"
#include "domain/orders/settle_payment.h"
#include "domain/refunds/settle_refund.h"

namespace stoa::settlement {
namespace {

using gateways::Outcome;
using gateways::Provider;
using payments::Action;
using payments::Attempt;
using payments::Finding;
using payments::Step;

Outcome send(const Provider& provider, const Attempt& attempt)
{
    switch (attempt.step) {
    case Step::Authorise:
        return provider.authorise(attempt.id, attempt.amount, attempt.method);
    case Step::Capture:
        return provider.capture(attempt.id, attempt.amount, attempt.reference);
    case Step::Cancel:
        return provider.cancel(attempt.id, attempt.reference);
    case Step::Refund:
        return provider.refund(attempt.id, attempt.amount, attempt.reference);
    case Step::Settled:
        break;
    }
    return {};
}

Settled settledAs(const payments::Conclusion& conclusion)
{
    if (conclusion.after.step == Step::Settled) return {Next::Settled, {}};
    if (conclusion.finding == Finding::Unknown) {
        return {Next::Wait, payments::pauseBeforeAsking(conclusion.after.asked)};
    }
    return {Next::GoOn, {}};
}

} // namespace

Result<std::optional<Prepared>> prepare(Unit& unit, const Uuid& id, News news)
{
    STOA_TRY(found, payments::lockAttempt(unit, id));
    if (!found) return std::optional<Prepared>();
    Prepared prepared{payments::asOf(std::move(*found), unit.now()), Action::Nothing};
    prepared.action = news == News::Yes ? payments::actionAfterNews(prepared.attempt, unit.now())
                                        : payments::nextAction(prepared.attempt, unit.now());
    if (prepared.action == Action::Nothing) return std::optional<Prepared>();
    if (prepared.action == Action::Send) {
        prepared.attempt.isSent = true;
        payments::saveAttempt(unit, prepared.attempt);
    }
    return std::optional(std::move(prepared));
}

Outcome ask(const Provider& provider, const Prepared& prepared)
{
    switch (prepared.action) {
    case Action::Send:
        return send(provider, prepared.attempt);
    case Action::Ask:
        if (prepared.attempt.isRefund()) {
            return provider.findRefund(prepared.attempt.id, prepared.attempt.reference);
        }
        return provider.findPayment(prepared.attempt.id);
    case Action::Expire:
    case Action::Nothing:
        break;
    }
    return {};
}

Result<Settled> settle(Unit& unit, const Prepared& prepared, const Outcome& outcome,
                       const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadState(unit, prepared.attempt.order, orders::ForUpdate::Yes));
    STOA_TRY(current, payments::lockAttempt(unit, prepared.attempt.id));
    STOA_ASSERT(current.has_value());
    if (!payments::isAsPrepared(*current, prepared.attempt)) return Settled{Next::GoOn, {}};
    if (prepared.isReview() && outcome.verdict == gateways::Verdict::InDoubt) {
        return Settled{Next::Wait, payments::pauseBeforeAsking(1)};
    }
    const auto conclusion = payments::conclude(*current, prepared.action, outcome, unit.now());
    payments::saveAttempt(unit, conclusion.after);
    if (prepared.attempt.isRefund()) {
        STOA_CHECK(refunds::settleRefund(unit, order, conclusion));
    } else if (prepared.attempt.edit) {
        STOA_CHECK(edits::settlePayment(unit, order, conclusion, providers));
    } else {
        const bool isUnwanted = order.status == api::OrderStatus::Canceled;
        STOA_CHECK(orders::settlePayment(unit, std::move(order), conclusion));
        if (isUnwanted && conclusion.finding == Finding::Captured) {
            STOA_CHECK(refunds::giveAllBack(unit, conclusion.after.order, providers));
        }
    }
    return settledAs(conclusion);
}

} // namespace stoa::settlement
