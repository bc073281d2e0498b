#include "domain/refunds/refund_rules.h"

#include "core/assert.h"

#include <unordered_set>

namespace stoa::refunds {
namespace {

using orders::LineState;
using orders::OrderState;

std::string lineField(std::size_t index, std::string_view member)
{
    return "lines[" + std::to_string(index) + "]." + std::string(member);
}

Error invalid(std::string_view code, std::string_view field)
{
    return makeError(ErrorKind::Invalid, code).in(field);
}

Error tooMuch(std::string_view code, std::string_view field, std::string_view most)
{
    return makeError(ErrorKind::Refused, code).in(field).with("most", most);
}

// The named amounts of a refund, with their fields.
std::vector<std::pair<std::string, Money>> amountsIn(const api::RefundContent& content)
{
    std::vector<std::pair<std::string, Money>> amounts;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        if (content.lines[i].amount)
            amounts.emplace_back(lineField(i, "amount"), *content.lines[i].amount);
    }
    if (content.shipping) amounts.emplace_back("shipping", *content.shipping);
    if (content.extra) amounts.emplace_back("extra", *content.extra);
    return amounts;
}

Done checkContent(const api::RefundContent& content, Currency currency)
{
    const auto amounts = amountsIn(content);
    const bool hasAmount = std::any_of(amounts.begin(), amounts.end(),
                                       [](const auto& each) { return !each.second.isZero(); });
    if (content.lines.empty() && !hasAmount) {
        return fail(makeError(ErrorKind::Invalid, "refund.empty"));
    }
    for (const auto& [field, amount] : amounts) {
        if (amount.isNegative()) return fail(invalid("refund.negative", field));
    }
    for (const auto& [field, amount] : amounts) {
        if (amount.currency() == currency) continue;
        return fail(invalid("refund.wrong_currency", field).with("expected", currency.code()));
    }
    std::unordered_set<OrderLineId> seen;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        if (!seen.insert(content.lines[i].line).second) {
            return fail(invalid("refund.duplicate_line", lineField(i, "line")));
        }
    }
    return {};
}

// Goods that have not left the house are withdrawn first, unless the buyer is to get them.
std::int64_t withdrawnOf(const LineState& line, const api::RefundLine& wanted)
{
    if (wanted.restock == api::Restock::Keep) return 0;
    return std::min<std::int64_t>(wanted.quantity, line.open());
}

Result<LinePlan> planLine(const OrderState& order, const api::RefundLine& wanted, std::size_t index)
{
    const auto found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](const LineState& line) { return line.id == wanted.line; });
    if (found == order.lines.end()) {
        return fail(invalid("refund.line_unknown", lineField(index, "line")));
    }
    const LineState& line = *found;
    const std::int64_t quantityLeft = line.quantity - line.refundedQuantity;
    if (wanted.quantity > quantityLeft) {
        return fail(tooMuch("refund.quantity_exceeds_ordered", lineField(index, "quantity"),
                            std::to_string(quantityLeft)));
    }
    const Money most = std::min(line.unitPrice * wanted.quantity, line.total - line.refunded);
    if (wanted.amount && *wanted.amount > most) {
        return fail(tooMuch("refund.amount_exceeds_line", lineField(index, "amount"), most.text()));
    }
    LinePlan plan;
    plan.line = static_cast<std::size_t>(found - order.lines.begin());
    plan.quantity = wanted.quantity;
    plan.amount = wanted.amount.value_or(most);
    plan.extra = plan.commission = plan.commissionTax = plan.tax = Money(0, order.total.currency());
    plan.restock = wanted.restock;
    plan.withdrawn = withdrawnOf(line, wanted);
    // What comes back must have left: goods in a waiting parcel are unpacked first.
    if (wanted.restock != api::Restock::Keep && line.packed > 0 &&
        wanted.quantity - plan.withdrawn > line.fulfilled) {
        return fail(tooMuch("refund.packed", lineField(index, "quantity"),
                            std::to_string(line.open() + line.fulfilled)));
    }
    return plan;
}

// Lays what of the free amount is no excess on what is left of the lines and the shipping.
void allocateExtra(const OrderState& order, RefundPlan& plan)
{
    std::vector<std::int64_t> left;
    for (const LineState& line : order.lines)
        left.push_back((line.total - line.refunded).minor());
    for (const LinePlan& line : plan.lines)
        left[line.line] -= line.amount.minor();
    left.push_back((order.shipping - order.shippingRefunded - plan.shipping).minor());

    const auto shares = (plan.extra - plan.excess).allocate(left);
    plan.shippingExtra = shares.back();
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        if (shares[i].isZero()) continue;
        const auto planned = std::find_if(plan.lines.begin(), plan.lines.end(),
                                          [i](const LinePlan& line) { return line.line == i; });
        if (planned != plan.lines.end()) {
            planned->extra = shares[i];
            continue;
        }
        const Money none(0, order.total.currency());
        plan.lines.push_back({i, 0, none, shares[i], none, none, none, api::Restock::Keep, 0});
    }
}

