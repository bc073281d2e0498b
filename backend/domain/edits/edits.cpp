#include "domain/edits/edits.h"

#include "domain/edits/edit_checks.h"
#include "domain/edits/edit_record.h"
#include "domain/edits/edits_sql.h"
#include "domain/inventory/stock.h"
#include "domain/orders/order_view.h"
#include "domain/orders/orders.h"
#include "domain/orders/sale_reading.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_books.h"

namespace stoa::edits {
namespace {

using orders::OrderState;

struct Decided {
    api::Address address; // as it was
    refunds::Books books;
    EditPlan plan;
};

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

Result<Decided> decide(Unit& unit, const OrderState& order, const api::OrderEditContent& content,
                       ledger::Lock lock)
{
    STOA_TRY(books, refunds::loadBooks(unit, order, lock));
    STOA_TRY(row, unit.db().run(sql::kSelectAddress, unit.organisation(), order.id));
    const auto address = orders::addressOf(row.single());
    const Ground ground{unit.organisation(), order, address, books.escrow, {}, {}};
    const auto more = linesWanted(order, content);
    STOA_TRY(plan,
             more.empty() ? planEdit(ground, content) : planMore(unit, ground, content, more));
    return Decided{address, std::move(books), std::move(plan)};
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

Done moveStock(Unit& unit, const EditPlan& plan, OrderEditId edit)
{
    const auto released = orders::stockOf(plan.after, plan.released);
    const auto reserved = reservedBy(plan);
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

api::RefundContent refundOf(const EditPlan& plan, const api::OrderEditContent& content)
{
    api::RefundContent refund;
    refund.extra = plan.back;
    refund.reason = api::refund_reason::kOther;
    refund.note = content.note;
    return refund;
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

Result<api::OrderEditPreview> handle(Unit& unit, const api::PreviewOrderEdit& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    STOA_TRY(decided, decide(unit, order, request.content, ledger::Lock::No));
    const EditPlan& plan = decided.plan;
    STOA_CHECK(named(plan, inventory::checkSwap(unit, orders::stockOf(plan.after, plan.released),
                                                reservedBy(plan))));
    api::OrderEditPreview preview = previewOf(order, plan);
    preview.needsApproval =
        plan.back.isPositive() && decided.books.asksForTwo(unit.actor(), plan.back);
    return preview;
}

Result<api::OrderView> handle(Unit& unit, const api::EditOrder& request,
                              const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    STOA_TRY(decided, decide(unit, order, request.content, ledger::Lock::Yes));
    const EditPlan& plan = decided.plan;
    if (plan.toPay.isPositive()) {
        return fail(makeError(ErrorKind::Refused, "order_edit.costs_more")
                        .with("difference", plan.toPay.text()));
    }
    const EditRecord record{OrderEditId::make(), order, decided.address, plan,
                            request.content.note.value};
    STOA_CHECK(moveStock(unit, plan, record.id));
    writeContent(unit, plan);
    raiseEdited(unit, record);
    unit.setAuditTarget(order.id.text());
    std::optional<RefundId> refund;
    if (plan.back.isPositive()) {
        const refunds::Originator originator{api::RefundOriginator::Edit, record.id.text(), false};
        STOA_TRY(made, refunds::commitRefund(unit, plan.after, refundOf(plan, request.content),
                                             originator, providers));
        refund = made.id;
    } else {
        orders::saveState(unit, plan.after);
    }
    insertEdit(unit, record, refund);
    startRelease(unit, order, plan.after);
    return orders::handle(unit, api::GetOrder{request.seller, request.order});
}

} // namespace stoa::edits
