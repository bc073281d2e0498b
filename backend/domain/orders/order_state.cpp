#include "domain/orders/order_state.h"

#include "core/assert.h"
#include "domain/orders/order_parts_sql.h"
#include "domain/orders/order_view.h"
#include "domain/orders/orders_sql.h"
#include "domain/payments/payments_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::orders {
namespace {

OrderState stateOf(const db::Row& row)
{
    OrderState state;
    state.id = row.get<OrderId>("order_id");
    state.number = row.get<std::string>("number");
    state.version = row.get<Version>("version");
    state.status = enumColumn<api::OrderStatus>(row, "status");
    state.total = row.money("total_minor", "currency");
    state.shipping = row.money("shipping_minor", "currency");
    state.shippingRefunded = row.money("shipping_refunded_minor", "currency");
    state.shippingTax = row.money("shipping_tax_minor", "currency");
    state.shippingTaxRefunded = row.money("shipping_tax_refunded_minor", "currency");
    state.shippingTaxBasisPoints = row.get<int>("shipping_tax_basis_points");
    state.isShippingTaxCollected = row.get<bool>("is_shipping_tax_collected");
    state.authorized = row.money("authorized_minor", "currency");
    state.captured = row.money("captured_minor", "currency");
    state.refunded = row.money("refunded_minor", "currency");
    state.reduced = row.money("reduced_minor", "currency");
    state.excessRefunded = row.money("excess_refunded_minor", "currency");
    state.buyerEmail = row.get<std::string>("buyer_email");
    return state;
}

LineState lineOf(const db::Row& row, Currency currency)
{
    const auto money = [&](std::string_view column) {
        return Money(row.get<std::int64_t>(column), currency);
    };
    LineState line;
    line.id = row.get<OrderLineId>("line_id");
    line.variant = row.get<VariantId>("variant_id");
    line.title = row.get<std::string>("title");
    line.sku = row.get<std::string>("sku");
    line.quantity = row.get<std::int64_t>("quantity");
    line.fulfilled = row.get<std::int64_t>("fulfilled_quantity");
    line.delivered = row.get<std::int64_t>("delivered_quantity");
    line.withdrawn = row.get<std::int64_t>("withdrawn_quantity");
    line.refundedQuantity = row.get<std::int64_t>("refunded_quantity");
    line.unitPrice = money("unit_price_minor");
    line.total = money("total_minor");
    line.refunded = money("refunded_minor");
    line.commission = money("commission_minor");
    line.commissionRefunded = money("commission_refunded_minor");
    line.commissionTax = money("commission_tax_minor");
    line.commissionTaxRefunded = money("commission_tax_refunded_minor");
    line.tax = money("tax_minor");
    line.taxRefunded = money("tax_refunded_minor");
    line.taxBasisPoints = row.get<int>("tax_basis_points");
    line.isTaxCollected = row.get<bool>("is_tax_collected");
    return line;
}

// Rows of one parcel follow each other.
void addParcels(OrderState& state, const db::Rows& rows)
{
    for (const db::Row row : rows) {
        const auto id = row.get<FulfillmentId>("fulfillment_id");
        if (state.parcels.empty() || state.parcels.back().id != id) {
            state.parcels.push_back({id, enumColumn<api::FulfillmentState>(row, "status"), {}});
        }
        Parcel& parcel = state.parcels.back();
        const auto line =
            std::ranges::find(state.lines, row.get<OrderLineId>("line_id"), &LineState::id);
        STOA_ASSERT(line != state.lines.end());
        const auto quantity = row.get<std::int64_t>("quantity");
        parcel.lines.push_back({static_cast<std::size_t>(line - state.lines.begin()), quantity});
        if (parcel.state == api::FulfillmentState::Unfulfilled) line->packed += quantity;
    }
}

} // namespace

