#include "domain/payouts/by_hand.h"

#include "domain/payouts/batch_view.h"
#include "domain/payouts/csv_line.h"
#include "domain/payouts/outcomes.h"
#include "domain/payouts/payouts.h"
#include "domain/payouts/payouts_sql.h"

namespace stoa::payouts {
namespace {

using api::HandOutcome;

Done checkComplete(const api::SettlePayoutByHand& request)
{
    const bool isPaid = request.outcome == HandOutcome::Paid;
    const bool isMissing = isPaid ? request.reference.empty() : request.reason.empty();
    if (!isMissing) return {};
    return fail(makeError(ErrorKind::Invalid, "payout.by_hand_incomplete")
                    .in(isPaid ? "reference" : "reason"));
}

Error notOpen(api::PayoutStatus status)
{
    return makeError(ErrorKind::Conflict, "payout.not_open").with("status", enumText(status));
}

} // namespace

Result<api::PayoutView> handle(Unit& unit, const api::SettlePayoutByHand& request)
{
    STOA_CHECK(checkComplete(request));
    STOA_TRY(payout, lockPayout(unit, request.payout));
    if (payout.provider != api::PayoutProvider::Manual) {
        return fail(makeError(ErrorKind::Refused, "payout.not_by_hand")
                        .with("provider", enumText(payout.provider)));
    }
    const bool isPaid = request.outcome == HandOutcome::Paid;
    const bool isOpen = payout.status == api::PayoutStatus::Processing ||
                        (payout.status == api::PayoutStatus::Paid && !isPaid);
    if (!isOpen) return fail(notOpen(payout.status));
    if (payout.version != request.version) {
        return fail(makeError(ErrorKind::Stale, "payout.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(payout.version.value)));
    }
    STOA_CHECK(end(unit, payout,
                   {isPaid, isPaid ? request.reference.value : std::string(),
                    isPaid ? std::string() : request.reason.value}));
    unit.setAuditTarget(payout.id.text());
    STOA_TRY(rows, unit.db().run(sql::kSelectPayout, unit.organisation(), request.payout));
    return payoutOf(rows.single());
}

Result<api::StatementView> handle(Unit& unit, const api::ExportPayoutBatch& request)
{
    STOA_TRY(batch, readBatch(unit, request.batch));
    return api::StatementView{batch.row.number + ".csv", "text/csv; charset=utf-8", csvOf(batch)};
}

std::string csvOf(const api::PayoutBatchView& batch)
{
    std::string csv = csvLine({"Payout", "Seller", "Provider", "Account", "Amount", "Currency",
                               "Status", "Reference", "Failure"});
    for (const api::PayoutView& payout : batch.payouts) {
        csv +=
            csvLine({payout.id.text(), payout.sellerName, enumText(payout.provider), payout.account,
                     payout.amount.amountText(), std::string(payout.amount.currency().code()),
                     enumText(payout.status), payout.reference, payout.failureCode});
    }
    return csv;
}

} // namespace stoa::payouts
