#include "domain/refunds/refunds.h"

#include "domain/refunds/commit.h"
#include "domain/refunds/refund_reasons.h"

namespace stoa::refunds {

Result<api::RefundPreview> handle(Unit& unit, const api::PreviewRefund& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    return previewRefund(unit, order, request.content);
}

Result<api::RefundView> handle(Unit& unit, const api::RequestRefund& request,
                               const payments::Providers& providers)
{
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    STOA_CHECK(checkReason(unit, request.content.reason.value, request.content.note.value));
    return commitRefund(unit, order, request.content, {}, providers);
}

} // namespace stoa::refunds
