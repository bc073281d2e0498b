#include "domain/orders/order_view.h"

#include "domain/ledger/ledger.h"
#include "domain/ledger/ledger_sql.h"
#include "domain/orders/orders_sql.h"
#include "domain/payments/payments.h"
#include "domain/payments/payments_sql.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/json/json.h"

namespace stoa::orders {
namespace {

api::OrderLineView lineOf(const db::Row& row, Currency currency)
{
    const auto money = [&](std::string_view column) {
        return Money(row.get<std::int64_t>(column), currency);
    };
    api::OrderLineView line;
    line.id = row.get<OrderLineId>("line_id");
    line.listing = row.get<ListingId>("listing_id");
    line.variant = row.get<VariantId>("variant_id");
    line.title = row.get<std::string>("title");
    line.sku = row.get<std::string>("sku");
    line.optionsText = row.get<std::string>("options_text");
    line.imageUrl = row.get<std::string>("image_url");
    line.quantity = row.get<std::int64_t>("quantity");
    line.refundedQuantity = row.get<std::int64_t>("refunded_quantity");
    line.unitPrice = money("unit_price_minor");
    line.total = money("total_minor");
    line.refunded = money("refunded_minor");
    line.commission = money("commission_minor");
    line.commissionTax = money("commission_tax_minor");
    line.commissionRule = row.get<std::string>("commission_rule");
    line.fulfilledQuantity = row.get<std::int64_t>("fulfilled_quantity");
    line.deliveredQuantity = row.get<std::int64_t>("delivered_quantity");
    line.withdrawnQuantity = row.get<std::int64_t>("withdrawn_quantity");
    line.tax = money("tax_minor");
    line.taxName = row.get<std::string>("tax_name");
    line.taxBasisPoints = row.get<int>("tax_basis_points");
    return line;
}

api::TimelineEvent eventOf(const db::Row& row, const Names& names)
{
    api::TimelineEvent event;
    event.seq = row.get<std::int64_t>("seq");
    event.at = row.get<Timestamp>("occurred_at");
    event.type = row.get<std::string>("type");
    const auto actor = row.get<std::string>("actor");
    const auto name = names.find(actor);
    event.actorName = name == names.end() ? actor : name->second;
    const auto payload = row.get<std::span<const std::uint8_t>>("payload");
    event.facts = factsOf({reinterpret_cast<const char*>(payload.data()), payload.size()});
    return event;
}

api::RefundView refundOf(const db::Row& row)
{
    api::RefundView refund;
    refund.id = row.get<RefundId>("refund_id");
    refund.status = enumColumn<api::RefundStatus>(row, "status");
    refund.total = row.money("total_minor", "currency");
    refund.shipping = row.money("shipping_minor", "currency");
    refund.extra = row.money("extra_minor", "currency");
    refund.reason = row.get<std::string>("reason");
    refund.note = row.get<std::string>("note");
    refund.actorName = row.get<std::string>("actor_name");
    refund.createdAt = row.get<Timestamp>("created_at");
    refund.originator = enumColumn<api::RefundOriginator>(row, "originator");
    refund.originatorId = row.get<std::string>("originator_id");
    refund.credit = row.money("credit_minor", "currency");
    refund.partOf = row.get<std::optional<RefundId>>("part_of");
    if (row.get<std::optional<Timestamp>>("expires_at")) refund.approval = approvalOf(row);
    return refund;
}

} // namespace

OrderReading::OrderReading(db::Pipeline& batch, OrgId seller, OrderId order)
    : m_id(order),
      m_order(batch.add(sql::kSelectOrder, seller, order)),
      m_lines(batch.add(sql::kSelectLines, seller, order)),
      m_payments(batch.add(payments::sql::kSelectPayments, seller, order)),
      m_refunds(batch.add(sql::kSelectRefunds, seller, order)),
      m_refundLines(batch.add(sql::kSelectRefundLines, seller, order)),
      m_transfers(batch.add(ledger::sql::kListTransfersOfOrder,
                            std::get<0>(beforeNewest<TransferId>()),
                            std::get<1>(beforeNewest<TransferId>()), std::vector<std::string>(),
                            std::string_view(), kMaxTransfersOfOrder, order, seller)),
      m_timeline(batch.add(sql::kSelectOrderEvents, seller, order, kMaxTimeline)),
      m_parts(batch, seller, order)
{}

Result<api::OrderView> OrderReading::view(const db::Pipeline& batch) const
{
    const auto row = batch[m_order].optional();
    if (!row) return fail(notFound(m_id));
    api::OrderView view;
    view.row = rowOf(*row);
    const Currency currency = view.row.total.currency();
    view.shippingAddress = addressOf(*row);
    view.items = row->money("items_minor", "currency");
    view.shipping = row->money("shipping_minor", "currency");
    view.commission = row->money("commission_minor", "currency");
    view.commissionTax = row->money("commission_tax_minor", "currency");
    view.shippingTax = view.tax = row->money("shipping_tax_minor", "currency");
    view.collectedTax = row->money("collected_tax_minor", "currency");
    view.escrow = row->money("held_minor", "currency");
    for (const db::Row each : batch[m_lines]) {
        view.lines.push_back(lineOf(each, currency));
        view.tax += view.lines.back().tax;
    }
    for (const db::Row each : batch[m_payments])
        view.payments.push_back(payments::paymentOf(each));
    view.refunds = refundsOf(batch[m_refunds], batch[m_refundLines]);
    for (const db::Row each : batch[m_transfers])
        view.transfers.push_back(ledger::transferOf(each));
    std::reverse(view.transfers.begin(), view.transfers.end());

    Names names{{row->get<std::string>("placed_by"), row->get<std::string>("placed_by_name")}};
    for (const db::Row each : batch[m_refunds])
        names.emplace(each.get<std::string>("actor"), each.get<std::string>("actor_name"));
    m_parts.fill(view, names, batch, row->get<std::optional<Timestamp>>("release_due_at"));
    for (const db::Row each : batch[m_timeline])
        view.timeline.push_back(eventOf(each, names));
    std::reverse(view.timeline.begin(), view.timeline.end());
    return view;
}

api::Address addressOf(const db::Row& row)
{
    api::Address address;
    address.name = row.get<std::string>("ship_name");
    address.street = row.get<std::string>("ship_street");
    address.street2 = row.get<std::string>("ship_street2");
    address.postalCode = row.get<std::string>("ship_postal_code");
    address.city = row.get<std::string>("ship_city");
    address.region = row.get<std::string>("ship_region");
    address.country = row.get<std::string>("ship_country");
    return address;
}

api::OrderRow rowOf(const db::Row& row)
{
    api::OrderRow view;
    view.id = row.get<OrderId>("order_id");
    view.number = row.get<std::string>("number");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("display_name");
    view.buyerName = row.get<std::string>("buyer_name");
    view.buyerEmail = row.get<std::string>("buyer_email");
    view.country = row.get<std::string>("ship_country");
    view.status = enumColumn<api::OrderStatus>(row, "status");
    view.paymentStatus = enumColumn<api::PaymentStatus>(row, "payment_status");
    view.fulfillmentStatus = enumColumn<api::FulfillmentStatus>(row, "fulfillment_status");
    view.itemCount = row.get<std::int64_t>("item_count");
    view.total = row.money("total_minor", "currency");
    view.refunded = row.money("refunded_minor", "currency");
    view.placedAt = row.get<Timestamp>("placed_at");
    view.version = row.get<Version>("version");
    return view;
}

api::RefundApproval approvalOf(const db::Row& row)
{
    return {row.get<Timestamp>("expires_at"),
            row.get<std::optional<std::string>>("decided_by_name").value_or(""),
            row.get<std::optional<Timestamp>>("decided_at"),
            row.get<std::optional<std::string>>("decision_note").value_or("")};
}

std::vector<api::RefundView> refundsOf(const db::Rows& refunds, const db::Rows& lines)
{
    std::vector<api::RefundView> views;
    for (const db::Row each : refunds)
        views.push_back(refundOf(each));
    for (const db::Row each : lines) {
        const auto id = each.get<RefundId>("refund_id");
        const auto refund = std::find_if(
            views.begin(), views.end(), [&](const api::RefundView& view) { return view.id == id; });
        if (refund == views.end()) continue;
        api::RefundLineView line;
        line.line = each.get<OrderLineId>("line_id");
        line.title = each.get<std::string>("title");
        line.quantity = each.get<std::int64_t>("quantity");
        line.amount = Money(each.get<std::int64_t>("amount_minor"), refund->total.currency());
        line.restock = enumColumn<api::Restock>(each, "restock");
        refund->lines.push_back(std::move(line));
    }
    return views;
}

std::vector<api::AttributeValue> factsOf(std::string_view payload)
{
    std::vector<api::AttributeValue> facts;
    boost::system::error_code error;
    const boost::json::value parsed = boost::json::parse(payload, error);
    const auto* object = error ? nullptr : parsed.if_object();
    if (object == nullptr) return facts;
    for (const auto& member : *object) {
        if (const auto* text = member.value().if_string()) {
            facts.push_back({std::string(member.key()), std::string(*text)});
        }
    }
    return facts;
}

Error notFound(OrderId order)
{
    return makeError(ErrorKind::NotFound, "order.not_found").with("order", order.text());
}

} // namespace stoa::orders
