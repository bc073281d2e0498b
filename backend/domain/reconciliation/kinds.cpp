#include "core/text.h"
#include "domain/reconciliation/compare.h"

#include <algorithm>

namespace stoa::reconciliation {
namespace {

using api::Movement;

struct KindRow {
    std::string_view kind;
    Movement movement;
};
// Source: docs.stripe.com/reports/balance-transaction-types, and the sandbox's own.
constexpr std::array kKinds{
    KindRow{"charge", Movement::Charge},
    KindRow{"payment", Movement::Charge},
    KindRow{"refund", Movement::Refund},
    KindRow{"payment_refund", Movement::Refund},
    KindRow{"refund_failure", Movement::RefundFailure},
    KindRow{"dispute", Movement::Dispute},
    KindRow{"dispute_won", Movement::DisputeReversal},
    KindRow{"transfer", Movement::Transfer},
    KindRow{"transfer_reversal", Movement::TransferReversal},
    KindRow{"transfer_refund", Movement::TransferReversal},
    KindRow{"transfer_cancel", Movement::TransferReversal},
    KindRow{"transfer_failure", Movement::TransferReversal},
    KindRow{"payout", Movement::Payout},
    KindRow{"payout_cancel", Movement::Payout},
    KindRow{"payout_failure", Movement::Payout},
    KindRow{"stripe_fee", Movement::Fee},
    KindRow{"stripe_fx_fee", Movement::Fee},
    KindRow{"tax_fee", Movement::Fee},
    KindRow{"network_cost", Movement::Fee},
    KindRow{"fee", Movement::Fee},
};

// Stripe books disputes as adjustments, both ways.
bool isAdjustedDispute(const gateways::BalanceLine& line)
{
    return line.kind == "adjustment" &&
           (line.source.starts_with("dp_") || line.source.starts_with("du_"));
}

Movement movementOf(const gateways::BalanceLine& line)
{
    if (isAdjustedDispute(line)) {
        return line.amount.isNegative() ? Movement::Dispute : Movement::DisputeReversal;
    }
    const auto* row = std::ranges::find(kKinds, line.kind, &KindRow::kind);
    return row == kKinds.end() ? Movement::Other : row->movement;
}

} // namespace

// What has no source has the line itself for one.
Moved movedOf(const gateways::BalanceLine& line)
{
    Moved moved;
    moved.movement = movementOf(line);
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
