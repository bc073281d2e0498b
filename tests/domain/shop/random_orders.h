#pragma once
// Orders of every shape, without a database, and what may be asked of them: for tests of the pure
// rules.

#include "domain/orders/order_state.h"
#include "domain/refunds/refund_rules.h"
#include "domain/taxes/tax_rules.h"
#include "domain_shop/shop.h"
#include "support/random.h"

namespace stoa::test {

inline Money sumOf(const orders::OrderState& order, Money orders::LineState::*member)
{
    Money sum(0, order.total.currency());
    for (const auto& line : order.lines)
        sum += line.*member;
    return sum;
}

// Commission and the taxes that the marketplace collects leave the seller anything from all of a
// line to nothing.
inline orders::OrderState randomOrder(Random& random, Currency currency)
{
    const Money none(0, currency);
    orders::OrderState order;
    order.id = OrderId::make();
    order.status = api::OrderStatus::Placed;
    order.shipping = Money(random.between(0, 2000), currency);
    order.refunded = order.shippingRefunded = order.reduced = order.excessRefunded = none;
    order.shippingTaxBasisPoints = random.between(0, 3000);
    order.shippingTax = taxes::includedIn(order.shipping, order.shippingTaxBasisPoints);
    order.shippingTaxRefunded = none;
    order.isShippingTaxCollected = random.chance(0.5);
    order.total = order.shipping;
    const auto basisPoints = random.between(0, 10'000);
    for (auto count = random.between(1, 5); count > 0; --count) {
        orders::LineState line;
        line.id = OrderLineId::make();
        line.variant = VariantId::make();
        line.quantity = random.between(1, 7);
        line.unitPrice = Money(random.between(0, random.chance(0.3) ? 3 : 99'999), currency);
        line.total = line.unitPrice * line.quantity;
        line.taxBasisPoints = random.between(0, 3000);
        line.tax = taxes::includedIn(line.total, line.taxBasisPoints);
        line.isTaxCollected = random.chance(0.5);
        const Money room = line.isTaxCollected ? line.total - line.tax : line.total;
        line.commission = std::min(room, line.total.portion(basisPoints, 10'000));
        line.commissionTax =
            std::min(room - line.commission, line.commission.portion(1900, 10'000));
        line.refunded = line.commissionRefunded = line.commissionTaxRefunded = none;
        line.taxRefunded = none;
        order.total += line.total;
        order.lines.push_back(std::move(line));
    }
    order.authorized = order.captured = order.total;
    order.payments = {{PaymentId::make(), "ref", order.captured, none, "sandbox", none}};
    return order;
}

// Something refundable, or more than that: the calculator has to tell.
inline api::RefundContent randomContent(Random& random, const orders::OrderState& order)
{
    const Currency currency = order.total.currency();
    api::RefundContent content;
    for (const auto& line : order.lines) {
        const auto left = line.quantity - line.refundedQuantity;
        if (left == 0 || random.chance(0.5)) continue;
        api::RefundLine wanted = refundLine(line.id, random.between(1, left));
        const auto most =
            std::min(line.unitPrice * wanted.quantity, line.total - line.refunded).minor();
        if (random.chance(0.4)) wanted.amount = Money(random.between(0, most), currency);
        content.lines.push_back(wanted);
    }
    const auto shippingLeft = (order.shipping - order.shippingRefunded).minor();
    if (random.chance(0.3)) content.shipping = Money(random.between(0, shippingLeft), currency);
    const auto left = (order.captured - order.refunded).minor();
    if (random.chance(0.3)) content.extra = Money(random.between(0, left), currency);
    return content;
}

// The free amount that ends it: lines and shipping may have been refunded below their price.
inline api::RefundContent theRest(const orders::OrderState& order)
{
    api::RefundContent content;
    content.extra = order.captured - order.refunded;
    return content;
}

} // namespace stoa::test
