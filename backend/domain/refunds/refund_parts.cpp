#include "domain/refunds/refund_parts.h"

#include "core/assert.h"

#include <numeric>

namespace stoa::refunds {
namespace {

using orders::OrderState;

// Takes an amount out of others, one after the other.
class Purse {
public:
    explicit Purse(const Money& amount) : m_left(amount) {}

    Money take(Money& from)
    {
        const Money taken = std::min(m_left, from);
        m_left -= taken;
        from -= taken;
        return taken;
    }
    const Money& left() const { return m_left; }

private:
    Money m_left;
};

void addUp(RefundPlan& plan)
{
    plan.extra = plan.excess + plan.shippingExtra;
    plan.total = plan.shipping + plan.extra;
    for (const LinePlan& line : plan.lines) {
        plan.extra += line.extra;
        plan.total += line.amount + line.extra;
    }
}

// What of a line is left when its quantity has gone with its first money.
LinePlan restOf(LinePlan line)
{
    line.extra += line.amount;
    line.amount = line.amount - line.amount;
    line.quantity = line.withdrawn = 0;
    line.restock = api::Restock::Keep;
    return line;
}

// Takes `amount` out of the plan.
RefundPlan cut(RefundPlan& plan, const Money& amount)
{
    Purse purse(amount);
    RefundPlan part = plan;
    part.excess = purse.take(plan.excess);
    part.shipping = purse.take(plan.shipping);
    part.shippingExtra = purse.take(plan.shippingExtra);
    part.lines.clear();
    std::vector<LinePlan> left;
    for (LinePlan& line : plan.lines) {
        const bool isOfMoney = (line.amount + line.extra).isPositive();
        if (isOfMoney && purse.left().isZero()) {
            left.push_back(std::move(line));
            continue;
        }
        LinePlan mine = line;
        mine.amount = purse.take(line.amount);
        mine.extra = purse.take(line.extra);
        part.lines.push_back(std::move(mine));
        if ((line.amount + line.extra).isPositive()) left.push_back(restOf(std::move(line)));
    }
    plan.lines = std::move(left);
    addUp(part);
    addUp(plan);
    STOA_ASSERT(part.total == amount && plan.total.isPositive());
    return part;
}

struct Share {
    std::size_t payment;
    Money amount;
};

// In the order in which the payments give back. What is left of `total` becomes credit.
std::vector<Share> sharesOf(const OrderState& order, Money& total, std::optional<PaymentId> first)
{
    std::vector<std::size_t> turns(order.payments.size());
    std::iota(turns.begin(), turns.end(), std::size_t{0});
    std::ranges::stable_partition(turns,
                                  [&](std::size_t at) { return order.payments[at].id == first; });
    std::vector<Share> shares;
    for (const std::size_t at : turns) {
        const Money share = std::min(total, order.payments[at].room());
        if (share.isZero()) continue;
        shares.push_back({at, share});
        total -= share;
    }
    return shares;
}

} // namespace

std::vector<RefundPart> partsOf(const OrderState& order, RefundPlan plan, Commission commission,
                                api::RefundDestination to, std::optional<PaymentId> first)
{
    const Money none(0, plan.total.currency());
    Money credit = plan.total;
    std::vector<Share> shares;
    if (to == api::RefundDestination::OriginalMethod) shares = sharesOf(order, credit, first);
    std::vector<RefundPart> parts;
    OrderState now = order;
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
        RefundPart part{cut(plan, shares[i].amount), shares[i].payment};
        part.plan.credit = none;
        shareOut(now, part.plan, commission);
        now = applied(std::move(now), part.plan);
        parts.push_back(std::move(part));
    }
    RefundPart last{std::move(plan), std::nullopt};
    if (!shares.empty()) last.payment = shares.back().payment;
    last.plan.credit = credit;
    if (!parts.empty()) shareOut(now, last.plan, commission);
    parts.push_back(std::move(last));
    return parts;
}

} // namespace stoa::refunds
