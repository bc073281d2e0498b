#include "domain/payouts/escrow_operations.h"

#include "core/text.h"
#include "domain/ledger/escrow_sql.h"
#include "domain/orders/order_state.h"
#include "domain/orders/order_view.h"
#include "domain/payouts/payouts_sql.h"

namespace stoa::payouts {
namespace {

Result<ledger::Escrow> load(Unit& unit, OrderId order, ledger::Lock lock)
{
    STOA_TRY(found, ledger::loadEscrows(unit, {&order, 1}, lock));
    if (found.empty()) return fail(orders::notFound(order));
    return std::move(found.front());
}

Done notBlocked(const ledger::Escrow& escrow)
{
    if (escrow.hasClaim) {
        return fail(
            makeError(ErrorKind::Refused, "escrow.claim_open").with("order", escrow.number));
    }
    if (!escrow.isBlocked()) return {};
    return fail(makeError(ErrorKind::Refused, "escrow.refund_open")
                    .with("order", escrow.number)
                    .with("pending", escrow.state.pending.text()));
}

// After the release, as it will be read.
Result<api::EscrowView> released(Unit& unit, OrderId order, std::string_view by)
{
    STOA_CHECK(ledger::release(unit, {&order, 1}, by));
    STOA_TRY(after, load(unit, order, ledger::Lock::No));
    unit.setAuditTarget(order.text());
    return viewOf(after);
}

Result<bool> isBuyer(Unit& unit, const api::ConfirmReceipt& request)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectBuyer, unit.organisation(), request.order));
    const auto row = rows.optional();
    return row && lowered(row->get<std::string>("buyer_email")) ==
                      lowered(trimmed(request.buyerEmail.value));
}

bool hasAllLeft(const orders::OrderState& state)
{
    const auto parts = orders::partsOf(state);
    return parts.fulfilled > 0 && parts.fulfilled + parts.withdrawn >= parts.quantity;
}

api::SettlementPolicyView viewOf(const ledger::SettlementPolicy& policy)
{
    return {policy.releaseDays, policy.returnsCommission, policy.version};
}

} // namespace

api::EscrowStatus statusOf(const ledger::Escrow& escrow)
{
    if (escrow.captured.isPositive() && escrow.refunded == escrow.captured) {
        return api::EscrowStatus::Refunded;
    }
    if (escrow.state.disputed.isPositive()) return api::EscrowStatus::Disputed;
    if (escrow.releasedAt && releasable(escrow.state).isZero()) return api::EscrowStatus::Released;
    return escrow.dueAt ? api::EscrowStatus::Releasable : api::EscrowStatus::Held;
}

api::EscrowView viewOf(const ledger::Escrow& escrow)
{
    const ledger::EscrowState& state = escrow.state;
    return {
        escrow.order,          statusOf(escrow),   state.held,         state.pending,
        state.released.seller, state.released.fee, state.released.tax, state.released.collectedTax,
        escrow.dueAt,          escrow.releasedAt};
}

Result<api::EscrowView> handle(Unit& unit, const api::GetEscrow& request)
{
    STOA_TRY(escrow, load(unit, request.order, ledger::Lock::No));
    return viewOf(escrow);
}

Result<api::EscrowView> handle(Unit& unit, const api::ConfirmReceipt& request)
{
    STOA_TRY(isTheirs, isBuyer(unit, request));
    if (!isTheirs) return fail(orders::notFound(request.order));
    STOA_TRY(state, orders::loadState(unit, request.order, orders::ForUpdate::Yes));
    STOA_TRY(escrow, load(unit, request.order, ledger::Lock::No));
    if (escrow.releasedAt && releasable(escrow.state).isZero()) return viewOf(escrow);
    if (!hasAllLeft(state)) {
        return fail(
            makeError(ErrorKind::Refused, "escrow.not_shipped").with("order", state.number));
    }
    STOA_CHECK(notBlocked(escrow));
    STOA_TRY(hasArrived, orders::arriveAll(unit, state));
    if (hasArrived) orders::saveState(unit, state);
    return released(unit, request.order, "buyer");
}

Result<api::EscrowView> handle(Unit& unit, const api::ReleaseEscrow& request)
{
    STOA_TRY(escrow, load(unit, request.order, ledger::Lock::Yes));
    STOA_CHECK(notBlocked(escrow));
    if (releasable(escrow.state).isZero()) {
        return fail(
            makeError(ErrorKind::Refused, "escrow.nothing_held").with("order", escrow.number));
    }
    return released(unit, request.order, "staff");
}

Result<api::SettlementPolicyView> handle(Unit& unit, const api::GetSettlementPolicy& /*request*/)
{
    STOA_TRY(rows, unit.db().run(ledger_escrow::sql::kSelectPolicy));
    return viewOf(ledger::policyOf(rows));
}

Result<api::SettlementPolicyView> handle(Unit& unit, const api::SetSettlementPolicy& request)
{
    STOA_TRY(rows, unit.db().run(sql::kUpsertPolicy, unit.organisation(), request.releaseDays.value,
                                 request.returnsCommission, unit.now(), unit.actor().name,
                                 request.version));
    if (rows.affected() == 0) {
        STOA_TRY(current, handle(unit, api::GetSettlementPolicy{}));
        return fail(makeError(ErrorKind::Stale, "policy.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(current.version.value)));
    }
    unit.raise("settlement.policy_changed", unit.organisation(),
               {{"releaseDays", std::to_string(request.releaseDays.value)},
                {"returnsCommission", request.returnsCommission ? "true" : "false"}});
    return handle(unit, api::GetSettlementPolicy{});
}

} // namespace stoa::payouts
