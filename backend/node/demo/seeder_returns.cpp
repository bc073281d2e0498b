// What buyers say of what arrived: that it did, that it comes back, that something is wrong. What
// is long past was settled; the rest waits for somebody. Which orders is counted, not drawn, so
// that the rest of the demo stays as it is.

#include "api/claims.h"
#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr std::size_t kReturnEvery = 40; // orders
constexpr std::size_t kClaimEvery = 90;
constexpr std::chrono::hours kLastDays{24 * 9}; // whose cases wait at the end

} // namespace

void Seeder::planAfterSale(Later& sent, Timestamp arrives)
{
    const std::size_t number = m_report.orders;
    if (number % kReturnEvery == 7)
        m_later.emplace(arrives + std::chrono::hours(30), Later{Step::Return, sent.which});
    else if (number % kClaimEvery == 11)
        m_later.emplace(arrives + std::chrono::hours(50), Later{Step::Claim, sent.which});
    else if (number % 5 < 3) // who does not wait for the clock to say that everything came
        sent.confirms = arrives + std::chrono::hours(24 * (1 + number % 7));
}

Done Seeder::sendBack(const api::OrderView& order)
{
    const api::OrderLineView& line = order.lines.back();
    if (line.deliveredQuantity == 0 || line.refundedQuantity > 0) return {};
    api::RequestReturn request;
    request.seller = order.row.seller;
    request.order = order.row.id;
    request.version = order.row.version;
    request.lines.push_back({line.id, 1});
    request.reason = api::refund_reason::kNotAsDescribed;
    request.note = "The colour does not go with the rest.";
    const bool isPast = m_at < m_end - kLastDays;
    const bool isApproved = isPast || m_report.orders % 2 == 0;
    m_calls.add(request, [=, this, id = line.id](const Result<api::AfterSales>& asked) -> Done {
        if (!asked) return fail(asked);
        if (!isApproved) return {};
        const api::DecideReturn approval{request.seller, request.order, asked->returns.back().id,
                                         asked->version};
        if (isPast) return takeBack(approval, id);
        m_calls.add(approval);
        return {};
    });
    return {};
}

Done Seeder::takeBack(const api::DecideReturn& approval, OrderLineId line)
{
    m_calls.add(approval, [=, this](const Result<api::AfterSales>& approved) -> Done {
        if (!approved) return fail(approved);
        api::ReceiveReturn receive{approval.seller, approval.order, approval.returnId,
                                   approved->version};
        receive.lines.push_back({line, 1, api::Restock::Restock});
        m_calls.add(receive, [=, this](const Result<api::AfterSales>& received) -> Done {
            if (!received) return fail(received);
            m_calls.add(api::RefundReturn{
                approval.seller, approval.order, approval.returnId, received->version, {}, {}});
            ++m_report.refunds;
            return {};
        });
        return {};
    });
    return {};
}

Done Seeder::complain(const api::OrderView& order)
{
    const api::OrderLineView& line = order.lines.front();
    if (line.deliveredQuantity == 0 || line.refundedQuantity > 0) return {};
    api::OpenClaim claim;
    claim.seller = order.row.seller;
    claim.order = order.row.id;
    claim.version = order.row.version;
    claim.lines.push_back({line.id, 1});
    claim.reason = api::refund_reason::kDamaged;
    claim.note = "One piece was in the parcel in two.";
    if (m_at >= m_end - kLastDays) {
        m_calls.add(std::move(claim));
        return {};
    }
    m_calls.add(claim, [this, claim](const Result<api::AfterSales>& opened) -> Done {
        if (!opened) return fail(opened);
        api::DecideClaim decide{claim.seller, claim.order, opened->claims.back().id,
                                opened->version};
        decide.decision = api::CaseDecision::Reject;
        decide.note = "The pictures show another piece.";
        m_calls.add(std::move(decide));
        return {};
    });
    return {};
}

} // namespace stoa::demo