void giveCommissionBack(const OrderState& order, RefundPlan& plan)
{
    for (LinePlan& planned : plan.lines) {
        const LineState& line = order.lines[planned.line];
        if (line.total.isZero()) continue;
        const Money gross = line.commission + line.commissionTax;
        if (gross.isZero()) continue;
        // Fee and tax together are rounded once, then divided: so neither shrinks from one refund
        // to the next. What an earlier refund kept comes back as far as this one reaches.
        const Money before = line.commissionRefunded + line.commissionTaxRefunded;
        const Money now = planned.amount + planned.extra;
        const Money none(0, now.currency());
        const Money most = now - (line.isTaxCollected ? planned.tax : none);
        const Money refunded = line.refunded + now;
        const Money taxAfter = line.isTaxCollected ? line.taxRefunded + planned.tax : none;
        const Money sellerShare = line.total - gross - (line.isTaxCollected ? line.tax : none);
        // However tax and commission are rounded, a seller gives back no more than it was to get.
        const Money due = std::max(gross.portion(refunded.minor(), line.total.minor()),
                                   std::min(gross, refunded - taxAfter - sellerShare));
        // An edit between two refunds rounds once more: what went back stays where it is.
        const Money after = std::clamp(due, before, before + most);
        const Money fee = std::clamp(after.portion(line.commission.minor(), gross.minor()),
                                     line.commissionRefunded, after - line.commissionTaxRefunded);
        planned.commission = fee - line.commissionRefunded;
        planned.commissionTax = after - fee - line.commissionTaxRefunded;
        STOA_ASSERT(!planned.commission.isNegative() && !planned.commissionTax.isNegative());
        plan.commission += planned.commission;
        plan.commissionTax += planned.commissionTax;
    }
}

// The tax in what is given back now, so that all of it has come back with the last minor unit.
// `total` includes `tax`, of which `back` is given back already with `refunded`.
Money taxIn(const Money& now, const Money& tax, const Money& back, const Money& total,
            const Money& refunded)
{
    const Money none(0, now.currency());
    if (tax.isZero()) return none;
    const Money due = tax.portion((refunded + now).minor(), total.minor());
    return std::max(none, std::min(due - back, now));
}

void findTax(const OrderState& order, RefundPlan& plan)
{
    for (LinePlan& planned : plan.lines) {
        const LineState& line = order.lines[planned.line];
        planned.tax = taxIn(planned.amount + planned.extra, line.tax, line.taxRefunded, line.total,
                            line.refunded);
    }
    plan.shippingTax = taxIn(plan.shipping + plan.shippingExtra, order.shippingTax,
                             order.shippingTaxRefunded, order.shipping, order.shippingRefunded);
}

} // namespace

ledger::GivenBack givenBack(const OrderState& order, const RefundPlan& plan)
{
    ledger::GivenBack back{plan.commission, plan.commissionTax, Money(0, plan.total.currency())};
    if (order.isShippingTaxCollected) back.collectedTax += plan.shippingTax;
    for (const LinePlan& planned : plan.lines) {
        if (order.lines[planned.line].isTaxCollected) back.collectedTax += planned.tax;
    }
    return back;
}

Result<RefundPlan> planRefund(const OrderState& order, const api::RefundContent& content,
                              Commission commission)
{
    const Currency currency = order.total.currency();
    STOA_CHECK(checkContent(content, currency));
    if (!order.captured.isPositive()) {
        return fail(makeError(ErrorKind::Refused, "refund.not_captured"));
    }
    const Money none(0, currency);
    RefundPlan plan;
    plan.shipping = content.shipping.value_or(none);
    plan.extra = content.extra.value_or(none);
    plan.shippingExtra = plan.shippingTax = plan.commission = plan.commissionTax = none;
    plan.credit = none;
    plan.total = plan.shipping;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        STOA_TRY(line, planLine(order, content.lines[i], i));
        plan.total += line.amount;
        plan.lines.push_back(std::move(line));
    }
    const Money shippingLeft = order.shipping - order.shippingRefunded;
    if (plan.shipping > shippingLeft) {
        return fail(tooMuch("refund.shipping_exceeds_paid", "shipping", shippingLeft.text()));
    }
    const Money most = order.captured - order.refunded;
    if (plan.total > most || plan.extra > most - plan.total) {
        return fail(
            makeError(ErrorKind::Refused, "refund.exceeds_captured").with("most", most.text()));
    }
    plan.total += plan.extra;
    plan.excess = std::min(plan.extra, order.excess());
    if (plan.total.isZero()) return fail(makeError(ErrorKind::Invalid, "refund.empty"));
    if (plan.extra.isPositive()) allocateExtra(order, plan);
    std::sort(plan.lines.begin(), plan.lines.end(),
              [](const LinePlan& a, const LinePlan& b) { return a.line < b.line; });
    shareOut(order, plan, commission);
    return plan;
}

