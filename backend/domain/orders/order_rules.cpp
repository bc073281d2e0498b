#include "domain/orders/order_rules.h"

#include "core/country.h"

#include <unordered_set>

namespace stoa::orders {
namespace {

std::string lineField(std::size_t index, std::string_view member)
{
    return "lines[" + std::to_string(index) + "]." + std::string(member);
}

api::PaymentStatus paymentStatus(const OrderParts& parts)
{
    if (parts.refunded.isPositive()) {
        return parts.refunded == parts.captured ? api::PaymentStatus::Refunded
                                                : api::PaymentStatus::PartiallyRefunded;
    }
    if (parts.status != api::OrderStatus::Draft && parts.captured >= parts.total) {
        return api::PaymentStatus::Paid; // an order of nothing is paid with nothing
    }
    if (parts.captured.isPositive()) return api::PaymentStatus::PartiallyPaid;
    if (parts.status == api::OrderStatus::Canceled) return api::PaymentStatus::Voided;
    return parts.authorized.isPositive() ? api::PaymentStatus::Authorized
                                         : api::PaymentStatus::None;
}

api::FulfillmentStatus fulfillmentStatus(const OrderParts& parts)
{
    const std::int64_t wanted = parts.quantity - parts.withdrawn;
    if (parts.fulfilled == 0) {
        const bool isOver = wanted == 0 || parts.status == api::OrderStatus::Canceled;
        return isOver ? api::FulfillmentStatus::Canceled : api::FulfillmentStatus::Unfulfilled;
    }
    if (parts.fulfilled < wanted) return api::FulfillmentStatus::Partial;
    return parts.delivered < wanted ? api::FulfillmentStatus::Fulfilled
                                    : api::FulfillmentStatus::Delivered;
}

Error wrongCurrency(std::string_view field, Currency expected, Currency got)
{
    return makeError(ErrorKind::Invalid, "order.wrong_currency")
        .in(field)
        .with("expected", expected.code())
        .with("got", got.code());
}

Done checkCredit(const Money& credit, const Money& total)
{
    if (credit.currency() != total.currency()) {
        return fail(wrongCurrency("storeCredit", total.currency(), credit.currency()));
    }
    if (credit <= total) return {};
    return fail(makeError(ErrorKind::Refused, "store_credit.exceeds_total")
                    .in("storeCredit")
                    .with("most", total.text()));
}

// The line with the tax that it includes and what the marketplace takes of it, as the rules are
// now.
DecidedLine withShares(const Terms& terms, const api::PlaceOrder& request, DecidedLine line)
{
    const std::string& category = line.offer.categoryPath;
    const std::string& country = request.shippingAddress.country.value;
    line.tax = taxes::taxOf(terms.taxRates, {country, category, line.total, terms.at});
    const auto snapshot =
        commissionOf(terms.commissionRules,
                     {request.seller, category, line.offer.price, line.quantity, line.total,
                      line.tax.collected(), terms.at, terms.commissionBasisPoints});
    line.commission = snapshot.fee;
    line.commissionTax = snapshot.tax;
    line.commissionBasisPoints = snapshot.basisPoints;
    line.commissionTaxBasisPoints = snapshot.taxBasisPoints;
    if (snapshot.rule) line.commissionRule = terms.commissionRules[*snapshot.rule].rule.name.value;
    return line;
}

Result<DecidedLine> decideLine(const Terms& terms, std::span<const Offered> offers,
                               const api::OrderLineRequest& wanted, std::size_t index)
{
    const auto offer = std::find_if(offers.begin(), offers.end(), [&](const Offered& each) {
        return each.variant == wanted.variant;
    });
    if (offer == offers.end()) {
        return fail(makeError(ErrorKind::Refused, "variant.not_for_sale")
                        .in(lineField(index, "variant"))
                        .with("variant", wanted.variant.text()));
    }
    if (offer->price.currency() != terms.currency) {
        return fail(
            wrongCurrency(lineField(index, "variant"), terms.currency, offer->price.currency()));
    }
    if (wanted.unitPrice && wanted.unitPrice->currency() != terms.currency) {
        return fail(wrongCurrency(lineField(index, "unitPrice"), terms.currency,
                                  wanted.unitPrice->currency()));
    }
    if (wanted.unitPrice && *wanted.unitPrice != offer->price) {
        return fail(makeError(ErrorKind::Conflict, "price.changed")
                        .in(lineField(index, "unitPrice"))
                        .with("now", offer->price.text()));
    }
    const auto total = offer->price.checkedTimes(wanted.quantity);
    if (!total || total->minor() > kMaxTotalMinor) return fail(tooLarge(terms.currency));
    return DecidedLine{OrderLineId::make(), *offer, wanted.quantity, *total};
}

// The shipping's tax, and the sums.
void addTaxes(DecidedOrder& order)
{
    const auto dearest = std::ranges::max_element(order.lines, {}, &DecidedLine::total);
    order.shippingTax = dearest->tax;
    order.shippingTax.tax = taxes::includedIn(order.shipping, dearest->tax.basisPoints);
    order.tax = order.shippingTax.tax;
    order.collectedTax = order.shippingTax.collected();
    for (const DecidedLine& line : order.lines) {
        order.tax += line.tax.tax;
        order.collectedTax += line.tax.collected();
    }
}

} // namespace

Statuses deriveStatuses(const OrderParts& parts)
{
    return {parts.status, paymentStatus(parts), fulfillmentStatus(parts)};
}

Done checkRequest(const api::PlaceOrder& request)
{
    if (request.lines.empty()) {
        return fail(makeError(ErrorKind::Invalid, "order.no_lines").in("lines"));
    }
    std::unordered_set<VariantId> seen;
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        if (!seen.insert(request.lines[i].variant).second) {
            return fail(makeError(ErrorKind::Invalid, "order.duplicate_variant")
                            .in(lineField(i, "variant")));
        }
    }
    if (auto country = Country::parse(request.shippingAddress.country.value); !country) {
        return fail(std::move(country.error()).in("shippingAddress.country"));
    }
    if (request.shipping && request.shipping->isNegative()) {
        return fail(makeError(ErrorKind::Invalid, "order.negative_shipping").in("shipping"));
    }
    if (request.storeCredit && !request.storeCredit->isPositive()) {
        return fail(makeError(ErrorKind::Invalid, "store_credit.not_positive").in("storeCredit"));
    }
    return {};
}

