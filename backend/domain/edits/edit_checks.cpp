#include "domain/edits/edit_checks.h"

#include "core/country.h"
#include "domain/orders/cancellation.h"

#include <unordered_set>

namespace stoa::edits {
namespace {

using orders::LineState;
using orders::OrderState;

Error refused(std::string_view code, const OrderState& order)
{
    return makeError(ErrorKind::Refused, code).with("order", order.number);
}

Error invalid(std::string_view code, std::string_view field)
{
    return makeError(ErrorKind::Invalid, code).in(field);
}

// What of the line can not be taken out any more.
std::int64_t leastOf(const LineState& line)
{
    const std::int64_t gone = std::max(line.quantity - line.open(), line.refundedQuantity);
    if (line.refunded.isZero()) return gone;
    const std::int64_t price = line.unitPrice.minor();
    return std::max(gone, (line.refunded.minor() + price - 1) / price);
}

Done checkChange(const LineState& line, const api::OrderLineChange& wanted,
                 const std::string& field)
{
    if (line.quantity == 0) {
        return fail(makeError(ErrorKind::Refused, "order_edit.line_removed")
                        .in(field + ".line")
                        .with("title", line.title));
    }
    if (wanted.quantity >= leastOf(line)) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.quantity_gone")
                    .in(field + ".quantity")
                    .with("least", std::to_string(leastOf(line))));
}

Done checkShipping(const OrderState& order, const Money& shipping)
{
    if (shipping.currency() != order.total.currency()) {
        return fail(invalid("order.wrong_currency", "shipping")
                        .with("expected", order.total.currency().code())
                        .with("got", shipping.currency().code()));
    }
    if (shipping.isNegative()) return fail(invalid("order.negative_shipping", "shipping"));
    if (shipping >= order.shippingRefunded) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.shipping_gone")
                    .in("shipping")
                    .with("least", order.shippingRefunded.text()));
}

} // namespace

std::string place(std::string_view list, std::size_t index)
{
    return std::string(list) + '[' + std::to_string(index) + ']';
}

Done mayEdit(const Ground& ground)
{
    const OrderState& order = ground.order;
    STOA_CHECK(orders::mayCancel(order));
    if (order.captured < order.total) return fail(refused("order.payment_pending", order));
    if (ground.escrow.state.disputed.isPositive()) {
        return fail(refused("order_edit.disputed", order));
    }
    if (ground.escrow.hasClaim) return fail(refused("order_edit.claimed", order));
    if (ground.escrow.releasedAt) return fail(refused("order_edit.released", order));
    if (ground.hasOpenEdit) return fail(refused("order_edit.open", order));
    return {};
}

Result<std::vector<Change>> changesOf(const OrderState& order, const api::OrderEditContent& content)
{
    std::vector<Change> changes;
    std::unordered_set<OrderLineId> seen;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        const api::OrderLineChange& wanted = content.lines[i];
        const std::string field = place("lines", i);
        if (!seen.insert(wanted.line).second) {
            return fail(invalid("order.duplicate_line", field + ".line"));
        }
        const auto line = std::ranges::find(order.lines, wanted.line, &LineState::id);
        if (line == order.lines.end()) {
            return fail(invalid("order.line_unknown", field + ".line"));
        }
        if (wanted.quantity == line->quantity) continue;
        STOA_CHECK(checkChange(*line, wanted, field));
        changes.push_back(
            {static_cast<std::size_t>(line - order.lines.begin()), wanted.quantity, i});
    }
    return changes;
}

Done checkDelivery(const Ground& ground, const api::OrderEditContent& content)
{
    if (content.shipping) STOA_CHECK(checkShipping(ground.order, *content.shipping));
    if (!content.shippingAddress) return {};
    constexpr std::string_view kField = "shippingAddress.country";
    const std::string& to = content.shippingAddress->country;
    if (auto country = Country::parse(to); !country) {
        return fail(std::move(country.error()).in(kField));
    }
    // Its taxes were decided for the country that it goes to.
    if (to == ground.address.country.value) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.other_country")
                    .in(kField)
                    .with("country", ground.address.country.value));
}

Done checkAdded(const OrderState& after, const api::OrderEditContent& content, bool hasMore)
{
    std::unordered_set<VariantId> seen;
    for (const LineState& line : after.lines) {
        if (line.quantity > 0) seen.insert(line.variant);
    }
    for (std::size_t i = 0; i < content.added.size(); ++i) {
        if (seen.insert(content.added[i].variant).second) continue;
        return fail(invalid("order.duplicate_variant", place("added", i) + ".variant"));
    }
    if (!hasMore && orders::isNothingLeft(after)) {
        return fail(refused("order_edit.leaves_nothing", after));
    }
    if (after.lines.size() + content.added.size() <= kMaxLines) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.too_many_lines")
                    .with("most", std::to_string(kMaxLines)));
}

} // namespace stoa::edits
