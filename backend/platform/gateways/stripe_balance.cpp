#include "platform/gateways/stripe_shapes.h"

namespace stoa::gateways::stripe {
namespace {

struct TypeRow {
    std::string_view type;
    BalanceKind kind;
};
// Source: docs.stripe.com/reports/balance-transaction-types.
constexpr std::array kTypes{
    TypeRow{"charge", BalanceKind::Charge},
    TypeRow{"payment", BalanceKind::Charge},
    TypeRow{"refund", BalanceKind::Refund},
    TypeRow{"payment_refund", BalanceKind::Refund},
    TypeRow{"refund_failure", BalanceKind::RefundFailure},
    TypeRow{"transfer", BalanceKind::Transfer},
    TypeRow{"transfer_refund", BalanceKind::TransferReversal},
    TypeRow{"transfer_cancel", BalanceKind::TransferReversal},
    TypeRow{"transfer_failure", BalanceKind::TransferReversal},
    TypeRow{"payout", BalanceKind::Payout},
    TypeRow{"payout_cancel", BalanceKind::Payout},
    TypeRow{"payout_failure", BalanceKind::Payout},
    TypeRow{"stripe_fee", BalanceKind::Fee},
    TypeRow{"stripe_fx_fee", BalanceKind::Fee},
    TypeRow{"tax_fee", BalanceKind::Fee},
    TypeRow{"network_cost", BalanceKind::Fee},
};

} // namespace

// Disputes are booked as adjustments, both ways.
BalanceKind balanceKindOf(std::string_view type, std::string_view source, const Money& amount)
{
    const bool isOfDispute = source.starts_with("dp_") || source.starts_with("du_");
    if (type == "adjustment" && isOfDispute) {
        return amount.isNegative() ? BalanceKind::Dispute : BalanceKind::DisputeReversal;
    }
    const auto* row = std::ranges::find(kTypes, type, &TypeRow::type);
    return row == kTypes.end() ? BalanceKind::Other : row->kind;
}

} // namespace stoa::gateways::stripe
