#pragma once
// The inbox of webhooks: verified, written down once, worked on by a job. What they say about money
// is not believed but asked for, so they may come late, twice and in any order.

#include "api/payments.h"
#include "domain/payments/providers.h"
#include "domain/unit/unit.h"

namespace stoa::payments {

// Errors: those of api/payments.h.
Result<Nothing> handle(Unit& unit, const api::ReceiveWebhook& request, const Providers& providers);

inline constexpr std::string_view kWebhookKind = "payments.webhook";

// A webhook as its job finds it; the job's payload is "provider event".
struct Inbound {
    std::string provider;
    std::string event;
    gateways::NoticeKind kind = gateways::NoticeKind::Payment;
    std::string reference;
    std::optional<Uuid> attempt;
    std::optional<OrgId> organisation; // of the attempt, when it is one of ours
};
// Nothing when it has been worked on, or forgotten. `marketplace` owns the job.
Result<std::optional<Inbound>> findInbound(db::Connection& connection, OrgId marketplace,
                                           std::string_view payload);
Done markProcessed(db::Connection& connection, OrgId marketplace, const Inbound& inbound,
                   Timestamp now);
// Those that were received more than thirty days ago; how many were deleted.
Result<std::size_t> forgetInbound(db::Connection& connection, OrgId marketplace, Timestamp now,
                                  int most);

} // namespace stoa::payments
