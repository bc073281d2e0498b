#include "domain/refunds/refund_policy.h"

#include "domain/orders/commission_rules.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_approvals_sql.h"

namespace stoa::refunds {
namespace {

namespace sql = refund_approvals::sql;

api::RefundPolicyView viewOf(const RefundPolicy& policy)
{
    return {policy.approvalAbove, policy.approvalDays, policy.version, policy.creditPerDay};
}

std::optional<Money> amountIn(const api::Amounts& amounts, Currency currency)
{
    const auto found = std::ranges::find(amounts, currency, &Money::currency);
    return found == amounts.end() ? std::nullopt : std::optional(*found);
}

api::Amounts amountsOf(const db::Row& row, std::string_view currencies, std::string_view amounts)
{
    const auto codes = row.get<std::vector<std::string>>(currencies);
    const auto minors = row.get<std::vector<std::int64_t>>(amounts);
    api::Amounts read;
    for (std::size_t i = 0; i < codes.size(); ++i)
        read.push_back(Money(minors.at(i), Currency::of(codes[i])));
    return read;
}

// As the table keeps them.
struct Columns {
    std::vector<Currency> currencies;
    std::vector<std::int64_t> amounts;

    explicit Columns(const api::Amounts& from)
    {
        for (const Money& amount : from) {
            currencies.push_back(amount.currency());
            amounts.push_back(amount.minor());
        }
    }
};

std::string textOf(const api::Amounts& amounts)
{
    std::string text;
    for (const Money& amount : amounts)
        text += (text.empty() ? "" : ", ") + amount.text();
    return text;
}

} // namespace

std::optional<Money> RefundPolicy::limitOf(Currency currency) const
{
    return amountIn(approvalAbove, currency);
}

std::optional<Money> RefundPolicy::creditLimitOf(Currency currency) const
{
    if (const auto limit = amountIn(creditPerDay, currency)) return limit;
    constexpr std::int64_t kTimes = 5;
    const auto once = limitOf(currency);
    return once ? std::optional(*once * kTimes) : std::nullopt;
}

bool RefundPolicy::asksForTwo(const Actor& actor, const Money& total) const
{
    const auto limit = limitOf(total.currency());
    return limit && total > *limit && actor.kind != Actor::Kind::System;
}

RefundPolicy refundPolicyOf(const db::Rows& rows)
{
    RefundPolicy policy;
    const auto row = rows.optional();
    if (!row) return policy;
    policy.approvalAbove = amountsOf(*row, "approval_currencies", "approval_minor");
    policy.creditPerDay = amountsOf(*row, "credit_currencies", "credit_minor");
    policy.approvalDays = row->get<std::int64_t>("approval_days");
    policy.version = row->get<Version>("version");
    return policy;
}

Result<api::RefundPolicyView> handle(Unit& unit, const api::GetRefundPolicy& /*request*/)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectRefundPolicy));
    return viewOf(refundPolicyOf(rows));
}

Result<api::RefundPolicyView> handle(Unit& unit, const api::SetRefundPolicy& request)
{
    STOA_CHECK(orders::checkAmounts(request.approvalAbove, "approvalAbove"));
    STOA_CHECK(orders::checkAmounts(request.creditPerDay, "creditPerDay"));
    const Columns above(request.approvalAbove);
    const Columns perDay(request.creditPerDay);
    STOA_TRY(written,
             unit.db().run(sql::kUpsertRefundPolicy, unit.organisation(), above.currencies,
                           above.amounts, request.approvalDays.value, unit.actor().name,
                           request.version, unit.now(), perDay.currencies, perDay.amounts));
    STOA_TRY(policy, handle(unit, api::GetRefundPolicy{}));
    if (written.affected() == 0) {
        return fail(makeError(ErrorKind::Stale, "policy.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(policy.version.value)));
    }
    unit.raise("refund_policy.changed", unit.organisation(),
               {{"approvalAbove", textOf(request.approvalAbove)},
                {"creditPerDay", textOf(request.creditPerDay)},
                {"approvalDays", std::to_string(request.approvalDays.value)}});
    return policy;
}

} // namespace stoa::refunds
