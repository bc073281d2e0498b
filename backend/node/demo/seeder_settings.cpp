// What the people of the marketplace have arranged: rules of commission for the orders to come, an
// endpoint for webhooks, credit for two buyers, and which refunds two people decide, with some that
// wait for the second one. Made at the end, so that nothing before it depends on it.

#include "api/commissions.h"
#include "api/refund_approvals.h"
#include "api/store_credit.h"
#include "api/webhooks.h"
#include "node/demo/seeder.h"

namespace stoa::demo {
namespace {

constexpr std::int64_t kDearFrom = 500; // major units
constexpr std::int64_t kCredit = 25;
constexpr std::int64_t kCreditPerDay = 500;
constexpr std::int64_t kApprovalAbove = 250;
constexpr std::size_t kWaiting = 3; // refunds

Money major(std::int64_t amount, Currency currency)
{
    return Money(amount * currency.minorPerMajor(), currency);
}

} // namespace

Done Seeder::arrange()
{
    STOA_CHECK(writeCommissionRules());
    STOA_CHECK(addEndpoint());
    STOA_CHECK(grantCredit());
    STOA_CHECK(limitRefunds());
    return askForApproval();
}

// Those that an earlier seeding or somebody else has written stay.
Done Seeder::writeCommissionRules()
{
    STOA_TRY(known, call(api::ListCommissionRules{}));
    if (known.version != Version{0} || m_sellers.empty()) return {};
    api::CommissionRule first;
    first.name = "First year of " + m_cast.shops.front().name;
    first.seller = m_sellers.front();
    first.validUntil = m_end + std::chrono::hours(24 * 270);
    first.basisPoints = 500;
    api::CommissionRule dear;
    dear.name = "Dear things";
    dear.priceFrom = {major(kDearFrom, Currency::of("EUR")), major(kDearFrom, Currency::of("USD"))};
    dear.basisPoints = 650;
    dear.most = {major(kDearFrom, Currency::of("EUR")), major(kDearFrom, Currency::of("USD"))};
    STOA_CHECK(call(api::ReplaceCommissionRules{known.version, {first, dear}}));
    return {};
}

// Paused: the demo posts nothing to anybody.
Done Seeder::addEndpoint()
{
    STOA_TRY(owner, m_marketplace.signInAsOwner());
    const OrgId marketplace = owner.workspace.organisation;
    STOA_TRY(known, call(api::ListWebhookEndpoints{marketplace}));
    if (!known.endpoints.empty()) return {};
    STOA_TRY(
        made,
        call(api::CreateWebhookEndpoint{
            marketplace, "https://books.example.com/stoa", "What the accountants hear of", {}}));
    STOA_CHECK(call(api::UpdateWebhookEndpoint{
        marketplace, made.id, made.version, made.url, made.description, {}, false}));
    return {};
}

Done Seeder::grantCredit()
{
    if (m_onSale.empty() || m_onSale.front().empty()) return {};
    const Currency currency = m_onSale.front().front().price.currency();
    for (std::size_t i = 0; i < std::min<std::size_t>(2, m_cast.buyers.size()); ++i) {
        const auto amount = major(kCredit * static_cast<std::int64_t>(i + 1), currency);
        STOA_CHECK(call(api::GrantStoreCredit{m_sellers.front(), m_cast.buyers[i].first.email,
                                              amount, "For the long wait"}));
    }
    return {};
}

Done Seeder::limitRefunds()
{
    STOA_TRY(known, call(api::GetRefundPolicy{}));
    if (known.version != Version{0}) return {};
    api::SetRefundPolicy policy;
    for (const char* currency : {"EUR", "USD"}) {
        policy.approvalAbove.push_back(major(kApprovalAbove, Currency::of(currency)));
        policy.creditPerDay.push_back(major(kCreditPerDay, Currency::of(currency)));
    }
    STOA_CHECK(call(policy));
    return {};
}

// All that is left of the newest dear orders.
Done Seeder::askForApproval()
{
    std::size_t asked = 0;
    for (auto which = m_dear.rbegin(); which != m_dear.rend() && asked < kWaiting; ++which) {
        STOA_TRY(order, call(*which));
        api::RequestRefund refund{which->seller, which->order, order.row.version, {}};
        refund.content.reason = api::refund_reason::kRequestedByCustomer;
        refund.content.note = "Ordered by mistake; the buyer wrote the same evening.";
        for (const api::OrderLineView& line : order.lines) {
            if (const auto left = line.quantity - line.refundedQuantity; left > 0)
                refund.content.lines.push_back({line.id, left, std::nullopt});
        }
        const auto preview = call(api::PreviewRefund{refund.seller, refund.order, refund.content});
        if (!preview || !preview->needsApproval) continue; // settled otherwise meanwhile
        STOA_CHECK(call(refund));
        ++asked;
    }
    return {};
}

} // namespace stoa::demo
