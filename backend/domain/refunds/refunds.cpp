#include "domain/refunds/refunds.h"

#include "domain/refunds/commit.h"

namespace stoa::refunds {

Result<api::RefundPreview> handle(Unit& unit, const api::PreviewRefund& request)
{
    STOA_TRY(order, orders::loadState(unit, request.order, orders::ForUpdate::No));
    return previewRefund(unit, order, request.content);
}

Result<api::RefundView> handle(Unit& unit, const api::RequestRefund& request,
                               const gateways::PaymentGateway& gateway)
{
    STOA_TRY(order, orders::loadCurrent(unit, request.order, request.version));
    return commitRefund(unit, order, request.content, {}, gateway);
}

} // namespace stoa::refunds
