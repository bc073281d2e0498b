#include "domain/edits/edit_payment.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/edits/edit_checks.h"
#include "domain/edits/edit_json.h"
#include "domain/edits/edit_states.h"
#include "domain/edits/edit_work.h"
#include "domain/edits/edits.h"
#include "domain/edits/edits_sql.h"
#include "domain/edits/paying.h"
#include "domain/inventory/stock.h"
#include "domain/orders/deadlines.h"
#include "domain/orders/orders.h"
#include "domain/orders/settle_payment.h"
#include "domain/payments/attempts.h"
#include "domain/unit/enum_column.h"

namespace stoa::edits {
namespace {

using orders::OrderState;
using payments::EditPayment;
using Status = api::OrderEditStatus;

constexpr std::size_t kMaxReason = 120;

struct Edit {
    OrderEditId id;
    Status status = Status::AwaitingPayment;
    Money toPay;
    api::OrderEditContent content;
    std::string note;

    bool isWaiting() const { return status == Status::AwaitingPayment; }
};

Result<Edit> load(Unit& unit, const OrderState& order, OrderEditId id)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectEditState, unit.organisation(), order.id, id));
    const auto row = rows.optional();
    if (!row) return fail(notFound(id));
    Edit edit{id,
              enumColumn<Status>(*row, "status"),
              row->money("to_pay_minor", "currency"),
              {},
              row->get<std::string>("note")};
    if (const auto request = row->get<std::optional<std::string>>("request")) {
        edit.content = requestOf(*request, order.total.currency());
    }
    return edit;
}

Done checkWaiting(const Edit& edit)
{
    if (edit.isWaiting()) return {};
    return fail(makeError(ErrorKind::Refused, "order_edit.not_waiting")
                    .with("status", enumText(edit.status)));
}

bool isUnderWay(const EditPayment& payment)
{
    return payment.state == api::PaymentState::Processing ||
           payment.state == api::PaymentState::RequiresCapture;
}

// The order once so much more has been captured for it.
OrderState richer(OrderState order, const Money& amount)
{
    order.captured += amount;
    order.authorized += amount;
    order.reduced += amount;
    return order;
}

// Closes one that is not done: its stock goes back on sale, and its payment is not wanted any more.
Done close(Unit& unit, const OrderState& order, const Edit& edit, Command command,
           std::string_view reason)
{
    const auto status = next(StateTable<Status, Command, Who>(kTransitions), edit.status, command);
    STOA_ASSERT(status.has_value());
    std::vector<inventory::StockLine> aside;
    for (const api::OrderLineRequest& line : linesWanted(order, edit.content))
        aside.push_back({line.variant, line.quantity});
    STOA_CHECK(inventory::release(unit, aside, edit.id.text()));
    STOA_TRY(payments, payments::editPayments(unit, order.id, edit.id));
    for (const EditPayment& payment : payments)
        if (!payment.isCredit) payments::stopPayment(unit, payment.id);
    unit.db().defer(sql::kCloseEdit, unit.organisation(), edit.id, enumText(*status),
                    clipped(reason, kMaxReason), unit.now());
    const bool isTime = *status == Status::Expired;
    orders::endTimer(unit, order.id, api::TimerKind::EditPayment,
                     isTime ? orders::TimerState::Fired : orders::TimerState::Stopped);
    unit.raise(
        "order_edit." + enumText(*status), order.id,
        {{"edit", edit.id.text()}, {"amount", edit.toPay.text()}, {"reason", std::string(reason)}});
    return {};
}

// Why an edit can't be done any more, or its plan. `order` has the money already.
Result<Decided> decidePaid(Unit& unit, const OrderState& order, const Edit& edit)
{
    STOA_TRY(decided, decide(unit, order, edit.content, ledger::Lock::No, WhenOpen::GoOn));
    if (decided.plan.toPay.isZero() && decided.plan.back.isZero()) return decided;
    return fail(ErrorKind::Refused, "order_edit.amount_changed");
}

// A refusal of the rules, not a failure of the database, whose transaction is over then.
bool isRefusal(const Error& error)
{
    const bool isRule = error.kind == ErrorKind::Refused || error.kind == ErrorKind::Invalid ||
                        error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Conflict;
    return isRule && !error.code.starts_with("db.");
}

// The edit is done: its money is in `order`.
Done confirm(Unit& unit, const OrderState& order, const Edit& edit, const Decided& decided,
             const payments::Providers& providers)
{
    const EditRecord record{edit.id, order, decided.address, decided.plan, edit.note};
    STOA_CHECK(carryOut(unit, record, providers, std::nullopt, Aside::Yes));
    confirmEdit(unit, record);
    orders::endTimer(unit, order.id, api::TimerKind::EditPayment, orders::TimerState::Stopped);
    return {};
}

// One part of what arrived and is nobody's: back to where it came from.
struct GoingBack {
    Money amount;
    std::optional<PaymentId> through; // absent: store credit
};

// `order` has the money, and is not stored yet.
Done giveBack(Unit& unit, OrderState order, const Edit& edit, std::span<const GoingBack> parts,
              const payments::Providers& providers)
{
    for (const GoingBack& part : parts)
        unit.db().defer(sql::kAddExcess, unit.organisation(), order.id, part.amount.minor());
    orders::saveState(unit, order);
    for (const GoingBack& part : parts) {
        STOA_TRY(now, orders::loadState(unit, order.id, orders::ForUpdate::Yes));
        api::RefundContent content;
        content.extra = part.amount;
        content.reason = api::refund_reason::kOther;
        if (!part.through) content.to = api::RefundDestination::StoreCredit;
        const refunds::Originator originator{api::RefundOriginator::Edit, edit.id.text(), false,
                                             part.through};
        const auto refund = refunds::commitRefund(unit, now, content, originator, providers);
        if (refund) continue;
        const bool isKept =
            isRefusal(refund.error()) || refund.error().code == "payment.provider_unavailable";
        if (!isKept) return fail(refund.error());
        unit.raise("order_edit.refund_refused", order.id,
                   {{"edit", edit.id.text()},
                    {"amount", part.amount.text()},
                    {"reason", refund.error().code}});
    }
    return {};
}

