#include "domain/edits/edit_rules.h"

#include "domain/edits/edit_checks.h"

namespace stoa::edits {
namespace {

using orders::LineState;
using orders::OrderState;

struct Cut {
    Money fee;
    Money tax;
};

Cut shrunk(const LineState& line, const Money& total)
{
    const Money gross = line.commission + line.commissionTax;
    if (gross.isZero()) return {line.commission, line.commissionTax};
    const Money given = line.commissionRefunded + line.commissionTaxRefunded;
    const Money left = std::max(given, gross.portion(total.minor(), line.total.minor()));
    const Money fee = std::clamp(left.portion(line.commission.minor(), gross.minor()),
                                 line.commissionRefunded, left - line.commissionTaxRefunded);
    return {fee, left - fee};
}

void shrink(LineState& line, std::int64_t quantity)
{
    const Money total = line.unitPrice * quantity;
    const Cut cut = shrunk(line, total);
    line.quantity = quantity;
    line.total = total;
    line.commission = cut.fee;
    line.commissionTax = cut.tax;
}

void grow(LineState& line, const orders::DecidedLine& more)
{
    line.quantity += more.quantity;
    line.total += more.total;
    line.commission += more.commission;
    line.commissionTax += more.commissionTax;
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
    const Money none(0, decided.total.currency());
    line.refunded = line.commissionRefunded = line.commissionTaxRefunded = none;
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
Done settle(EditPlan& plan, const OrderState& before)
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

Money sellerNetOf(const OrderState& order)
{
    return order.captured - order.refunded - order.excess() - commissionOf(order) -
           commissionTaxOf(order);
}

api::OrderEditLineView viewOf(const LineState& line, std::int64_t quantityBefore)
{
    return {line.id,  line.variant,  line.title, line.sku, quantityBefore,
            line.quantity, line.unitPrice, line.total};
}

} // namespace

std::vector<VariantId> variantsWanted(const OrderState& order,
                                      const api::OrderEditContent& content)
{
    std::vector<VariantId> variants;
    for (const api::OrderLineChange& change : content.lines) {
        const auto line = std::ranges::find(order.lines, change.line, &LineState::id);
        if (line != order.lines.end() && change.quantity > line->quantity) {
            variants.push_back(line->variant);
        }
    }
    for (const api::OrderLineRequest& line : content.added)
        variants.push_back(line.variant);
    return variants;
}

Result<EditPlan> planEdit(const Ground& ground, const api::OrderEditContent& content)
{
    const OrderState& order = ground.order;
    STOA_CHECK(mayEdit(ground));
    STOA_TRY(changes, changesOf(order, content));
    STOA_CHECK(checkDelivery(order, content));
    EditPlan plan;
    plan.after = order;
    plan.after.shipping = content.shipping.value_or(order.shipping);
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
    STOA_CHECK(settle(plan, order));
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
    preview.taxBefore = preview.taxAfter = before.total - before.total;
    preview.sellerNetBefore = sellerNetOf(before);
    preview.sellerNetAfter = sellerNetOf(after);
    return preview;
}

std::array<std::string, 7> partsOf(const api::Address& address)
{
    return {address.name,  address.street, address.street2, address.postalCode,
            address.city, address.region, address.country};
}

} // namespace stoa::edits
