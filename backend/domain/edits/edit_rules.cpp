#include "domain/edits/edit_rules.h"

#include "domain/edits/edit_checks.h"

namespace stoa::edits {
namespace {

using orders::LineState;
using orders::OrderState;

// The line with another total and the commission and tax on it that it is to have, as far as they
// fit: beside the tax that the marketplace collects, and not below what was given back.
void settle(LineState& line, const Money& total, const Money& fee, const Money& feeTax)
{
    const Money given = line.commissionRefunded + line.commissionTaxRefunded;
    const Money none = total - total;
    line.total = total;
    line.tax = std::clamp(taxes::includedIn(total, line.taxBasisPoints), line.taxRefunded,
                          line.isTaxCollected ? total - given : total);
    const Money room = total - (line.isTaxCollected ? line.tax : none);
    const Money wanted = fee + feeTax;
    const Money gross = std::clamp(wanted, given, room);
    const Money share =
        gross == wanted || wanted.isZero() ? fee : gross.portion(fee.minor(), wanted.minor());
    line.commission =
        std::clamp(share, line.commissionRefunded, gross - line.commissionTaxRefunded);
    line.commissionTax = gross - line.commission;
}

void shrink(LineState& line, std::int64_t quantity)
{
    const Money total = line.unitPrice * quantity;
    const Money gross = line.commission + line.commissionTax;
    Money left = gross, fee = gross;
    if (gross.isPositive()) {
        left = gross.portion(total.minor(), line.total.minor());
        fee = left.portion(line.commission.minor(), gross.minor());
    }
    line.quantity = quantity;
    settle(line, total, fee, left - fee);
}

void grow(LineState& line, const orders::DecidedLine& more)
{
    line.quantity += more.quantity;
    settle(line, line.total + more.total, line.commission + more.commission,
           line.commissionTax + more.commissionTax);
}

void setShipping(OrderState& order, const Money& shipping)
{
    if (shipping == order.shipping) return;
    order.shipping = shipping;
    order.shippingTax = std::max(order.shippingTaxRefunded,
                                 taxes::includedIn(shipping, order.shippingTaxBasisPoints));
}

LineState lineOf(const orders::DecidedLine& decided)
{
    LineState line;
    line.id = decided.id;
    line.variant = decided.offer.variant;
    line.title = decided.offer.title;
    line.sku = decided.offer.sku;
    line.quantity = decided.quantity;
    line.unitPrice = decided.offer.price;
    line.total = decided.total;
    line.commission = decided.commission;
    line.commissionTax = decided.commissionTax;
    line.tax = decided.tax.tax;
    line.taxBasisPoints = decided.tax.basisPoints;
    line.isTaxCollected = decided.tax.isCollected;
    const Money none(0, decided.total.currency());
    line.refunded = line.commissionRefunded = line.commissionTaxRefunded = none;
    line.taxRefunded = none;
    return line;
}

// All that the order gets more of, as a basket: first what lines grow by, then what is new.
struct Basket {
    api::PlaceOrder request;
    std::vector<orders::Offered> offers;
    std::vector<std::size_t> grown;  // lines of the order
    std::vector<std::string> fields; // of the edit, one for each line of the request

    void grow(const LineState& line, std::size_t at, const Change& change)
    {
        request.lines.push_back({line.variant, change.quantity - line.quantity, std::nullopt});
        grown.push_back(at);
        fields.push_back(place("lines", change.place));
        const auto offer = std::ranges::find(offers, line.variant, &orders::Offered::variant);
        if (offer != offers.end()) offer->price = line.unitPrice;
    }

