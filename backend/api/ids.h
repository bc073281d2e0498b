#pragma once
// The identities of the product, each its own type: an OrderId does not fit where a RefundId
// belongs.

#include "core/id.h"

namespace stoa {

#define STOA_ID(Name, prefix)                                                                      \
    struct Name##Tag {                                                                             \
        static constexpr std::string_view kPrefix = prefix;                                        \
    };                                                                                             \
    using Name = Id<Name##Tag>

STOA_ID(OrgId, "org"); // an organisation: the marketplace itself or one seller; the tenant
STOA_ID(UserId, "usr");
STOA_ID(SessionId, "ses");
STOA_ID(ApiKeyId, "key");
STOA_ID(CategoryId, "cat");
STOA_ID(ListingId, "lst");
STOA_ID(VariantId, "var");
STOA_ID(CaseId, "mod"); // a moderation case
STOA_ID(OrderId, "ord");
STOA_ID(OrderLineId, "oln");
STOA_ID(FulfillmentId, "ful"); // a parcel
STOA_ID(CancellationId, "can");
STOA_ID(HoldId, "hld"); // of an order that must not leave yet
STOA_ID(PaymentId, "pay");
STOA_ID(RefundId, "rfd");
STOA_ID(PayoutId, "pyt");
STOA_ID(PayoutBatchId, "bat");
STOA_ID(ReviewId, "rev");
STOA_ID(AccountId, "acc");  // a ledger account
STOA_ID(EntryId, "ent");    // a ledger entry: transfers that belong together
STOA_ID(TransferId, "trf"); // one debit and one credit of the same amount
STOA_ID(EventId, "evt");
STOA_ID(WebhookEndpointId, "whe");
STOA_ID(WebhookDeliveryId, "whd");
STOA_ID(AuditId, "aud");
STOA_ID(RequestId, "req");
STOA_ID(JobId, "job");

#undef STOA_ID

} // namespace stoa