void shareOut(const OrderState& order, RefundPlan& plan, Commission commission)
{
    const Money none(0, order.total.currency());
    plan.commission = plan.commissionTax = none;
    for (LinePlan& line : plan.lines)
        line.commission = line.commissionTax = none;
    findTax(order, plan);
    if (commission == Commission::GiveBack) giveCommissionBack(order, plan);
}

Money creditOf(const OrderState& order, api::RefundDestination to, const Money& total)
{
    if (to == api::RefundDestination::StoreCredit) return total;
    Money credit = total;
    for (const payments::Captured& payment : order.payments)
        credit -= std::min(credit, payment.room());
    return credit;
}

OrderState applied(OrderState order, const RefundPlan& plan)
{
    for (const LinePlan& planned : plan.lines) {
        LineState& line = order.lines[planned.line];
        line.refundedQuantity += planned.quantity;
        line.withdrawn += planned.withdrawn;
        line.refunded += planned.amount + planned.extra;
        line.commissionRefunded += planned.commission;
        line.commissionTaxRefunded += planned.commissionTax;
        line.taxRefunded += planned.tax;
    }
    order.shippingRefunded += plan.shipping + plan.shippingExtra;
    order.excessRefunded += plan.excess;
    order.shippingTaxRefunded += plan.shippingTax;
    order.refunded += plan.total;
    return order;
}

OrderState reversed(OrderState order, const RefundPlan& plan)
{
    for (const LinePlan& planned : plan.lines) {
        LineState& line = order.lines[planned.line];
        line.refunded -= planned.amount + planned.extra;
        line.commissionRefunded -= planned.commission;
        line.commissionTaxRefunded -= planned.commissionTax;
        line.taxRefunded -= planned.tax;
    }
    order.shippingRefunded -= plan.shipping + plan.shippingExtra;
    order.excessRefunded -= plan.excess;
    order.shippingTaxRefunded -= plan.shippingTax;
    order.refunded -= plan.total;
    return order;
}

OrderState takenBack(OrderState order, const RefundPlan& plan)
{
    for (const LinePlan& planned : plan.lines) {
        order.lines[planned.line].refundedQuantity -= planned.quantity;
        order.lines[planned.line].withdrawn -= planned.withdrawn;
    }
    return reversed(std::move(order), plan);
}

api::RefundPreview previewOf(const OrderState& order, const RefundPlan& plan)
{
    const OrderState after = applied(order, plan);
    api::RefundPreview preview;
    preview.buyer = preview.fromEscrow = plan.total;
    preview.toCredit = plan.credit;
    preview.fromCommission = plan.commission;
    preview.fromCommissionTax = plan.commissionTax;
    preview.fromCollectedTax = givenBack(order, plan).collectedTax;
    preview.fromSeller =
        plan.total - plan.commission - plan.commissionTax - preview.fromCollectedTax;
    preview.tax = plan.shippingTax;
    for (const LinePlan& planned : plan.lines)
        preview.tax += planned.tax;
    preview.mostRefundable = order.captured - order.refunded;
    preview.escrowAfter = after.captured - after.refunded;
    const Money none(0, order.total.currency());
    preview.commissionAfter = preview.commissionTaxAfter = none;
    Money collectedAfter =
        after.isShippingTaxCollected ? after.shippingTax - after.shippingTaxRefunded : none;
    for (const LineState& line : after.lines) {
        preview.commissionAfter += line.commission - line.commissionRefunded;
        preview.commissionTaxAfter += line.commissionTax - line.commissionTaxRefunded;
        if (line.isTaxCollected) collectedAfter += line.tax - line.taxRefunded;
    }
    preview.sellerNetAfter = preview.escrowAfter - after.excess() - preview.commissionAfter -
                             preview.commissionTaxAfter - collectedAfter;
    preview.fromPayable = preview.toDebt = none;
    preview.nextPayoutBefore = preview.nextPayoutAfter = none;
    for (const LinePlan& planned : plan.lines) {
        if (planned.quantity == 0) continue;
        const LineState& line = order.lines[planned.line];
        preview.lines.push_back(
            {line.id, line.title, planned.quantity, planned.amount, planned.restock});
    }
    return preview;
}

} // namespace stoa::refunds
