#include "domain/refunds/reverse_refund.h"

#include "core/assert.h"
#include "core/text.h"
#include "domain/refunds/refund_books.h"
#include "domain/refunds/refund_record.h"
#include "domain/refunds/refunds_sql.h"

namespace stoa::refunds {
namespace {

using api::AccountKind;
using orders::OrderState;

// Where each part goes: to whom it was taken from. A debt that is paid already can not be paid
// twice, so its rest becomes the seller's.
ledger::RefundSources destinationsOf(const Books& books,
                                     std::span<const ledger::Transfer> confirmed, Currency currency)
{
    ledger::RefundSources back = ledger::sourcesIn(confirmed, currency);
    if (back.debt.isZero()) return back;
    const Money owed = std::min(back.debt, books.funds.debt);
    back.payable += back.debt - owed;
    back.debt = owed;
    return back;
}

ledger::Entry entryOf(const Unit& unit, const OrderState& order, PaymentId payment, RefundId refund,
                      const ledger::RefundSources& back, const RefundPlan& plan)
{
    const auto account = [&unit](AccountKind kind) {
        return ledger::accountOf(unit.organisation(), kind);
    };
    const auto clearing = account(AccountKind::RefundClearing);
    constexpr std::string_view kReason = "refund_reversed";
    ledger::Entry entry;
    entry.currency = plan.total.currency();
    entry.order = order.id;
    entry.payment = payment;
    entry.refund = refund;
    entry.moveAny(account(AccountKind::ProviderReceivable), clearing, plan.outside(), kReason);
    entry.moveAny(store_credit::accountOf(plan.creditTo), clearing, plan.credit, kReason);
    entry.moveAny(clearing, ledger::holdOf(order.id), back.hold, kReason);
    entry.moveAny(clearing, account(AccountKind::SellerPayable), back.payable, kReason);
    entry.moveAny(clearing, account(AccountKind::SellerDebt), back.debt, kReason);
    entry.moveAny(clearing, account(AccountKind::PlatformFee), back.fee, kReason);
    entry.moveAny(clearing, account(AccountKind::TaxPayable), back.tax, kReason);
    entry.moveAny(clearing, account(AccountKind::CollectedTax), back.collectedTax, kReason);
    return entry;
}

// The books as the reversal leaves them.
Books reversedIn(Books books, const ledger::GivenBack& given, const ledger::RefundSources& back)
{
    const ledger::RefundSources taken{-back.hold,         -back.fee,     -back.tax,
                                      -back.collectedTax, -back.payable, -back.debt};
    return after(std::move(books), {-given.fee, -given.feeTax, -given.collectedTax}, taken);
}

// What has become store credit stays the buyer's, who may have spent it: the part of a reversed
// refund that never left is a refund of its own from then on.
struct Kept {
    RefundPlan plan;
    ledger::RefundSources sources;
    api::RefundView view;
};

Result<std::optional<Kept>> keptOf(const Unit& unit, const OrderState& order, const Books& books,
                                   const RefundPlan& gone)
{
    if (gone.credit.isZero()) return std::optional<Kept>();
    api::RefundContent content;
    content.extra = gone.credit;
    content.reason = api::refund_reason::kOther;
    STOA_TRY(plan, planRefund(order, content, books.commission()));
    plan.credit = plan.total;
    plan.creditTo = gone.creditTo;
    Kept kept{plan, sourcesOf(books, order, plan), {}};
    kept.view.id = RefundId::make();
    kept.view.status = api::RefundStatus::Succeeded;
    kept.view.reason = content.reason.value;
    kept.view.actorName = unit.actor().name;
    kept.view.createdAt = unit.now();
    return std::optional(std::move(kept));
}

Done record(Unit& unit, const OrderState& order, PaymentId payment, const Books& books,
            const Kept& kept)
{
    ledger::takeBack(unit, books.escrow, kept.sources);
    db::Pipeline batch(unit.db());
    const std::string actor = unit.actor().text();
    addRefund(batch, unit, order, kept.plan, kept.view, {payment, {}, actor});
    return batch.run();
}

} // namespace

Done reverseRefund(Unit& unit, const OrderState& order, const payments::Conclusion& conclusion)
{
    const RefundId refund(conclusion.after.id);
    STOA_TRY(plan, lockRefund(unit, order, refund, api::RefundStatus::Succeeded));
    if (!plan) return {};
    const Currency currency = plan->total.currency();
    STOA_TRY(books, loadBooks(unit, order, ledger::Lock::Yes));
    STOA_TRY(confirmed, ledger::confirmedFor(unit, order.id, refund));
    const ledger::RefundSources back = destinationsOf(books, confirmed, currency);
    const auto status = next(StateTable<api::RefundStatus, Command, Who>(kTransitions),
                             api::RefundStatus::Succeeded, Command::Reverse);
    STOA_ASSERT(status.has_value());
    unit.db().defer(sql::kSettleRefund, unit.organisation(), refund, enumText(*status),
                    clipped(conclusion.outcome.reference, gateways::kMaxReference));
    const PaymentId payment = conclusion.after.payment;
    OrderState saved = reversed(order, *plan);
    STOA_TRY(kept, keptOf(unit, saved, reversedIn(books, givenBack(order, *plan), back), *plan));
    std::vector entries{entryOf(unit, order, payment, refund, back, *plan)};
    if (kept) {
        store_credit::touch(unit, kept->plan.creditTo);
        entries.push_back(
            entryOf(unit, saved, kept->sources, kept->plan, payment, kept->view.id, Settles::Now));
    }
    ledger::post(unit, entries); // together: the credit may have been spent
    ledger::putBack(unit, books.escrow, back);
    // What is held again of an order that was released becomes due anew, after its usual time.
    const Money heldBefore = kept ? kept->sources.hold : Money(0, currency);
    if (books.escrow.releasedAt && back.hold > heldBefore) {
        ledger::startReleasePeriod(unit, order.id, currency);
    }
    payments::recordRefund(unit, payment, -plan->outside());
    unit.raise(
        "refund.reversed", order.id,
        {{"refund", refund.text()}, {"amount", plan->total.text()}, {"reason", conclusion.reason}});
    if (kept) {
        STOA_CHECK(record(unit, saved, payment, books, *kept));
        raiseSucceeded(unit, order.id, kept->view.id, payment, kept->plan);
        saved = applied(std::move(saved), kept->plan);
    }
    orders::saveState(unit, saved);
    unit.setAuditTarget(order.id.text());
    return {};
}

} // namespace stoa::refunds
