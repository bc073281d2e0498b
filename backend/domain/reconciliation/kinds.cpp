#include "core/text.h"
#include "domain/reconciliation/compare.h"

namespace stoa::reconciliation {
namespace {

using api::Movement;
using gateways::BalanceKind;

Movement movementOf(BalanceKind kind)
{
    switch (kind) {
    case BalanceKind::Charge:
        return Movement::Charge;
    case BalanceKind::Refund:
        return Movement::Refund;
    case BalanceKind::RefundFailure:
        return Movement::RefundFailure;
    case BalanceKind::Dispute:
        return Movement::Dispute;
    case BalanceKind::DisputeReversal:
        return Movement::DisputeReversal;
    case BalanceKind::Transfer:
        return Movement::Transfer;
    case BalanceKind::TransferReversal:
        return Movement::TransferReversal;
    case BalanceKind::Payout:
        return Movement::Payout;
    case BalanceKind::Fee:
        return Movement::Fee;
    case BalanceKind::Other:
        break;
    }
    return Movement::Other;
}

} // namespace

// What has no source has the line itself for one.
Moved movedOf(const gateways::BalanceLine& line)
{
    Moved moved;
    moved.movement = movementOf(line.kind);
    moved.reference =
        clipped(line.source.empty() ? line.reference : line.source, gateways::kMaxReference);
    moved.amount = line.amount;
    moved.fee = line.fee;
    moved.at = line.createdAt;
    return moved;
}

bool isCompared(Movement movement)
{
    switch (movement) {
    case Movement::Charge:
    case Movement::Refund:
    case Movement::RefundFailure:
    case Movement::Dispute:
    case Movement::DisputeReversal:
    case Movement::Transfer:
    case Movement::TransferReversal:
    case Movement::Other:
        return true;
    case Movement::Payout:
    case Movement::Fee:
        break;
    }
    return false;
}

} // namespace stoa::reconciliation
