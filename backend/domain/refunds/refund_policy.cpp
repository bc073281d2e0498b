#include "domain/refunds/refund_policy.h"

#include "domain/orders/commission_rules.h"
#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_approvals_sql.h"

namespace stoa::refunds {
namespace {

namespace sql = refund_approvals::sql;

api::RefundPolicyView viewOf(const RefundPolicy& policy)
{
    return {policy.approvalAbove, policy.approvalDays, policy.version};
}

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
    const auto found = std::ranges::find(approvalAbove, currency, &Money::currency);
    return found == approvalAbove.end() ? std::nullopt : std::optional(*found);
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
    const auto currencies = row->get<std::vector<std::string>>("approval_currencies");
    const auto amounts = row->get<std::vector<std::int64_t>>("approval_minor");
    for (std::size_t i = 0; i < currencies.size(); ++i)
        policy.approvalAbove.push_back(Money(amounts.at(i), Currency::of(currencies[i])));
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
    std::vector<Currency> currencies;
    std::vector<std::int64_t> amounts;
    for (const Money& amount : request.approvalAbove) {
        currencies.push_back(amount.currency());
        amounts.push_back(amount.minor());
    }
    STOA_TRY(written, unit.db().run(sql::kUpsertRefundPolicy, unit.organisation(), currencies,
                                    amounts, request.approvalDays.value, unit.actor().name,
                                    request.version, unit.now()));
    STOA_TRY(policy, handle(unit, api::GetRefundPolicy{}));
    if (written.affected() == 0) {
        return fail(makeError(ErrorKind::Stale, "policy.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(policy.version.value)));
    }
    unit.raise("refund_policy.changed", unit.organisation(),
               {{"approvalAbove", textOf(request.approvalAbove)},
                {"approvalDays", std::to_string(request.approvalDays.value)}});
    return policy;
}

} // namespace stoa::refunds
