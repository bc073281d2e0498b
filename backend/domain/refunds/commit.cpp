#include "domain/refunds/commit.h"

#include "core/assert.h"
#include "domain/payments/attempts.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refund_parts.h"
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

// One part of what goes back: a refund of its own.
struct Made {
    RefundPlan plan;
    const payments::Captured* payment = nullptr; // none: all of it becomes credit
    const gateways::PaymentGateway* gateway = nullptr;
    PaymentId subject; // the payment that it is noted with
    api::RefundView view;
    std::string reference; // the provider's, when it is instant

    bool isInstant() const { return gateway == nullptr || gateway->isInstant(); }
};

// Stores what the provider is to be asked for, and the job that asks.
Done send(Unit& unit, const OrderState& order, const Made& made)
{
    const payments::Captured& payment = *made.payment;
    payments::addAttempt(unit, payments::refundAttempt(made.view.id, payment.id, order.id,
                                                       payment.provider, made.plan.outside(),
                                                       payment.reference));
    const payments::OpenAttempt open{unit.organisation(), made.view.id.uuid()};
    return payments::enqueueAttempts(unit.db(), {&open, 1}, unit.now());
}

void raiseEvents(Unit& unit, const OrderState& order, const Made& made)
{
    const api::RefundView& view = made.view;
    unit.raise(
        "refund.requested", order.id,
        {{"refund", view.id.text()}, {"amount", view.total.text()}, {"reason", view.reason}});
    if (view.status == api::RefundStatus::Pending) return;
    raiseSucceeded(unit, order.id, view.id, made.subject, made.plan);
}

api::RefundView viewOf(const Unit& unit, const OrderState& order, const RefundPlan& plan,
                       const api::RefundContent& content, const Originator& originator,
                       const std::optional<Approved>& approved)
{
    api::RefundView view;
    view.id = RefundId::make();
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
    plan.credit = creditOf(order, content.to, plan.total);
    return plan;
}

// Who is to give a part of the money back.
Result<const gateways::PaymentGateway*> gatewayOf(const payments::Captured& payment,
                                                  const payments::Providers& providers)
{
    const auto* gateway = providers.find(payment.provider);
    if (gateway != nullptr) return gateway;
    return fail(makeError(ErrorKind::Unavailable, "payment.provider_unavailable")
                    .with("provider", payment.provider));
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

// Everything that is to be made, as far as it can be known before it is: what an instant provider
// refuses is known at once.
Result<std::vector<Made>> prepare(const Unit& unit, const OrderState& order,
                                  std::span<const RefundPart> parts,
                                  const api::RefundContent& content, const Originator& originator,
                                  const payments::Providers& providers,
                                  const std::optional<Approved>& approved)
{
    std::vector<Made> all;
    for (const RefundPart& part : parts) {
        Made made;
        made.plan = part.plan;
        made.subject = firstPaymentOf(order);
        if (part.payment) {
            made.payment = &order.payments[*part.payment];
            made.subject = made.payment->id;
            STOA_TRY(gateway, gatewayOf(*made.payment, providers));
            made.gateway = gateway;
        }
        made.view = viewOf(unit, order, made.plan, content, originator, approved);
        if (all.empty() && approved) made.view.id = approved->refund;
        if (!all.empty()) made.view.partOf = all.front().view.id;
        made.view.status = firstStatus(made.isInstant());
        all.push_back(std::move(made));
    }
    for (Made& made : all) {
        if (made.gateway == nullptr || !made.isInstant()) continue;
        STOA_TRY(given, payments::giveBack(*made.gateway, *made.payment, made.view.id,
                                           made.plan.outside()));
        made.reference = given;
    }
    return all;
}

// The stock of all that is decided at once, in one go.
Done moveStock(Unit& unit, const OrderState& order, std::span<const Made> all)
{
    RefundPlan moved;
    std::optional<RefundId> subject;
    for (const Made& made : all) {
        if (!made.isInstant()) continue;
        moved.lines.insert(moved.lines.end(), made.plan.lines.begin(), made.plan.lines.end());
        if (!subject) subject = made.view.id;
    }
    return subject ? moveStock(unit, order, moved, *subject) : Done();
}

// Whose credit it becomes.
Done openCredit(Unit& unit, const OrderState& order, std::span<Made> all)
{
    RefundPlan& plan = all.back().plan;
    if (plan.credit.isZero()) return {};
    STOA_TRY(credit, store_credit::open(unit, order.buyerEmail, plan.credit.currency()));
    plan.creditTo = credit;
    return {};
}

// The entries of all parts, and the escrow's side of them; the order as they leave it.
struct Booked {
    OrderState order;
    std::vector<ledger::Entry> entries;
    std::vector<ledger::RefundSources> sources;
};

Booked bookedOf(const Unit& unit, const OrderState& order, Books books, std::span<const Made> all)
{
    Booked booked{order, {}, {}};
    for (const Made& made : all) {
        const auto sources = sourcesOf(books, booked.order, made.plan);
        const auto when = made.isInstant() ? Settles::Now : Settles::Later;
        booked.entries.push_back(
            entryOf(unit, booked.order, sources, made.plan, made.subject, made.view.id, when));
        books = after(std::move(books), givenBack(booked.order, made.plan), sources);
        booked.order = applied(std::move(booked.order), made.plan);
        booked.sources.push_back(sources);
    }
    return booked;
}

Done write(Unit& unit, const OrderState& order, const Books& books, std::span<const Made> all,
           const std::optional<Approved>& approved)
{
    for (const Made& made : all) {
        if (made.payment != nullptr) {
            payments::recordRefund(unit, made.payment->id, made.plan.outside());
        }
    }
    const Booked booked = bookedOf(unit, order, books, all);
    orders::saveState(unit, booked.order);
    ledger::post(unit, booked.entries);
    for (const ledger::RefundSources& sources : booked.sources)
        ledger::takeBack(unit, books.escrow, sources);
    db::Pipeline batch(unit.db());
    const std::string actor = approved ? approved->requestedBy : unit.actor().text();
    for (const Made& made : all)
        addRefund(batch, unit, order, made.plan, made.view, {made.subject, made.reference, actor});
    if (auto done = batch.run(); !done) return fail(asRefusal(done.error(), order));
    for (const Made& made : all) {
        if (!made.isInstant()) STOA_CHECK(send(unit, order, made));
    }
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
    std::vector<Made> all;
    for (RefundPart& part : partsOf(order, plan, books.commission(), content.to)) {
        Made made;
        made.plan = std::move(part.plan);
        made.subject = part.payment ? order.payments[*part.payment].id : firstPaymentOf(order);
        all.push_back(std::move(made));
    }
    for (const ledger::Entry& entry : bookedOf(unit, order, books, all).entries) {
        for (api::TransferView& transfer : ledger::viewsOf(entry, unit.now())) {
            transfer.refund.reset(); // there is none yet
            preview.transfers.push_back(std::move(transfer));
        }
    }
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
    const auto parts = partsOf(order, plan, books.commission(), content.to, originator.payment);
    STOA_TRY(all, prepare(unit, order, parts, content, originator, providers, approved));
    STOA_CHECK(moveStock(unit, order, all));
    STOA_CHECK(openCredit(unit, order, all));
    STOA_CHECK(write(unit, order, books, all, approved));
    for (const Made& made : all)
        raiseEvents(unit, order, made);
    unit.setAuditTarget(order.id.text());
    return std::move(all.front().view);
}

} // namespace stoa::refunds