    // A refusal of the basket, as one of the edit.
    Error refusal(Error error) const
    {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const std::string mine = place("lines", i);
            if (!error.field.starts_with(mine + '.')) continue;
            error.field = i < grown.size() ? fields[i] + ".quantity"
                                           : fields[i] + error.field.substr(mine.size());
            break;
        }
        return error;
    }
};

Basket basketOf(const Ground& ground, const api::OrderEditContent& content,
                std::span<const Change> changes)
{
    Basket basket;
    basket.offers.assign(ground.offers.begin(), ground.offers.end());
    basket.request.seller = ground.seller;
    basket.request.shippingAddress = content.shippingAddress.value_or(ground.address);
    for (const Change& change : changes) {
        const LineState& line = ground.order.lines[change.line];
        if (change.quantity > line.quantity) basket.grow(line, change.line, change);
    }
    for (std::size_t i = 0; i < content.added.size(); ++i) {
        basket.request.lines.push_back(content.added[i]);
        basket.fields.push_back(place("added", i));
    }
    return basket;
}

// Grows the lines and adds the new ones.
Done fill(EditPlan& plan, const Ground& ground, const Basket& basket)
{
    if (basket.request.lines.empty()) return {};
    orders::Terms terms = ground.terms;
    terms.currency = plan.after.total.currency();
    auto decided = orders::decide(terms, basket.offers, basket.request, plan.after.id);
    if (!decided) return fail(basket.refusal(decided.error()));
    for (std::size_t i = 0; i < decided->lines.size(); ++i) {
        orders::DecidedLine& line = decided->lines[i];
        std::size_t at = plan.after.lines.size();
        if (i < basket.grown.size()) {
            at = basket.grown[i];
            grow(plan.after.lines[at], line);
        } else {
            plan.after.lines.push_back(lineOf(line));
        }
        plan.reserved.push_back({{at, line.quantity}, basket.fields[i]});
    }
    plan.added = std::move(*decided);
    const auto firstNew = plan.added.lines.begin() + std::ssize(basket.grown);
    plan.added.lines.erase(plan.added.lines.begin(), firstNew);
    return {};
}

// The order's total, and what follows for the buyer.
Done addUp(EditPlan& plan, const OrderState& before)
{
    OrderState& after = plan.after;
    std::int64_t total = after.shipping.minor(); // 200 lines, each below its limit, are in range
    for (const LineState& line : after.lines)
        total += line.total.minor();
    if (total > orders::kMaxTotalMinor) return fail(orders::tooLarge(before.total.currency()));
    after.total = Money(total, before.total.currency());
    after.reduced += before.total - after.total;
    const Money none = before.total - before.total;
    plan.back = std::max(none, after.excess());
    plan.toPay = std::max(none, -after.excess());
    return {};
}

Money sumOf(const OrderState& order, Money LineState::*all, Money LineState::*refunded)
{
    Money sum = order.total - order.total;
    for (const LineState& line : order.lines)
        sum += line.*all - line.*refunded;
    return sum;
}

Money commissionOf(const OrderState& order)
{
    return sumOf(order, &LineState::commission, &LineState::commissionRefunded);
}

Money commissionTaxOf(const OrderState& order)
{
    return sumOf(order, &LineState::commissionTax, &LineState::commissionTaxRefunded);
}

Money taxOf(const OrderState& order)
{
    return order.shippingTax - order.shippingTaxRefunded +
           sumOf(order, &LineState::tax, &LineState::taxRefunded);
}

Money collectedTaxOf(const OrderState& order)
{
    Money sum = order.total - order.total;
    if (order.isShippingTaxCollected) sum += order.shippingTax - order.shippingTaxRefunded;
    for (const LineState& line : order.lines) {
        if (line.isTaxCollected) sum += line.tax - line.taxRefunded;
    }
    return sum;
}

Money sellerNetOf(const OrderState& order)
{
    return order.captured - order.refunded - order.excess() - commissionOf(order) -
           commissionTaxOf(order) - collectedTaxOf(order);
}

api::OrderEditLineView viewOf(const LineState& line, std::int64_t quantityBefore)
{
    return {line.id,        line.variant,  line.title,     line.sku,
            quantityBefore, line.quantity, line.unitPrice, line.total};
}

} // namespace

std::vector<api::OrderLineRequest> linesWanted(const OrderState& order,
                                               const api::OrderEditContent& content)
{
    std::vector<api::OrderLineRequest> lines;
    for (const api::OrderLineChange& change : content.lines) {
        const auto line = std::ranges::find(order.lines, change.line, &LineState::id);
        if (line == order.lines.end() || change.quantity <= line->quantity) continue;
        lines.push_back({line->variant, change.quantity - line->quantity, std::nullopt});
    }
    lines.insert(lines.end(), content.added.begin(), content.added.end());
    return lines;
}

Result<EditPlan> planEdit(const Ground& ground, const api::OrderEditContent& content)
{
    const OrderState& order = ground.order;
    STOA_CHECK(mayEdit(ground));
    STOA_TRY(changes, changesOf(order, content));
    STOA_CHECK(checkDelivery(ground, content));
    EditPlan plan;
    plan.after = order;
    setShipping(plan.after, content.shipping.value_or(order.shipping));
    if (content.shippingAddress && partsOf(*content.shippingAddress) != partsOf(ground.address)) {
        plan.address = content.shippingAddress;
    }
    for (const Change& change : changes) {
        plan.changed.push_back(change.line);
        LineState& line = plan.after.lines[change.line];
        if (change.quantity > line.quantity) continue;
        plan.released.push_back({change.line, line.quantity - change.quantity});
        shrink(line, change.quantity);
    }
    std::ranges::sort(plan.changed);
    const Basket basket = basketOf(ground, content, changes);
    if (changes.empty() && basket.request.lines.empty() && !plan.address &&
        plan.after.shipping == order.shipping) {
        return fail(makeError(ErrorKind::Invalid, "order_edit.nothing"));
    }
    STOA_CHECK(checkAdded(plan.after, content, !basket.request.lines.empty()));
    STOA_CHECK(fill(plan, ground, basket));
    STOA_CHECK(addUp(plan, order));
    return plan;
}

api::OrderEditPreview previewOf(const OrderState& before, const EditPlan& plan)
{
    const OrderState& after = plan.after;
    api::OrderEditPreview preview;
    for (const std::size_t line : plan.changed)
        preview.lines.push_back(viewOf(after.lines[line], before.lines[line].quantity));
    for (std::size_t i = before.lines.size(); i < after.lines.size(); ++i) {
        preview.lines.push_back(viewOf(after.lines[i], 0));
        preview.lines.back().line.reset(); // it has no id yet that anybody could name
    }
    preview.totalBefore = before.total;
    preview.totalAfter = after.total;
    preview.shippingAfter = after.shipping;
    preview.back = plan.back;
    preview.toPay = plan.toPay;
    preview.commissionBefore = commissionOf(before);
    preview.commissionAfter = commissionOf(after);
    preview.commissionTaxBefore = commissionTaxOf(before);
    preview.commissionTaxAfter = commissionTaxOf(after);
    preview.taxBefore = taxOf(before);
    preview.taxAfter = taxOf(after);
    preview.sellerNetBefore = sellerNetOf(before);
    preview.sellerNetAfter = sellerNetOf(after);
    return preview;
}

std::array<std::string, 7> partsOf(const api::Address& address)
{
    return {address.name, address.street, address.street2, address.postalCode,
            address.city, address.region, address.country};
}

} // namespace stoa::edits