Result<DecidedOrder> decide(const Terms& terms, std::span<const Offered> offers,
                            const api::PlaceOrder& request, OrderId id)
{
    if (!terms.isOpen) {
        return fail(makeError(ErrorKind::Refused, "seller.suspended")
                        .with("seller", request.seller.text()));
    }
    DecidedOrder order;
    order.id = id;
    order.number = orderNumber(id);
    const Money none(0, terms.currency);
    order.items = order.commission = order.commissionTax = order.shipping = none;
    order.commissionVersion = terms.commissionVersion;
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        STOA_TRY(decided, decideLine(terms, offers, request.lines[i], i));
        DecidedLine line = withShares(terms, request, std::move(decided));
        order.items += line.total;
        order.commission += line.commission;
        order.commissionTax += line.commissionTax;
        order.itemCount += line.quantity;
        order.lines.push_back(std::move(line));
    }
    if (request.shipping) {
        if (request.shipping->currency() != terms.currency) {
            return fail(wrongCurrency("shipping", terms.currency, request.shipping->currency()));
        }
        order.shipping = *request.shipping;
    }
    // A hundred lines and the shipping, each below their own limit, do not leave Money's range.
    if (order.items.minor() > kMaxTotalMinor || order.shipping.minor() > kMaxTotalMinor) {
        return fail(tooLarge(terms.currency));
    }
    order.total = order.items + order.shipping;
    if (order.total.minor() > kMaxTotalMinor) return fail(tooLarge(terms.currency));
    addTaxes(order);
    if (request.storeCredit) STOA_CHECK(checkCredit(*request.storeCredit, order.total));
    return order;
}

Error tooLarge(Currency currency)
{
    return makeError(ErrorKind::Refused, "order.total_too_large")
        .with("most", Money(kMaxTotalMinor, currency).text());
}

std::string orderNumber(OrderId id)
{
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto& bytes = id.uuid().bytes;
    std::uint64_t random = 0;
    for (std::size_t i = 9; i < 16; ++i)
        random = random << 8 | bytes[i];
    std::string number = "M-";
    for (int digit = 0; digit < 8; ++digit)
        number += kDigits[random >> (5 * digit) & 31];
    return number;
}

} // namespace stoa::orders
