#include "domain/payouts/batch_view.h"

#include "domain/payouts/batches.h"
#include "domain/payouts/payouts.h"
#include "domain/payouts/payouts_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "domain/unit/second_person.h"
#include "platform/db/pipeline.h"

namespace stoa::payouts {
namespace {

constexpr std::string_view kList = "payout_batches";

api::PayoutBatchRow rowOf(const db::Row& row)
{
    api::PayoutBatchRow view;
    view.id = row.get<PayoutBatchId>("batch_id");
    view.number = row.get<std::string>("number");
    view.status = enumColumn<api::BatchStatus>(row, "status");
    view.payoutCount = row.get<std::int64_t>("payout_count");
    view.preparedBy = row.get<std::string>("prepared_by_name");
    view.preparedAt = row.get<Timestamp>("prepared_at");
    view.decidedBy = row.get<std::string>("decided_by_name");
    view.decidedAt = row.get<std::optional<Timestamp>>("decided_at");
    view.note = row.get<std::string>("note");
    view.version = row.get<Version>("version");
    return view;
}

Done addTotals(Unit& unit, std::vector<api::PayoutBatchRow>& batches)
{
    std::vector<PayoutBatchId> ids;
    for (const auto& batch : batches)
        ids.push_back(batch.id);
    STOA_TRY(sums, unit.db().run(sql::kSumBatches, ids));
    std::map<PayoutBatchId, std::vector<Money>> totals;
    for (const db::Row row : sums)
        totals[row.get<PayoutBatchId>("batch_id")].push_back(row.money("total_minor", "currency"));
    for (auto& batch : batches)
        batch.totals = std::move(totals[batch.id]);
    return {};
}

} // namespace

Result<api::PayoutBatchView> readBatch(Unit& unit, PayoutBatchId batch)
{
    db::Pipeline pipeline(unit.db());
    const auto found = pipeline.add(sql::kSelectBatch, unit.organisation(), batch);
    const auto payouts = pipeline.add(sql::kSelectPayoutsOfBatch, batch);
    const auto totals = pipeline.add(sql::kSumBatches, std::vector<PayoutBatchId>{batch});
    STOA_CHECK(pipeline.run());
    const auto row = pipeline[found].optional();
    if (!row) return fail(notFound(batch));
    api::PayoutBatchView view;
    view.row = rowOf(*row);
    for (const db::Row each : pipeline[totals])
        view.row.totals.push_back(each.money("total_minor", "currency"));
    for (const db::Row each : pipeline[payouts])
        view.payouts.push_back(payoutOf(each));
    view.mayApprove = view.row.status == api::BatchStatus::Prepared &&
                      isSecondPerson(unit, row->get<std::string>("prepared_by"));
    return view;
}

Result<api::PayoutBatchView> handle(Unit& unit, const api::GetPayoutBatch& request)
{
    return readBatch(unit, request.batch);
}

Result<Page<api::PayoutBatchRow>> handle(Unit& unit, const api::ListPayoutBatches& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, PayoutBatchId>(kList, request.after.value)));
    const auto [at, id] = after.value_or(beforeNewest<PayoutBatchId>());
    STOA_TRY(found,
             unit.db().run(sql::kListBatches, unit.organisation(), at, id, request.limit + 1));
    std::vector<api::PayoutBatchRow> rows;
    for (const db::Row row : found)
        rows.push_back(rowOf(row));
    auto page = pageOf(std::move(rows), request.limit, [](const api::PayoutBatchRow& last) {
        return encodeCursor(kList, last.preparedAt, last.id);
    });
    STOA_CHECK(addTotals(unit, page.items));
    return page;
}

Error notFound(PayoutBatchId batch)
{
    return makeError(ErrorKind::NotFound, "payout.batch_not_found").with("batch", batch.text());
}

} // namespace stoa::payouts
