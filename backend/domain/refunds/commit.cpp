#include "domain/refunds/commit.h"

#include "core/assert.h"
#include "domain/payments/attempts.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refund_record.h"
#include "platform/db/errors.h"
#include "platform/db/pipeline.h"

namespace stoa::refunds {
namespace {

using orders::OrderState;

api::RefundStatus firstStatus(bool isInstant)
{
    const StateTable<api::RefundStatus, Command, Who> table(kTransitions);
    const auto pending = next(table, api::RefundStatus::Requested, Command::Send);
    STOA_ASSERT(pending.has_value());
    if (!isInstant) return *pending;
    const auto settled = next(table, *pending, Command::Settle);
    STOA_ASSERT(settled.has_value());
    return *settled;
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

// Stores what the provider is to be asked for, and the job that asks.
Done send(Unit& unit, const OrderState& order, const RefundPlan& plan, RefundId refund)
{
    const payments::Captured& payment = *order.payment;
    payments::addAttempt(unit,
                         payments::refundAttempt(refund, payment.id, order.id, payment.provider,
                                                 plan.outside(), payment.reference));
    const payments::OpenAttempt open{unit.organisation(), refund.uuid()};
    return payments::enqueueAttempts(unit.db(), {&open, 1}, unit.now());
}

void raiseEvents(Unit& unit, const OrderState& order, const api::RefundView& view,
                 const RefundPlan& plan)
{
    unit.raise(
        "refund.requested", order.id,
        {{"refund", view.id.text()}, {"amount", view.total.text()}, {"reason", view.reason}});
    if (view.status == api::RefundStatus::Pending) return;
    raiseSucceeded(unit, order.id, view.id, paymentOf(order), plan);
}

api::RefundView viewOf(const Unit& unit, const OrderState& order, const RefundPlan& plan,
                       const api::RefundContent& content, const Originator& originator,
                       const std::optional<Approved>& approved)
{
    api::RefundView view;
    view.id = approved ? approved->refund : RefundId::make();
    view.total = plan.total;
    view.shipping = plan.shipping;
    view.extra = plan.extra;
    view.lines = previewOf(order, plan).lines;
    view.reason = content.reason.value;
    view.note = content.note.value;
    view.actorName = approved ? approved->requestedByName : unit.actor().name;
    view.createdAt = unit.now();
    view.originator = originator.kind;
    view.originatorId = originator.id;
    view.credit = plan.credit;
    return view;
}

// What the buyer's bank has taken, or wants, does not go back a second time.
Done checkDisputed(const OrderState& order, const Books& books, const RefundPlan& plan)
{
    const Money none(0, plan.total.currency());
    const Money left = order.captured - order.refunded - books.escrow.state.disputed;
    if (books.escrow.state.disputed.isZero() || plan.total <= left) return {};
    return fail(
        makeError(ErrorKind::Refused, "refund.disputed").with("most", std::max(none, left).text()));
}

// What preview and commit share.
Result<RefundPlan> planOf(const OrderState& order, const api::RefundContent& content,
                          const Books& books)
{
    STOA_TRY(plan, planRefund(order, content, books.commission()));
    STOA_CHECK(checkDisputed(order, books, plan));
    plan.credit = creditOf(order, books.escrow.state.disputed, content.to, plan.total);
    return plan;
}

// Who is to give the money back; null: nobody outside, all of it becomes credit.
Result<const gateways::PaymentGateway*> gatewayOf(const OrderState& order, const RefundPlan& plan,
                                                  const payments::Providers& providers)
{
    if (plan.outside().isZero()) return nullptr;
    const auto* gateway = providers.find(order.payment->provider);
    if (gateway != nullptr) return gateway;
    return fail(makeError(ErrorKind::Unavailable, "payment.provider_unavailable")
                    .with("provider", order.payment->provider));
}

// The one that somebody else has to approve first.
Result<api::RefundView> askForTwo(Unit& unit, const OrderState& order, const Books& books,
                                  const RefundPlan& plan, const api::RefundContent& content,
                                  const Originator& originator)
{
    if (originator.mayWait) {
        return wait(unit, order, {content, plan.total, previewOf(order, plan).lines, originator});
    }
    return fail(makeError(ErrorKind::Refused, "refund.approval_required")
                    .with("amount", (books.unapproved + plan.total).text())
                    .with("limit", books.approvals.limitOf(plan.total.currency())->text()));
}

// Whose credit it becomes.
Done openCredit(Unit& unit, const OrderState& order, RefundPlan& plan)
{
    if (plan.credit.isZero()) return {};
    STOA_TRY(credit, store_credit::open(unit, order.buyerEmail, plan.credit.currency()));
    plan.creditTo = credit;
    return {};
}

} // namespace

Error amountChanged(const Money& was, const Money& now)
{
    return makeError(ErrorKind::Refused, "refund_approval.amount_changed")
        .with("was", was.text())
        .with("now", now.text());
}

Result<api::RefundPreview> previewRefund(Unit& unit, const OrderState& order,
                                         const api::RefundContent& content)
{
    STOA_TRY(books, loadBooks(unit, order, ledger::Lock::No));
    STOA_TRY(plan, planOf(order, content, books));
    api::RefundPreview preview = previewOf(order, plan, books);
    preview.needsApproval = books.asksForTwo(unit.actor(), plan.total);
    const auto sources = sourcesOf(books, order, plan);
    preview.transfers =
        ledger::viewsOf(entryOf(unit, order, sources, plan, RefundId(), Settles::Now), unit.now());
    for (api::TransferView& transfer : preview.transfers)
        transfer.refund.reset(); // there is none yet
    return preview;
}

Result<api::RefundView> commitRefund(Unit& unit, const OrderState& order,
                                     const api::RefundContent& content,
                                     const Originator& originator,
                                     const payments::Providers& providers,
                                     const std::optional<Approved>& approved)
{
    STOA_TRY(books, loadBooks(unit, order, ledger::Lock::Yes));
    STOA_TRY(plan, planOf(order, content, books));
    if (approved && approved->total != plan.total) {
        return fail(amountChanged(approved->total, plan.total));
    }
    if (!approved && books.asksForTwo(unit.actor(), plan.total)) {
        return askForTwo(unit, order, books, plan, content, originator);
    }
    STOA_TRY(gateway, gatewayOf(order, plan, providers));
    const bool isInstant = gateway == nullptr || gateway->isInstant();
    const auto sources = sourcesOf(books, order, plan);
    api::RefundView view = viewOf(unit, order, plan, content, originator, approved);
    view.status = firstStatus(isInstant);
    std::string reference;
    if (gateway != nullptr && isInstant) {
        STOA_TRY(given, payments::giveBack(*gateway, *order.payment, view.id, plan.outside()));
        reference = given;
    }
    if (isInstant) STOA_CHECK(moveStock(unit, order, plan, view.id));
    STOA_CHECK(openCredit(unit, order, plan));
    if (gateway != nullptr) payments::recordRefund(unit, order.payment->id, plan.outside());
    orders::saveState(unit, applied(order, plan));
    const auto when = isInstant ? Settles::Now : Settles::Later;
    ledger::post(unit, entryOf(unit, order, sources, plan, view.id, when));
    ledger::takeBack(unit, books.escrow, sources);
    db::Pipeline batch(unit.db());
    const std::string actor = approved ? approved->requestedBy : unit.actor().text();
    addRefund(batch, unit, order, plan, view, {reference, actor});
    if (auto done = batch.run(); !done) return fail(asRefusal(done.error(), order));
    if (!isInstant) STOA_CHECK(send(unit, order, plan, view.id));
    raiseEvents(unit, order, view, plan);
    unit.setAuditTarget(order.id.text());
    return view;
}

} // namespace stoa::refunds
