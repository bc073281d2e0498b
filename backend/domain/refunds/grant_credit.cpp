#include "domain/ledger/escrow.h"
#include "domain/orders/orders_sql.h"
#include "domain/refunds/refund_approvals_sql.h"
#include "domain/refunds/refund_policy.h"
#include "domain/refunds/refunds.h"
#include "domain/store_credit/store_credit_sql.h"

#include <algorithm>

namespace stoa::refunds {
namespace {

struct GrantIdTag {
    static constexpr std::string_view kPrefix = "grt";
};
using GrantId = Id<GrantIdTag>;

// With what the same person has granted since midnight, UTC: two grants at once see each other.
Done mayGrantToday(Unit& unit, const Money& amount, const Money& limit)
{
    constexpr Duration kDay = std::chrono::days(1);
    const Timestamp midnight(unit.now().micros() - unit.now().micros() % kDay.count());
    db::Pipeline batch(unit.db());
    batch.add(store_credit::sql::kLockGranting, unit.actor().text());
    const auto rows = batch.add(store_credit::sql::kSumGranted, unit.organisation(),
                                unit.actor().text(), midnight, amount.currency());
    STOA_CHECK(batch.run());
    const Money granted(batch[rows].single().get<std::int64_t>("granted_minor"), amount.currency());
    if (granted + amount <= limit) return {};
    const Money left = std::max(Money(0, amount.currency()), limit - granted);
    return fail(makeError(ErrorKind::Refused, "store_credit.day_is_over_limit")
                    .in("amount")
                    .with("limit", limit.text())
                    .with("left", left.text()));
}

// The seller's only currency, and what one person may give away of it.
Done mayGrant(Unit& unit, const Money& amount)
{
    if (!amount.isPositive()) {
        return fail(makeError(ErrorKind::Invalid, "store_credit.not_positive").in("amount"));
    }
    db::Pipeline batch(unit.db());
    const auto terms = batch.add(orders::sql::kSelectTerms, std::vector{unit.organisation()});
    const auto rows = batch.add(refund_approvals::sql::kSelectRefundPolicy);
    STOA_CHECK(batch.run());
    const auto currency = batch[terms].single().get<Currency>("currency");
    if (amount.currency() != currency) {
        return fail(makeError(ErrorKind::Invalid, "order.wrong_currency")
                        .in("amount")
                        .with("expected", currency.code())
                        .with("got", amount.currency().code()));
    }
    const Money most(orders::kMaxTotalMinor, currency);
    const RefundPolicy policy = refundPolicyOf(batch[rows]);
    const Money limit = std::min(most, policy.limitOf(currency).value_or(most));
    if (amount > limit) {
        return fail(makeError(ErrorKind::Refused, "store_credit.above_limit")
                        .in("amount")
                        .with("limit", limit.text()));
    }
    const auto perDay = policy.creditLimitOf(currency);
    return perDay ? mayGrantToday(unit, amount, *perDay) : Done();
}

// Out of what the seller is to be paid, and as a debt beyond that.
struct Grant {
    ledger::Entry entry;
    std::optional<TransferId> fromPayable;
    std::optional<TransferId> toDebt;
};

Grant grantOf(const Unit& unit, const Money& amount, const Money& payable,
              store_credit::CreditId credit)
{
    const Money none(0, amount.currency());
    const Money taken = std::min(amount, std::max(none, payable));
    const auto account = [&unit](api::AccountKind kind) {
        return ledger::accountOf(unit.organisation(), kind);
    };
    Grant grant;
    grant.entry.currency = amount.currency();
    const auto give = [&](const ledger::Account& from, const Money& part) {
        if (part.isZero()) return std::optional<TransferId>();
        grant.entry.move(from, store_credit::accountOf(credit), part, "credit_granted");
        return std::optional(grant.entry.transfers.back().id);
    };
    grant.fromPayable = give(account(api::AccountKind::SellerPayable), taken);
    grant.toDebt = give(account(api::AccountKind::SellerDebt), amount - taken);
    return grant;
}

} // namespace

Result<api::StoreCreditView> handle(Unit& unit, const api::GrantStoreCredit& request)
{
    const Money& amount = request.amount;
    STOA_CHECK(mayGrant(unit, amount));
    STOA_TRY(funds, ledger::fundsOf(unit, amount.currency(), ledger::Lock::Yes));
    STOA_TRY(credit, store_credit::open(unit, request.buyerEmail.value, amount.currency()));
    const Grant grant = grantOf(unit, amount, funds.payable, credit);
    ledger::post(unit, grant.entry);
    unit.db().defer(store_credit::sql::kInsertGrant, unit.organisation(), GrantId::make(), credit,
                    amount.currency(), amount.minor(), request.note.value, grant.fromPayable,
                    grant.toDebt, unit.actor().text(), unit.actor().name, unit.now());
    unit.raise("store_credit.granted", credit,
               {{"amount", amount.text()}, {"note", request.note.value}});
    unit.setAuditTarget(credit.text());
    STOA_TRY(credits, store_credit::creditsOf(unit, request.buyerEmail.value));
    const auto currency = [](const api::StoreCreditView& each) { return each.balance.currency(); };
    return *std::ranges::find(credits, amount.currency(), currency);
}

} // namespace stoa::refunds