Result<OrderState> loadState(Unit& unit, OrderId order, ForUpdate forUpdate)
{
    db::Pipeline batch(unit.db());
    const auto& statement = forUpdate == ForUpdate::Yes ? sql::kLockOrder : sql::kSelectState;
    const auto found = batch.add(statement, unit.organisation(), order);
    const auto lines = batch.add(sql::kSelectLineStates, unit.organisation(), order);
    const auto payment = batch.add(payments::sql::kSelectCaptured, unit.organisation(), order);
    const auto parcels = batch.add(order_parts::sql::kSelectParcels, unit.organisation(), order);
    const auto hold = batch.add(order_parts::sql::kSelectHoldInForce, unit.organisation(), order);
    const auto edit = batch.add(order_parts::sql::kSelectUnpaidEdit, unit.organisation(), order);
    STOA_CHECK(batch.run());
    const auto row = batch[found].optional();
    if (!row) return fail(notFound(order));
    OrderState state = stateOf(*row);
    for (const db::Row each : batch[lines])
        state.lines.push_back(lineOf(each, state.total.currency()));
    for (const db::Row paid : batch[payment]) {
        if (paid.get<bool>("is_credit"))
            state.credit = payments::creditPartOf(paid);
        else
            state.payments.push_back(payments::capturedOf(paid));
    }
    state.hasUnpaidEdit = batch[edit].optional().has_value();
    addParcels(state, batch[parcels]);
    if (const auto held = batch[hold].optional()) {
        state.hold = {held->get<HoldId>("hold_id"), enumColumn<api::HoldReason>(*held, "reason")};
    }
    return state;
}

Result<OrderState> loadCurrent(Unit& unit, OrderId order, Version seen)
{
    STOA_TRY(state, loadState(unit, order, ForUpdate::Yes));
    if (state.version == seen) return state;
    return fail(makeError(ErrorKind::Stale, "order.stale")
                    .in("version")
                    .with("seen", std::to_string(seen.value))
                    .with("current", std::to_string(state.version.value)));
}

std::vector<inventory::StockLine> stockOf(const OrderState& order, std::span<const LineShare> lines)
{
    std::vector<inventory::StockLine> stock;
    for (const LineShare& share : lines)
        stock.push_back({order.lines[share.line].variant, share.quantity});
    return stock;
}

OrderParts partsOf(const OrderState& state)
{
    OrderParts parts;
    parts.status = state.status;
    parts.total = state.total;
    parts.authorized = state.authorized;
    parts.captured = state.captured - state.excessRefunded;
    parts.refunded = state.refunded - state.excessRefunded;
    for (const LineState& line : state.lines) {
        parts.quantity += line.quantity;
        parts.fulfilled += line.fulfilled;
        parts.delivered += line.delivered;
        parts.withdrawn += line.withdrawn;
    }
    return parts;
}

void saveState(Unit& unit, const OrderState& after)
{
    const Statuses statuses = deriveStatuses(partsOf(after));
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> fulfilled, delivered, withdrawn, quantities, amounts, commissions,
        commissionTaxes, taxes;
    std::int64_t commission = 0;
    std::int64_t commissionTax = 0;
    std::int64_t collected = after.isShippingTaxCollected ? after.shippingTaxRefunded.minor() : 0;
    for (const LineState& line : after.lines) {
        ids.push_back(line.id);
        fulfilled.push_back(line.fulfilled);
        delivered.push_back(line.delivered);
        withdrawn.push_back(line.withdrawn);
        quantities.push_back(line.refundedQuantity);
        amounts.push_back(line.refunded.minor());
        commissions.push_back(line.commissionRefunded.minor());
        commission += line.commissionRefunded.minor();
        commissionTaxes.push_back(line.commissionTaxRefunded.minor());
        commissionTax += line.commissionTaxRefunded.minor();
        taxes.push_back(line.taxRefunded.minor());
        if (line.isTaxCollected) collected += line.taxRefunded.minor();
    }
    auto& db = unit.db();
    db.defer(sql::kUpdateOrder, unit.organisation(), after.id, enumText(statuses.status),
             enumText(statuses.payment), enumText(statuses.fulfillment), after.refunded.minor(),
             after.shippingRefunded.minor(), commission, unit.now(), commissionTax,
             after.authorized.minor(), after.captured.minor(), after.shippingTaxRefunded.minor(),
             collected, after.excessRefunded.minor());
    db.defer(sql::kUpdateLines, unit.organisation(), after.id, ids, fulfilled, delivered, withdrawn,
             quantities, amounts, commissions, commissionTaxes, taxes);
}

} // namespace stoa::orders