Done captured(Unit& unit, const OrderState& before, const Edit& edit,
              std::span<const GoingBack> parts, const payments::Providers& providers)
{
    Money amount = edit.toPay - edit.toPay;
    for (const GoingBack& part : parts)
        amount += part.amount;
    const OrderState order = richer(before, amount);
    if (edit.isWaiting()) {
        const auto decided = decidePaid(unit, order, edit);
        if (decided) return confirm(unit, order, edit, *decided, providers);
        if (!isRefusal(decided.error())) return fail(decided.error());
        STOA_CHECK(close(unit, before, edit, Command::Refuse, decided.error().code));
    }
    return giveBack(unit, order, edit, parts, providers);
}

// The order as the payment's booking wants it: with the credit that is reserved for the edit.
OrderState payingBy(OrderState order, std::span<const EditPayment> payments)
{
    order.credit.reset();
    for (const EditPayment& payment : payments) {
        if (payment.isCredit && payment.state == api::PaymentState::RequiresCapture) {
            order.credit = payments::CreditPart{payment.id, payment.amount, false};
        }
    }
    return order;
}

} // namespace

Error notFound(OrderEditId edit)
{
    return makeError(ErrorKind::NotFound, "order_edit.not_found").with("edit", edit.text());
}

Done awaitPayment(Unit& unit, const EditRecord& record, const api::OrderEditContent& content)
{
    STOA_CHECK(setAside(unit, record.plan, record.id));
    insertEdit(unit, record, Status::AwaitingPayment, std::nullopt,
               requestJson(content, record.plan));
    orders::startTimer(unit, record.before.id, api::TimerKind::EditPayment);
    unit.raise(
        "order_edit.awaiting_payment", record.before.id,
        {{"edit", record.id.text()}, {"amount", record.plan.toPay.text()}, {"note", record.note}});
    return {};
}

Result<api::OrderEditView> handle(Unit& unit, const api::PayOrderEdit& request,
                                  const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::Yes));
    STOA_TRY(edit, load(unit, order, request.edit));
    STOA_CHECK(checkWaiting(edit));
    STOA_TRY(tried, payments::editPayments(unit, order.id, edit.id));
    if (std::ranges::any_of(tried, isUnderWay)) {
        return fail(makeError(ErrorKind::Refused, "order_edit.being_paid"));
    }
    unit.setAuditTarget(order.id.text());
    const api::GetOrderEdit result{request.seller, request.order, request.edit};
    const OrderState paid = richer(order, edit.toPay);
    const auto decided = decidePaid(unit, paid, edit);
    if (!decided) {
        if (!isRefusal(decided.error())) return fail(decided.error());
        STOA_CHECK(close(unit, order, edit, Command::Refuse, decided.error().code));
        return handle(unit, result);
    }
    std::vector<VariantId> variants;
    for (const orders::LineShare& share : decided->plan.released)
        variants.push_back(order.lines[share.line].variant);
    if (!variants.empty()) inventory::lockLevels(unit, variants);
    const Bill bill{order, edit.id, edit.toPay};
    STOA_TRY(isPaid, pay(unit, bill, request, providers));
    if (isPaid) STOA_CHECK(confirm(unit, paid, edit, *decided, providers));
    return handle(unit, result);
}

Result<api::OrderView> handle(Unit& unit, const api::CancelOrderEdit& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::Yes));
    STOA_TRY(edit, load(unit, order, request.edit));
    STOA_CHECK(checkWaiting(edit));
    STOA_CHECK(close(unit, order, edit, Command::Cancel, {}));
    unit.setAuditTarget(order.id.text());
    return orders::handle(unit, api::GetOrder{request.seller, request.order});
}

Done settlePayment(Unit& unit, const OrderState& order, const payments::Conclusion& conclusion,
                   const payments::Providers& providers)
{
    STOA_ASSERT(conclusion.after.edit.has_value());
    STOA_TRY(edit, load(unit, order, *conclusion.after.edit));
    STOA_TRY(payments, payments::editPayments(unit, order.id, edit.id));
    const OrderState paying = payingBy(order, payments);
    STOA_TRY(isNews, orders::bookPayment(unit, paying, conclusion));
    if (!isNews) return {};
    if (conclusion.finding == payments::Finding::Failed && edit.isWaiting()) {
        return close(unit, order, edit, Command::FailPayment, conclusion.reason);
    }
    if (conclusion.finding != payments::Finding::Captured) return {};
    std::vector<GoingBack> parts{{conclusion.after.amount, conclusion.after.payment}};
    if (paying.credit) parts.push_back({paying.credit->amount, std::nullopt});
    return captured(unit, order, edit, parts, providers);
}

Done expirePayment(Unit& unit, OrderId id)
{
    STOA_TRY(order, orders::loadState(unit, id, orders::ForUpdate::Yes));
    unit.setAuditTarget(order.id.text());
    STOA_TRY(rows, unit.db().run(sql::kSelectUnpaid, unit.organisation(), order.id));
    const auto row = rows.optional();
    if (!row) return {};
    STOA_TRY(edit, load(unit, order, row->get<OrderEditId>("edit_id")));
    return close(unit, order, edit, Command::Expire, {});
}

} // namespace stoa::edits
