#include "domain/refunds/commit.h"

#include "core/assert.h"
#include "domain/inventory/stock.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refunds_sql.h"
#include "platform/db/errors.h"
#include "platform/db/pipeline.h"

namespace stoa::refunds {
namespace {

using orders::OrderState;

api::RefundStatus settledStatus()
{
    const StateTable<api::RefundStatus, Command, Who> table(kTransitions);
    const auto pending = next(table, api::RefundStatus::Requested, Command::Send);
    STOA_ASSERT(pending.has_value());
    const auto settled = next(table, *pending, Command::Settle);
    STOA_ASSERT(settled.has_value());
    return *settled;
}

// What never left the house goes back on sale or is written off; what came back is taken in.
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
               const RefundPlan& plan, const api::RefundView& view, std::string_view reference)
{
    batch.add(sql::kInsertRefund, unit.organisation(), view.id, order.id, order.payment->id,
              enumText(view.status), plan.total.currency(), plan.total.minor(),
              plan.shipping.minor(), plan.extra.minor(), plan.shippingExtra.minor(),
              plan.commission.minor(), enumText(view.reason), view.note, reference,
              unit.actor().text(), view.actorName, view.createdAt, enumText(view.originator),
              view.originatorId, plan.commissionTax.minor());
    std::vector<OrderLineId> ids;
    std::vector<std::int64_t> quantities, amounts, extras, commissions, taxes;
    std::vector<std::string> restocks;
    for (const LinePlan& line : plan.lines) {
        ids.push_back(order.lines[line.line].id);
        quantities.push_back(line.quantity);
        amounts.push_back(line.amount.minor());
        extras.push_back(line.extra.minor());
        commissions.push_back(line.commission.minor());
        taxes.push_back(line.commissionTax.minor());
        restocks.push_back(enumText(line.restock));
    }
    batch.add(sql::kInsertRefundLines, unit.organisation(), view.id, order.id, ids, quantities,
              amounts, extras, commissions, taxes, restocks);
}

// The checks of the database are the last guard; when one speaks, it says what the rules say.
Error asRefusal(const Error& error, const OrderState& order)
{
    constexpr std::array<std::string_view, 4> kGuards{
        "marketplace_order_refund_covered", "order_line_refund_covered", "payment_refund_covered",
        "ledger_account_credit_covers_debit"};
    const auto constraint = db::constraintOf(error);
    if (std::find(kGuards.begin(), kGuards.end(), constraint) == kGuards.end()) return error;
    return makeError(ErrorKind::Refused, "refund.exceeds_captured")
        .with("most", (order.captured - order.refunded).text())
        .because(constraint);
}

void raiseEvents(Unit& unit, const OrderState& order, const api::RefundView& view)
{
    const std::string amount = view.total.text();
    const std::string refund = view.id.text();
    unit.raise("refund.requested", order.id,
               {{"refund", refund}, {"amount", amount}, {"reason", enumText(view.reason)}});
    unit.raise("refund.succeeded", order.id, {{"refund", refund}, {"amount", amount}});
    unit.raise("payment.refunded", order.id,
               {{"payment", order.payment->id.text()}, {"amount", amount}});
}

api::RefundView viewOf(const Unit& unit, const OrderState& order, const RefundPlan& plan,
                       const api::RefundContent& content, const Originator& originator)
{
    api::RefundView view;
    view.id = RefundId::make();
    view.status = settledStatus();
    view.total = plan.total;
    view.shipping = plan.shipping;
    view.extra = plan.extra;
    view.lines = previewOf(order, plan).lines;
    view.reason = content.reason;
    view.note = content.note.value;
    view.actorName = unit.actor().name;
    view.createdAt = unit.now();
    view.originator = originator.kind;
    view.originatorId = originator.id;
    return view;
}

} // namespace

Result<api::RefundPreview> previewRefund(Unit& unit, const OrderState& order,
                                         const api::RefundContent& content)
{
    STOA_TRY(books, loadBooks(unit, order, ledger::Lock::No));
    STOA_TRY(plan, planRefund(order, content, books.commission()));
    api::RefundPreview preview = previewOf(order, plan, books);
    const auto sources = sourcesOf(books, plan);
    preview.transfers =
        ledger::viewsOf(entryOf(unit, order, sources, plan.total, RefundId()), unit.now());
    for (api::TransferView& transfer : preview.transfers)
        transfer.refund.reset(); // there is none yet
    return preview;
}

Result<api::RefundView> commitRefund(Unit& unit, const OrderState& order,
                                     const api::RefundContent& content,
                                     const Originator& originator,
                                     const gateways::PaymentGateway& gateway)
{
    STOA_TRY(books, loadBooks(unit, order, ledger::Lock::Yes));
    STOA_TRY(plan, planRefund(order, content, books.commission()));
    const auto sources = sourcesOf(books, plan);
    const api::RefundView view = viewOf(unit, order, plan, content, originator);
    STOA_TRY(reference, payments::giveBack(gateway, *order.payment, view.id, plan.total));
    STOA_CHECK(moveStock(unit, order, plan, view.id));

    payments::recordRefund(unit, order.payment->id, plan.total);
    orders::saveState(unit, applied(order, plan));
    ledger::post(unit, entryOf(unit, order, sources, plan.total, view.id));
    ledger::takeBack(unit, books.escrow, sources);
    db::Pipeline batch(unit.db());
    addRefund(batch, unit, order, plan, view, reference);
    if (auto done = batch.run(); !done) return fail(asRefusal(done.error(), order));
    raiseEvents(unit, order, view);
    unit.setAuditTarget(order.id.text());
    return view;
}

} // namespace stoa::refunds
