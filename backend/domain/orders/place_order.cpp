#include "core/assert.h"
#include "domain/catalogue/offers.h"
#include "domain/inventory/stock.h"
#include "domain/ledger/ledger.h"
#include "domain/orders/order_rules.h"
#include "domain/orders/order_view.h"
#include "domain/orders/orders.h"
#include "domain/orders/orders_sql.h"
#include "domain/payments/payments.h"
#include "platform/db/errors.h"
#include "platform/db/pipeline.h"

namespace stoa::orders {
namespace {

Result<Terms> readTerms(Unit& unit)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectTerms, unit.organisation()));
    const auto row = rows.optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                        .with("seller", unit.organisation().text()));
    }
    return Terms{row->get<bool>("is_open"), row->get<Currency>("currency"),
                 row->get<int>("commission_basis_points")};
}

// {"Size", "M"}, {"Colour", "ash"} → "Size M, Colour ash".
std::string optionsText(const std::vector<api::AttributeValue>& options)
{
    std::string text;
    for (const auto& option : options) {
        if (!text.empty()) text += ", ";
        text += option.name.value + ' ' + option.value.value;
    }
    return text;
}

Result<std::vector<Offered>> readOffers(Unit& unit, const api::PlaceOrder& request)
{
    std::vector<VariantId> variants;
    for (const auto& line : request.lines)
        variants.push_back(line.variant);
    STOA_TRY(found, catalogue::findOffers(unit, variants));
    std::vector<Offered> offers;
    for (auto& offer : found) {
        offers.push_back({offer.variant, offer.listing, std::move(offer.title),
                          std::move(offer.sku), optionsText(offer.options),
                          std::move(offer.imageUrl), offer.price});
    }
    return offers;
}

Done reserveStock(Unit& unit, const DecidedOrder& order)
{
    std::vector<inventory::StockLine> lines;
    for (const DecidedLine& line : order.lines)
        lines.push_back({line.offer.variant, line.quantity});
    return inventory::reserve(unit, lines, order.id.text());
}

Statuses firstStatuses(const DecidedOrder& order)
{
    OrderParts parts;
    const auto placed = next(StateTable<api::OrderStatus, Command, Who>(kTransitions),
                             api::OrderStatus::Draft, Command::Place);
    STOA_ASSERT(placed.has_value());
    parts.status = *placed;
    parts.total = parts.authorized = parts.captured = order.total;
    parts.refunded = Money(0, order.total.currency());
    parts.quantity = order.itemCount;
    return deriveStatuses(parts);
}

void writeOrder(Unit& unit, const api::PlaceOrder& request, const DecidedOrder& order)
{
    const Statuses statuses = firstStatuses(order);
    const api::Address& to = request.shippingAddress;
    unit.db().defer(sql::kInsertOrder, unit.organisation(), order.id, order.number,
                    enumText(statuses.status), enumText(statuses.payment),
                    enumText(statuses.fulfillment), request.buyer.name.value,
                    request.buyer.email.value, to.name.value, to.street.value, to.street2.value,
                    to.postalCode.value, to.city.value, to.region.value, to.country.value,
                    order.total.currency(), order.itemCount, order.items.minor(),
                    order.shipping.minor(), order.total.minor(), order.commission.minor(),
                    unit.actor().text(), unit.actor().name, unit.now());
}

void writeLines(Unit& unit, const DecidedOrder& order)
{
    std::vector<OrderLineId> ids;
    std::vector<int> positions;
    std::vector<ListingId> listings;
    std::vector<VariantId> variants;
    std::vector<std::string> titles, skus, options, images;
    std::vector<std::int64_t> quantities, prices, totals, commissions;
    for (const DecidedLine& line : order.lines) {
        ids.push_back(line.id);
        positions.push_back(static_cast<int>(positions.size()));
        listings.push_back(line.offer.listing);
        variants.push_back(line.offer.variant);
        titles.push_back(line.offer.title);
        skus.push_back(line.offer.sku);
        options.push_back(line.offer.optionsText);
        images.push_back(line.offer.imageUrl);
        quantities.push_back(line.quantity);
        prices.push_back(line.offer.price.minor());
        totals.push_back(line.total.minor());
        commissions.push_back(line.commission.minor());
    }
    unit.db().defer(sql::kInsertLines, unit.organisation(), order.id, ids, positions, listings,
                    variants, titles, skus, options, images, quantities, prices, totals,
                    commissions);
}

// The buyer's money: the provider owes it to us, and it is held for the order.
void postCapture(Unit& unit, const DecidedOrder& order, const payments::Charge& charge)
{
    ledger::Entry entry;
    entry.currency = order.total.currency();
    entry.order = order.id;
    entry.payment = charge.id;
    entry.reserveAndConfirm(
        ledger::accountOf(unit.organisation(), api::AccountKind::ProviderReceivable),
        ledger::holdOf(order.id), order.total, "authorization", "capture");
    ledger::post(unit, entry);
}

void raiseEvents(Unit& unit, const DecidedOrder& order,
                 const std::optional<payments::Charge>& charge)
{
    unit.raise("order.placed", order.id,
               {{"number", order.number},
                {"total", order.total.text()},
                {"items", std::to_string(order.itemCount)}});
    if (!charge) return;
    const std::string amount = charge->amount.text();
    unit.raise("payment.authorized", order.id, {{"amount", amount}, {"method", charge->method}});
    unit.raise("payment.captured", order.id, {{"amount", amount}, {"method", charge->method}});
}

// Forty random bits name an order within its seller; when two meet, the transaction runs again and
// makes another id.
Error numberTaken(const Error& error)
{
    if (db::constraintOf(error) != "marketplace_order_number") return error;
    return makeError(ErrorKind::Conflict, "db.serialization").because("order number taken");
}

} // namespace

Result<api::OrderView> handle(Unit& unit, const api::PlaceOrder& request,
                              const gateways::PaymentGateway& gateway)
{
    STOA_CHECK(checkRequest(request));
    STOA_TRY(terms, readTerms(unit));
    STOA_TRY(offers, readOffers(unit, request));
    STOA_TRY(order, decide(terms, offers, request, OrderId::make()));
    std::optional<payments::Charge> charge;
    if (order.total.isPositive()) {
        STOA_TRY(charged, payments::charge(gateway, order.total, request.paymentMethod.value));
        charge = std::move(charged);
    }
    STOA_CHECK(reserveStock(unit, order));

    writeOrder(unit, request, order);
    writeLines(unit, order);
    if (charge) {
        payments::record(unit, order.id, *charge);
        postCapture(unit, order, *charge);
    }
    db::Pipeline batch(unit.db());
    const OrderReading reading(batch, unit.organisation(), order.id);
    if (auto done = batch.run(); !done) return fail(numberTaken(done.error()));
    raiseEvents(unit, order, charge);
    unit.setAuditTarget(order.id.text());
    return reading.view(batch);
}

} // namespace stoa::orders
