// What buyers say of what arrived: that it did, that it comes back, that something is wrong. What
// is long past was settled; the rest waits for somebody. Which orders is counted, not drawn, so
// that the rest of the demo stays as it is.

#include "api/claims.h"
#include "api/escrow.h"
#include "api/returns.h"
#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr std::size_t kReturnEvery = 40; // orders
constexpr std::size_t kClaimEvery = 90;
constexpr std::chrono::hours kLastDays{24 * 9}; // whose cases wait at the end

} // namespace

void Seeder::planAfterSale(const api::GetOrder& which, Timestamp arrives)
{
    const std::size_t number = m_report.orders;
    if (number % kReturnEvery == 7)
        m_later.emplace(arrives + std::chrono::hours(30), Later{Step::Return, which});
    else if (number % kClaimEvery == 11)
        m_later.emplace(arrives + std::chrono::hours(50), Later{Step::Claim, which});
    else if (number % 5 < 3)
        m_later.emplace(arrives + std::chrono::hours(24 * (1 + number % 7)),
                        Later{Step::Confirm, which});
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
    STOA_TRY(asked, call(request));
    const bool isPast = m_clock.now() < m_end - kLastDays;
    const bool isApproved = isPast || m_report.orders % 2 == 0;
    if (!isApproved) return {};
    api::DecideReturn decide{request.seller, request.order, asked.returns.back().id, asked.version};
    STOA_TRY(approved, call(decide));
    if (!isPast) return {};
    api::ReceiveReturn receive{request.seller, request.order, decide.returnId, approved.version};
    receive.lines.push_back({line.id, 1, api::Restock::Restock});
    STOA_TRY(received, call(receive));
    STOA_CHECK(call(api::RefundReturn{
        request.seller, request.order, decide.returnId, received.version, {}, {}}));
    ++m_report.refunds;
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
    STOA_TRY(opened, call(claim));
    if (m_clock.now() >= m_end - kLastDays) return {};
    api::DecideClaim decide{claim.seller, claim.order, opened.claims.back().id, opened.version};
    decide.decision = api::CaseDecision::Reject;
    decide.note = "The pictures show another piece.";
    STOA_CHECK(call(decide));
    return {};
}

// Those who say that everything came do not wait for the clock to say so.
Done Seeder::confirm(const api::OrderView& order)
{
    const bool hasArrived = order.row.fulfillmentStatus == api::FulfillmentStatus::Delivered;
    if (!hasArrived || !order.escrow.isPositive()) return {};
    return call(api::ConfirmReceipt{order.row.seller, order.row.id, order.row.buyerEmail})
        .map([](const auto&) {});
}

} // namespace stoa::demo
