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

Money releasable(const EscrowState& state)
{
    return state.excess.isZero() ? state.held : state.held - within(state.excess, state.held);
}

Shares release(const EscrowState& state)
{
    const Money all = releasable(state);
    Shares shares;
    shares.fee = within(state.feeLeft - state.released.fee, all);
    shares.tax = within(state.feeTaxLeft - state.released.tax, all - shares.fee);
    const Money rest = all - shares.fee - shares.tax;
    shares.collectedTax = within(state.collectedTaxLeft - state.released.collectedTax, rest);
    shares.seller = rest - shares.collectedTax;
    return shares;
}

RefundSources sourcesOf(const EscrowState& state, const Money& refund, const GivenBack& back,
                        const Money& payable)
{
    RefundSources sources;
    sources.hold = within(refund, state.held);
    Money rest = refund - sources.hold;
    // What the marketplace keeps beyond what it may keep now.
    const auto take = [&rest](const Money& released, const Money& left, const Money& given) {
        const Money taken = within(released - (left - given), rest);
        rest -= taken;
        return taken;
    };
    const Shares& released = state.released;
    sources.fee = take(released.fee, state.feeLeft, back.fee);
    sources.tax = take(released.tax, state.feeTaxLeft, back.feeTax);
    sources.collectedTax = take(released.collectedTax, state.collectedTaxLeft, back.collectedTax);
    sources.payable = within(payable, rest);
    sources.debt = rest - sources.payable;
    return sources;
}

} // namespace stoa::ledger
