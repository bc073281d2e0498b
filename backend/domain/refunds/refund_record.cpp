#include "domain/refunds/refund_record.h"

#include "core/assert.h"
#include "domain/inventory/stock.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refunds_sql.h"
#include "domain/unit/enum_column.h"

namespace stoa::refunds {

using orders::OrderState;

namespace {

LinePlan lineOf(const db::Row& row, const OrderState& order)
{
    const auto id = row.get<OrderLineId>("line_id");
    const auto at = std::find_if(order.lines.begin(), order.lines.end(),
                                 [&](const orders::LineState& line) { return line.id == id; });
    STOA_ASSERT(at != order.lines.end());
    const Currency currency = order.total.currency();
    const auto money = [&](std::string_view column) {
        return Money(row.get<std::int64_t>(column), currency);
    };
    LinePlan line;
    line.line = static_cast<std::size_t>(at - order.lines.begin());
    line.quantity = row.get<std::int64_t>("quantity");
    line.amount = money("amount_minor");
    line.extra = money("extra_minor");
    line.commission = money("commission_minor");
    line.commissionTax = money("commission_tax_minor");
    line.tax = money("tax_minor");
    line.restock = enumColumn<api::Restock>(row, "restock");
    line.withdrawn = row.get<std::int64_t>("withdrawn_quantity");
    return line;
}

} // namespace

Done moveStock(Unit& unit, const OrderState& order, const RefundPlan& plan, RefundId refund)
{
    std::vector<inventory::StockLine> released, writtenOff, returned;
    std::vector<VariantId> variants;
    for (const LinePlan& planned : plan.lines) {
        const VariantId variant = order.lines[planned.line].variant;
        const bool isRestock = planned.restock == api::Restock::Restock;
        if (planned.quantity > 0 && planned.restock != api::Restock::Keep) {
            variants.push_back(variant);
        }
        if (planned.withdrawn > 0) {
            (isRestock ? released : writtenOff).push_back({variant, planned.withdrawn});
        }
        if (isRestock && planned.quantity > planned.withdrawn) {
            returned.push_back({variant, planned.quantity - planned.withdrawn});
        }
    }
    if (variants.size() > 1) inventory::lockLevels(unit, variants);
    const std::string subject = refund.text();
    if (!released.empty()) {
        STOA_CHECK(inventory::release(unit, released, subject));
    }
    if (!writtenOff.empty()) {
        STOA_CHECK(inventory::ship(unit, writtenOff, subject));
    }
    if (!returned.empty()) {
        STOA_CHECK(inventory::restock(unit, returned, subject));
    }
    return {};
}

void addRefund(db::Pipeline& batch, const Unit& unit, const OrderState& order,
               const RefundPlan& plan, const api::RefundView& view, const RefundSource& source)
{
    batch.add(sql::kInsertRefund, unit.organisation(), view.id, order.id, source.payment,
              enumText(view.status), plan.total.currency(), plan.total.minor(),
              plan.shipping.minor(), plan.extra.minor(), plan.shippingExtra.minor(),
              plan.commission.minor(), view.reason, view.note, source.reference, source.actor,
              view.actorName, view.createdAt, enumText(view.originator), view.originatorId,
              plan.commissionTax.minor(), plan.shippingTax.minor(), plan.credit.minor(),
              plan.credit.isZero() ? std::nullopt : std::optional(plan.creditTo),
              plan.excess.minor(), view.partOf);
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> quantities, amounts, extras, commissions, commissionTaxes, taxes;
    std::vector<std::string> restocks;
    std::vector<std::optional<std::int64_t>> withdrawn;
    const bool isPending = view.status == api::RefundStatus::Pending;
    for (const LinePlan& line : plan.lines) {
        ids.push_back(order.lines[line.line].id);
        quantities.push_back(line.quantity);
        amounts.push_back(line.amount.minor());
        extras.push_back(line.extra.minor());
        commissions.push_back(line.commission.minor());
        commissionTaxes.push_back(line.commissionTax.minor());
        taxes.push_back(line.tax.minor());
        restocks.push_back(enumText(line.restock));
        withdrawn.push_back(isPending ? std::optional(line.withdrawn) : std::nullopt);
    }
    batch.add(sql::kInsertRefundLines, unit.organisation(), view.id, order.id, ids, quantities,
              amounts, extras, commissions, commissionTaxes, restocks, withdrawn, taxes);
}

void raiseSucceeded(Unit& unit, OrderId order, RefundId refund, PaymentId payment,
                    const RefundPlan& plan)
{
    const std::string id = refund.text();
    unit.raise("refund.succeeded", order, {{"refund", id}, {"amount", plan.total.text()}});
    if (!plan.outside().isZero()) {
        unit.raise("payment.refunded", order,
                   {{"payment", payment.text()}, {"amount", plan.outside().text()}});
    }
    if (plan.credit.isZero()) return;
    unit.raise("refund.credited", order,
               {{"refund", id}, {"credit", plan.creditTo.text()}, {"amount", plan.credit.text()}});
}

Result<std::optional<RefundPlan>> lockRefund(Unit& unit, const OrderState& order, RefundId refund,
                                             api::RefundStatus status)
{
    db::Pipeline batch(unit.db());
    const auto found = batch.add(sql::kLockRefund, unit.organisation(), refund, enumText(status));
    const auto lines = batch.add(sql::kSelectPlannedLines, unit.organisation(), refund);
    STOA_CHECK(batch.run());
    const auto row = batch[found].optional();
    if (!row) return std::optional<RefundPlan>();
    RefundPlan plan;
    plan.total = row->money("total_minor", "currency");
    plan.shipping = row->money("shipping_minor", "currency");
    plan.extra = row->money("extra_minor", "currency");
    plan.shippingExtra = row->money("shipping_extra_minor", "currency");
    plan.excess = row->money("excess_minor", "currency");
    plan.shippingTax = row->money("shipping_tax_minor", "currency");
    plan.commission = row->money("commission_minor", "currency");
    plan.commissionTax = row->money("commission_tax_minor", "currency");
    plan.credit = row->money("credit_minor", "currency");
    plan.creditTo = row->get<std::optional<store_credit::CreditId>>("credit_id")
                        .value_or(store_credit::CreditId());
    for (const db::Row each : batch[lines])
        plan.lines.push_back(lineOf(each, order));
    return std::optional(std::move(plan));
}

} // namespace stoa::refunds
