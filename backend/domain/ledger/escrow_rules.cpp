#include "domain/ledger/escrow_rules.h"

namespace stoa::ledger {
namespace {

// `wanted`, from nothing to `most`.
Money within(const Money& wanted, const Money& most)
{
    const Money none(0, wanted.currency());
    return std::max(none, std::min(wanted, most));
}

} // namespace

Shares release(const EscrowState& state)
{
    Shares shares;
    shares.fee = within(state.feeLeft - state.released.fee, state.held);
    shares.tax = within(state.feeTaxLeft - state.released.tax, state.held - shares.fee);
    shares.seller = state.held - shares.fee - shares.tax;
    return shares;
}

RefundSources sourcesOf(const EscrowState& state, const Money& refund, const Money& feeBack,
                        const Money& feeTaxBack, const Money& payable)
{
    RefundSources sources;
    sources.hold = within(refund, state.held);
    Money rest = refund - sources.hold;
    // What the marketplace keeps beyond what it may keep now.
    sources.fee = within(state.released.fee - (state.feeLeft - feeBack), rest);
    rest -= sources.fee;
    sources.tax = within(state.released.tax - (state.feeTaxLeft - feeTaxBack), rest);
    rest -= sources.tax;
    sources.payable = within(payable, rest);
    sources.debt = rest - sources.payable;
    return sources;
}

} // namespace stoa::ledger
