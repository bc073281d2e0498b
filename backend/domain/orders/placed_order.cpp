#include "domain/orders/placed_order.h"

#include "core/assert.h"
#include "domain/orders/orders_sql.h"

namespace stoa::orders {
namespace {

constexpr std::int64_t kNone = 0;
constexpr Version kFirstVersion{1};

Statuses firstStatuses(const PlacedOrder& placedOrder)
{
    const DecidedOrder& order = placedOrder.order;
    OrderParts parts;
    const auto placed = next(StateTable<api::OrderStatus, Command, Who>(kTransitions),
                             api::OrderStatus::Draft, Command::Place);
    STOA_ASSERT(placed.has_value());
    parts.status = *placed;
    parts.total = order.total;
    parts.authorized = parts.captured = placedOrder.paid();
    parts.refunded = Money(0, order.total.currency());
    parts.quantity = order.itemCount;
    return deriveStatuses(parts);
}

api::OrderRow rowOf(const Unit& unit, const PlacedOrder& placed)
{
    const DecidedOrder& order = placed.order;
    const Statuses statuses = firstStatuses(placed);
    api::OrderRow row;
    row.id = order.id;
    row.number = order.number;
    row.seller = unit.organisation();
    row.sellerName = placed.sellerName;
    row.buyerName = placed.request.buyer.name.value;
    row.buyerEmail = placed.request.buyer.email.value;
    row.country = placed.request.shippingAddress.country.value;
    row.status = statuses.status;
    row.paymentStatus = statuses.payment;
    row.fulfillmentStatus = statuses.fulfillment;
    row.itemCount = order.itemCount;
    row.total = order.total;
    row.refunded = Money(0, order.total.currency());
    row.placedAt = unit.now();
    row.version = kFirstVersion;
    return row;
}

api::OrderLineView viewOf(const DecidedLine& line)
{
    const Money none(0, line.total.currency());
    return {line.id,
            line.offer.listing,
            line.offer.variant,
            line.offer.title,
            line.offer.sku,
            line.offer.optionsText,
            line.offer.imageUrl,
            line.quantity,
            kNone,
            line.offer.price,
            line.total,
            none,
            line.commission,
            line.commissionTax,
            line.commissionRule,
            kNone,
            kNone,
            kNone,
            line.tax.tax,
            line.tax.name,
            line.tax.basisPoints};
}

} // namespace

NewLines::NewLines() : m_rows(sql::kInsertLines) {}

NewOrders::NewOrders() : m_orders(sql::kInsertOrders) {}

void NewOrders::add(Unit& unit, const PlacedOrder& placed)
{
    addOrder(unit, placed);
    m_lines.add(unit, placed.order);
    const DecidedOrder& order = placed.order;
    unit.raise("order.placed", order.id,
               {{"number", order.number},
                {"total", order.total.text()},
                {"items", std::to_string(order.itemCount)},
                {"paid", placed.paid().text()},
                {"method", placed.charge ? placed.charge->method : std::string()}});
    if (placed.credit) {
        unit.raise(
            "store_credit.spent", order.id,
            {{"payment", placed.credit->id.text()}, {"amount", placed.credit->amount.text()}});
    }
    unit.setAuditTarget(order.id.text());
}

void NewOrders::addOrder(Unit& unit, const PlacedOrder& placed)
{
    const DecidedOrder& order = placed.order;
    const api::PlaceOrder& request = placed.request;
    const Statuses statuses = firstStatuses(placed);
    const api::Address& to = request.shippingAddress;
    const taxes::TaxSnapshot& shippingTax = order.shippingTax;
    const std::int64_t total = order.total.minor();
    const std::int64_t paid = placed.paid().minor();
    unit.write(m_orders, unit.organisation(), order.id, order.number, enumText(statuses.status),
               enumText(statuses.payment), enumText(statuses.fulfillment), request.buyer.name.value,
               request.buyer.email.value, to.name.value, to.street.value, to.street2.value,
               to.postalCode.value, to.city.value, to.region.value, to.country.value,
               order.total.currency(), order.itemCount, order.items.minor(), order.shipping.minor(),
               total, order.commission.minor(), paid, paid, kNone, kNone, kNone,
               unit.actor().text(), unit.actor().name, unit.now(), unit.now(), kFirstVersion,
               order.commissionTax.minor(), shippingTax.name,
               static_cast<int>(shippingTax.basisPoints), shippingTax.tax.minor(),
               shippingTax.isCollected, order.collectedTax.minor());
}

void NewLines::add(Unit& unit, const DecidedOrder& order, std::size_t position)
{
    for (const DecidedLine& line : order.lines) {
        unit.write(m_rows, unit.organisation(), order.id, line.id, static_cast<int>(position++),
                   line.offer.listing, line.offer.variant, line.offer.title, line.offer.sku,
                   line.offer.optionsText, line.offer.imageUrl, line.quantity, kNone, kNone, kNone,
                   kNone, line.offer.price.minor(), line.total.minor(), kNone,
                   line.commission.minor(), kNone, line.commissionTax.minor(), line.commissionRule,
                   order.commissionVersion, static_cast<int>(line.commissionBasisPoints),
                   static_cast<int>(line.commissionTaxBasisPoints), line.tax.name,
                   static_cast<int>(line.tax.basisPoints), line.tax.tax.minor(),
                   line.tax.isCollected);
    }
}

void NewOrders::send(db::Connection& connection) const
{
    connection.defer(m_orders);
    m_lines.send(connection);
}

api::OrderView viewOf(const Unit& unit, const PlacedOrder& placed)
{
    const DecidedOrder& order = placed.order;
    api::OrderView view;
    view.row = rowOf(unit, placed);
    view.shippingAddress = placed.request.shippingAddress;
    for (const DecidedLine& line : order.lines)
        view.lines.push_back(viewOf(line));
    view.items = order.items;
    view.shipping = order.shipping;
    view.commission = order.commission;
    view.commissionTax = order.commissionTax;
    view.tax = order.tax;
    view.shippingTax = order.shippingTax.tax;
    view.collectedTax = order.collectedTax;
    view.escrow = placed.paid();
    if (placed.charge) view.payments.push_back(payments::viewOf(*placed.charge, unit.now()));
    if (placed.credit) view.payments.push_back(payments::viewOf(*placed.credit, unit.now()));
    for (const ledger::Entry& entry : placed.entries)
        std::ranges::move(ledger::viewsOf(entry, unit.now()), std::back_inserter(view.transfers));
    for (api::TransferView& transfer : view.transfers)
        transfer.orderNumber = order.number;
    return view;
}

} // namespace stoa::orders
