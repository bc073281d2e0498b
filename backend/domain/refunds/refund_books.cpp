#include "domain/refunds/refund_books.h"

#include "core/assert.h"
#include "domain/ledger/escrow_sql.h"
#include "domain/refunds/refund_approvals_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::refunds {
namespace {

Money nextPayout(const Money& payable, const Money& debt)
{
    return std::max(Money(0, payable.currency()), payable - debt);
}

} // namespace

Result<Books> loadBooks(Unit& unit, const orders::OrderState& order, ledger::Lock lock)
{
    db::Pipeline batch(unit.db());
    const auto escrows = ledger::addEscrows(batch, unit.organisation(), {&order.id, 1});
    const auto policy = batch.add(ledger_escrow::sql::kSelectPolicy);
    const auto approvals = batch.add(refund_approvals::sql::kSelectRefundPolicy);
    const auto unapproved =
        batch.add(refund_approvals::sql::kSumUnapproved, unit.organisation(), order.id);
    STOA_CHECK(batch.run());
    auto found = ledger::escrowsOf(batch[escrows]);
    STOA_ASSERT(found.size() == 1);
    Books books{
        std::move(found.front()),
        {Money(0, order.total.currency()), Money(0, order.total.currency())},
        ledger::policyOf(batch[policy]),
        refundPolicyOf(batch[approvals]),
        Money(batch[unapproved].single().get<std::int64_t>("total_minor"), order.total.currency())};
    if (!books.escrow.releasedAt) return books;
    STOA_TRY(funds, ledger::fundsOf(unit, order.total.currency(), lock));
    books.funds = funds;
    return books;
}

ledger::RefundSources sourcesOf(const Books& books, const orders::OrderState& order,
                                const RefundPlan& plan)
{
    if (!books.escrow.releasedAt) {
        const Money none(0, plan.total.currency());
        return {plan.total, none, none, none, none, none};
    }
    return ledger::sourcesOf(books.escrow.state, plan.total, givenBack(order, plan),
                             books.funds.payable);
}

ledger::Entry entryOf(const Unit& unit, const orders::OrderState& order,
                      const ledger::RefundSources& sources, const RefundPlan& plan,
                      PaymentId payment, RefundId refund, Settles when)
{
    const auto account = [&unit](api::AccountKind kind) {
        return ledger::accountOf(unit.organisation(), kind);
    };
    const auto clearing = account(api::AccountKind::RefundClearing);
    ledger::Entry entry;
    entry.currency = plan.total.currency();
    entry.order = order.id;
    entry.payment = payment;
    entry.refund = refund;
    const auto give = [&](const ledger::Account& from, const Money& amount) {
        if (amount.isZero()) return;
        entry.reserve(from, clearing, amount, "refund_requested");
        if (when == Settles::Now) entry.confirm(ledger::Transfer(entry.transfers.back()), "refund");
    };
    give(ledger::holdOf(order.id), sources.hold);
    give(account(api::AccountKind::SellerPayable), sources.payable);
    give(account(api::AccountKind::SellerDebt), sources.debt);
    give(account(api::AccountKind::PlatformFee), sources.fee);
    give(account(api::AccountKind::TaxPayable), sources.tax);
    give(account(api::AccountKind::CollectedTax), sources.collectedTax);
    if (when == Settles::Now) reachBuyer(unit, entry, plan);
    return entry;
}

void reachBuyer(const Unit& unit, ledger::Entry& entry, const RefundPlan& plan)
{
    const auto clearing = ledger::accountOf(unit.organisation(), api::AccountKind::RefundClearing);
    const auto provider =
        ledger::accountOf(unit.organisation(), api::AccountKind::ProviderReceivable);
    entry.moveAny(clearing, provider, plan.outside(), "refund_settled");
    entry.moveAny(clearing, store_credit::accountOf(plan.creditTo), plan.credit, "refund_credited");
}

PaymentId firstPaymentOf(const orders::OrderState& order)
{
    STOA_ASSERT(!order.payments.empty() || order.credit);
    return order.payments.empty() ? order.credit->id : order.payments.back().id;
}

Books after(Books books, const ledger::GivenBack& given, const ledger::RefundSources& sources)
{
    ledger::EscrowState& state = books.escrow.state;
    state.held -= sources.hold;
    state.released.seller -= sources.seller();
    state.released.fee -= sources.fee;
    state.released.tax -= sources.tax;
    state.released.collectedTax -= sources.collectedTax;
    state.feeLeft -= given.fee;
    state.feeTaxLeft -= given.feeTax;
    state.collectedTaxLeft -= given.collectedTax;
    if (books.escrow.releasedAt) {
        books.funds.payable -= sources.payable;
        books.funds.debt += sources.debt;
    }
    return books;
}

api::RefundPreview previewOf(const orders::OrderState& order, const RefundPlan& plan,
                             const Books& books)
{
    const ledger::RefundSources sources = sourcesOf(books, order, plan);
    api::RefundPreview preview = previewOf(order, plan);
    preview.fromEscrow = sources.hold;
    preview.escrowAfter = books.escrow.state.held - sources.hold;
    preview.fromPayable = sources.payable;
    preview.toDebt = sources.debt;
    const auto& [payable, debt] = books.funds;
    preview.nextPayoutBefore = nextPayout(payable, debt);
    preview.nextPayoutAfter = nextPayout(payable - sources.payable, debt + sources.debt);
    return preview;
}

} // namespace stoa::refunds
