#include "domain/inventory/stock.h"
#include "domain/orders/deadlines.h"
#include "domain/refunds/commit.h"
#include "domain/refunds/refund_reasons.h"
#include "domain/returns/after_sale_store.h"
#include "domain/returns/returns.h"

namespace stoa::returns {
namespace {

std::string eventOf(const Case& each)
{
    return "claim." + wordOf(each.status);
}

bool isUndecided(const Case& each)
{
    return each.status == CaseStatus(api::ClaimStatus::Open) ||
           each.status == CaseStatus(api::ClaimStatus::Approved);
}

// The deadline ends with the last claim that waits.
void endDeadline(Unit& unit, const Loaded& loaded, const Case& decided)
{
    const bool areOthers = std::ranges::any_of(loaded.history.cases, [&](const Case& each) {
        return each.id != decided.id && isUndecided(each);
    });
    if (areOthers) return;
    orders::endTimer(unit, loaded.order.id, api::TimerKind::Dispute, orders::TimerState::Stopped);
}

api::RefundContent contentOf(const Loaded& loaded, const Case& claim,
                             const std::optional<Money>& shipping)
{
    api::RefundContent content;
    content.reason = claim.reason;
    content.shipping = shipping;
    for (const CaseLine& line : claim.lines) {
        content.lines.push_back(
            {loaded.order.lines[line.line].id, line.quantity, std::nullopt, api::Restock::Keep});
    }
    return content;
}

// The same goods once more, at once.
Done sendAgain(Unit& unit, const Loaded& loaded, const Case& claim, std::string_view subject)
{
    std::vector<inventory::StockLine> stock;
    for (const CaseLine& line : claim.lines)
        stock.push_back({loaded.order.lines[line.line].variant, line.quantity});
    STOA_CHECK(inventory::reserve(unit, stock, subject));
    return inventory::ship(unit, stock, subject);
}

struct Settlement {
    api::ClaimResolution resolution = api::ClaimResolution::Refund;
    std::optional<Money> shipping;
    std::string carrier;
    std::string trackingNumber;
};

// Saves the order. A refund that waits for a second person changes nothing yet.
Done settle(Unit& unit, const Loaded& loaded, Case claim, const Settlement& settlement,
            const payments::Providers& providers)
{
    STOA_TRY(status, moved(claim.status, Command::Complete));
    claim.status = status;
    const std::string text = ClaimId(claim.id).text();
    if (settlement.resolution != api::ClaimResolution::Refund) {
        STOA_CHECK(sendAgain(unit, loaded, claim, text));
    }
    if (settlement.resolution == api::ClaimResolution::Replacement) {
        orders::saveState(unit, loaded.order);
    } else {
        const refunds::Originator originator{api::RefundOriginator::Claim, text,
                                             settlement.resolution == api::ClaimResolution::Refund};
        STOA_TRY(refund, refunds::commitRefund(unit, loaded.order,
                                               contentOf(loaded, claim, settlement.shipping),
                                               originator, providers));
        if (refund.status == api::RefundStatus::AwaitingApproval) return {};
    }
    updateCase(unit, loaded, claim, eventOf(claim), text,
               {{}, settlement.carrier, settlement.trackingNumber, settlement.resolution});
    endDeadline(unit, loaded, claim);
    return {};
}

} // namespace

Result<api::AfterSales> handle(Unit& unit, const api::OpenClaim& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_CHECK(refunds::checkReason(unit, request.reason.value, request.note.value));
    STOA_TRY(lines, announced(loaded.order, loaded.history, request.lines, Kind::Claim));
    const ClaimId id = ClaimId::make();
    const Case opened{id.uuid(), api::ClaimStatus::Open, request.reason.value, std::move(lines)};
    insertCase(unit, loaded, opened, eventOf(opened), id.text(), request.note);
    if (std::ranges::none_of(loaded.history.cases, isUndecided)) {
        orders::startTimer(unit, loaded.order.id, api::TimerKind::Dispute);
    }
    orders::saveState(unit, loaded.order);
    unit.setAuditTarget(loaded.order.id.text());
    return afterSalesOf(unit, request.order);
}

Result<api::AfterSales> handle(Unit& unit, const api::DecideClaim& request)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ClaimStatus>(loaded, request.claim.uuid(), "claim"));
    STOA_TRY(status, moved(each.status, commandOf(request.decision)));
    each.status = status;
    updateCase(unit, loaded, each, eventOf(each), request.claim.text(), {request.note, {}, {}, {}});
    if (!isUndecided(each)) endDeadline(unit, loaded, each);
    orders::saveState(unit, loaded.order);
    unit.setAuditTarget(loaded.order.id.text());
    return afterSalesOf(unit, request.order);
}

Result<api::AfterSales> handle(Unit& unit, const api::ResolveClaim& request,
                               const payments::Providers& providers)
{
    STOA_TRY(loaded, loadCurrent(unit, request.order, request.version));
    STOA_TRY(each, find<api::ClaimStatus>(loaded, request.claim.uuid(), "claim"));
    const Settlement settlement{request.resolution, request.shipping, request.carrier,
                                request.trackingNumber};
    STOA_CHECK(settle(unit, loaded, each, settlement, providers));
    unit.setAuditTarget(request.order.text());
    return afterSalesOf(unit, request.order);
}

Done finishClaim(Unit& unit, ClaimId id)
{
    STOA_TRY(order, orderOf(unit, id.uuid()));
    STOA_TRY(loaded, load(unit, order, orders::ForUpdate::Yes));
    STOA_TRY(each, find<api::ClaimStatus>(loaded, id.uuid(), "refund"));
    STOA_TRY(status, moved(each.status, Command::Complete));
    each.status = status;
    updateCase(unit, loaded, each, eventOf(each), id.text(),
               {{}, {}, {}, api::ClaimResolution::Refund});
    endDeadline(unit, loaded, each);
    return {};
}

Done expireClaims(Unit& unit, OrderId order, const payments::Providers& providers)
{
    unit.setAuditTarget(order.text());
    for (;;) { // bounded by the claims of the order: each round settles one
        STOA_TRY(loaded, load(unit, order, orders::ForUpdate::Yes));
        const auto waiting = std::ranges::find_if(loaded.history.cases, isUndecided);
        if (waiting == loaded.history.cases.end()) return {};
        Case claim = *waiting;
        if (claim.status == CaseStatus(api::ClaimStatus::Open)) {
            STOA_TRY(approved, moved(claim.status, Command::Approve));
            claim.status = approved;
        }
        STOA_CHECK(settle(unit, loaded, claim, {}, providers));
    }
}

} // namespace stoa::returns
