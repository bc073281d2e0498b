#include "domain/edits/edit_work.h"

#include "domain/edits/edit_checks.h"
#include "domain/edits/edits_sql.h"
#include "domain/inventory/stock.h"
#include "domain/orders/order_view.h"
#include "domain/orders/sale_reading.h"

namespace stoa::edits {
namespace {

using orders::OrderState;

// Read only when the order gets more of something.
Result<EditPlan> planMore(Unit& unit, Ground ground, const api::OrderEditContent& content,
                          std::span<const api::OrderLineRequest> more)
{
    std::set<catalogue::SoldVariant> wanted;
    for (const api::OrderLineRequest& line : more)
        wanted.emplace(unit.organisation(), line.variant);
    db::Pipeline batch(unit.db());
    orders::SaleReading sale(batch, {unit.organisation()}, wanted,
                             {content.shippingAddress.value_or(ground.address).country.value});
    STOA_CHECK(batch.run());
    sale.fill(batch);
    STOA_TRY(seller, sale.seller(unit.organisation()));
    seller.terms.at = unit.now();
    const auto offers = sale.offersFor(unit.organisation(), more);
    ground.terms = seller.terms;
    ground.offers = offers;
    return planEdit(ground, content);
}

// What is set aside, as the stock sees it.
std::vector<inventory::StockLine> reservedBy(const EditPlan& plan)
{
    std::vector<inventory::StockLine> lines;
    for (const Demand& demand : plan.reserved)
        lines.push_back({plan.after.lines[demand.share.line].variant, demand.share.quantity});
    return lines;
}

// The stock names the lines that it was given; a caller knows those of the edit.
Done named(const EditPlan& plan, Done done)
{
    if (done) return done;
    Error error = done.error();
    for (std::size_t i = 0; i < plan.reserved.size(); ++i) {
        if (error.field.starts_with(place("lines", i) + '.')) {
            error.field = plan.reserved[i].field + ".quantity";
            break;
        }
    }
    return fail(std::move(error));
}

Done moveStock(Unit& unit, const EditPlan& plan, OrderEditId edit, Aside aside)
{
    const auto released = orders::stockOf(plan.after, plan.released);
    std::vector<inventory::StockLine> reserved;
    if (aside == Aside::No) reserved = reservedBy(plan);
    std::vector<VariantId> variants;
    for (const auto& line : released)
        variants.push_back(line.variant);
    for (const auto& line : reserved)
        variants.push_back(line.variant);
    if (variants.size() > 1) inventory::lockLevels(unit, variants);
    const std::string subject = edit.text();
    STOA_CHECK(inventory::release(unit, released, subject));
    return named(plan, inventory::reserve(unit, reserved, subject));
}

// What of the order was on its way, or at home, may be all of it now.
void startRelease(Unit& unit, const OrderState& before, const OrderState& after)
{
    const auto isDelivered = [](const OrderState& order) {
        return orders::deriveStatuses(orders::partsOf(order)).fulfillment ==
               api::FulfillmentStatus::Delivered;
    };
    if (isDelivered(after) && !isDelivered(before) && after.captured.isPositive()) {
        ledger::startReleasePeriod(unit, after.id, after.total.currency());
    }
}

} // namespace

Result<Decided> decide(Unit& unit, const OrderState& order, const api::OrderEditContent& content,
                       ledger::Lock lock, WhenOpen whenOpen)
{
    STOA_TRY(books, refunds::loadBooks(unit, order, lock));
    STOA_TRY(rows, unit.db().run(sql::kSelectBefore, unit.organisation(), order.id));
    const db::Row before = rows.single();
    const auto address = orders::addressOf(before);
    Ground ground{unit.organisation(), order, address, books.escrow, {}, {}};
    ground.hasOpenEdit = whenOpen == WhenOpen::Refuse && before.get<bool>("has_open_edit");
    const auto more = linesWanted(order, content);
    STOA_TRY(plan,
             more.empty() ? planEdit(ground, content) : planMore(unit, ground, content, more));
    return Decided{address, std::move(books), std::move(plan)};
}

Done checkStock(Unit& unit, const EditPlan& plan)
{
    std::vector<inventory::StockLine> released;
    if (plan.toPay.isZero()) released = orders::stockOf(plan.after, plan.released);
    return named(plan, inventory::checkSwap(unit, released, reservedBy(plan)));
}

Done setAside(Unit& unit, const EditPlan& plan, OrderEditId edit)
{
    return named(plan, inventory::reserve(unit, reservedBy(plan), edit.text()));
}

api::RefundContent refundOf(const EditRecord& record)
{
    api::RefundContent refund;
    refund.extra = record.plan.back;
    refund.reason = api::refund_reason::kOther;
    refund.note = record.note;
    return refund;
}

Result<std::optional<api::RefundView>> carryOut(Unit& unit, const EditRecord& record,
                                                const payments::Providers& providers,
                                                const std::optional<refunds::Approved>& approved,
                                                Aside aside)
{
    const EditPlan& plan = record.plan;
    STOA_CHECK(moveStock(unit, plan, record.id, aside));
    writeContent(unit, plan);
    raiseEdited(unit, record);
    startRelease(unit, record.before, plan.after);
    if (plan.back.isZero()) {
        orders::saveState(unit, plan.after);
        return std::optional<api::RefundView>();
    }
    const refunds::Originator originator{api::RefundOriginator::Edit, record.id.text(),
                                         false}; // it has waited as a whole
    STOA_TRY(refund, refunds::commitRefund(unit, plan.after, refundOf(record), originator,
                                           providers, approved));
    return std::optional(std::move(refund));
}

} // namespace stoa::edits
