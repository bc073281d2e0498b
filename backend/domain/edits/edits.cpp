#include "domain/edits/edits.h"

#include "core/assert.h"
#include "domain/edits/edit_checks.h"
#include "domain/edits/edit_json.h"
#include "domain/edits/edit_record.h"
#include "domain/edits/edits_sql.h"
#include "domain/inventory/stock.h"
#include "domain/orders/order_view.h"
#include "domain/orders/orders.h"
#include "domain/orders/sale_reading.h"
#include "domain/refunds/approvals.h"
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

enum class WhenOpen { Refuse, GoOn };

Result<Decided> decide(Unit& unit, const OrderState& order, const api::OrderEditContent& content,
                       ledger::Lock lock, WhenOpen whenOpen = WhenOpen::Refuse)
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

api::RefundContent refundOf(const EditRecord& record)
{
    api::RefundContent refund;
    refund.extra = record.plan.back;
    refund.reason = api::refund_reason::kOther;
    refund.note = record.note;
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

Done notDearer(const EditPlan& plan)
{
    if (plan.toPay.isZero()) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.costs_more")
                    .with("difference", plan.toPay.text()));
}

bool asksForTwo(const Unit& unit, const Decided& decided)
{
    const Money& back = decided.plan.back;
    return back.isPositive() && decided.books.asksForTwo(unit.actor(), back);
}

Done checkStock(Unit& unit, const EditPlan& plan)
{
    const auto released = orders::stockOf(plan.after, plan.released);
    return named(plan, inventory::checkSwap(unit, released, reservedBy(plan)));
}

// Nothing but the two records: what waits moves nothing.
Done wait(Unit& unit, const EditRecord& record, const api::OrderEditContent& content)
{
    STOA_CHECK(checkStock(unit, record.plan));
    const api::RefundContent refund = refundOf(record);
    STOA_TRY(waiting,
             refunds::wait(
                 unit, record.before,
                 {refund, record.plan.back, {}, {api::RefundOriginator::Edit, record.id.text()}}));
    insertEdit(unit, record, waiting.id, requestJson(content, record.plan));
    return {};
}

// All but the record. The refund, when money goes back.
Result<std::optional<api::RefundView>> carryOut(Unit& unit, const EditRecord& record,
                                                const payments::Providers& providers,
                                                const std::optional<refunds::Approved>& approved)
{
    const EditPlan& plan = record.plan;
    STOA_CHECK(moveStock(unit, plan, record.id));
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

} // namespace

Result<api::OrderEditPreview> handle(Unit& unit, const api::PreviewOrderEdit& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    STOA_TRY(decided, decide(unit, order, request.content, ledger::Lock::No));
    STOA_CHECK(checkStock(unit, decided.plan));
    api::OrderEditPreview preview = previewOf(order, decided.plan);
    preview.needsApproval = asksForTwo(unit, decided);
    return preview;
}

Result<api::OrderView> handle(Unit& unit, const api::EditOrder& request,
                              const payments::Providers& providers)
{
    const api::OrderEditContent& content = request.content;
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    STOA_TRY(decided, decide(unit, order, content, ledger::Lock::Yes));
    STOA_CHECK(notDearer(decided.plan));
    const EditRecord record{OrderEditId::make(), order, decided.address, decided.plan,
                            content.note.value};
    if (asksForTwo(unit, decided)) {
        STOA_CHECK(wait(unit, record, content));
    } else {
        STOA_TRY(refund, carryOut(unit, record, providers, std::nullopt));
        insertEdit(unit, record, refund ? std::optional(refund->id) : std::nullopt);
    }
    unit.setAuditTarget(order.id.text());
    return orders::handle(unit, api::GetOrder{request.seller, request.order});
}

Result<api::RefundView> doApproved(Unit& unit, const OrderState& order, const std::string& edit,
                                   const refunds::Approved& approved,
                                   const payments::Providers& providers)
{
    STOA_TRY(id, OrderEditId::parse(edit));
    STOA_TRY(rows, unit.db().run(sql::kSelectRequest, unit.organisation(), id));
    const db::Row row = rows.single();
    const auto content = requestOf(row.get<std::string_view>("request"), order.total.currency());
    STOA_TRY(decided, decide(unit, order, content, ledger::Lock::Yes, WhenOpen::GoOn));
    if (decided.plan.back != approved.total) {
        return fail(refunds::amountChanged(approved.total, decided.plan.back));
    }
    const auto note = row.get<std::string>("note");
    const EditRecord record{id, order, decided.address, decided.plan, note};
    STOA_TRY(refund, carryOut(unit, record, providers, approved));
    STOA_ASSERT(refund.has_value());
    confirmEdit(unit, record);
    return std::move(*refund);
}

} // namespace stoa::edits
