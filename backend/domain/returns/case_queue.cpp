#include "domain/returns/case_queue.h"

#include "domain/returns/returns_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/newest_first.h"

namespace stoa::returns {
namespace {

constexpr std::string_view kQueue = "after_sale_cases";

api::AfterSaleRow rowOf(const db::Row& row)
{
    api::AfterSaleRow view;
    const auto id = row.get<Uuid>("case_id");
    const auto take = [&](std::string_view column, api::AfterSaleKind kind, std::string text) {
        const auto status = row.get<std::optional<std::string>>(column);
        if (!status) return;
        view.kind = kind;
        view.status = *status;
        view.id = std::move(text);
    };
    take("return_status", api::AfterSaleKind::Return, ReturnId(id).text());
    take("exchange_status", api::AfterSaleKind::Exchange, ExchangeId(id).text());
    take("claim_status", api::AfterSaleKind::Claim, ClaimId(id).text());
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("display_name");
    view.order = row.get<OrderId>("order_id");
    view.orderNumber = row.get<std::string>("number");
    view.buyerName = row.get<std::string>("buyer_name");
    view.reason = row.get<std::string>("reason");
    view.itemCount = row.get<std::int64_t>("item_count");
    view.openedAt = row.get<Timestamp>("opened_at");
    view.updatedAt = row.get<Timestamp>("updated_at");
    return view;
}

Result<Uuid> caseIdOf(const std::string& text)
{
    for (const std::string_view prefix :
         {ReturnId::prefix(), ExchangeId::prefix(), ClaimId::prefix()}) {
        if (const auto id = decodeTypeId(prefix, text)) return *id;
    }
    return fail(makeError(ErrorKind::Invalid, "id.malformed").in("record"));
}

Result<Page<api::AfterSaleRow>> find(Unit& unit, const std::string& record)
{
    STOA_TRY(id, caseIdOf(record));
    STOA_TRY(rows, unit.db().run(sql::kFindCase, id, unit.visible()));
    Page<api::AfterSaleRow> page;
    for (const db::Row row : rows) {
        if (auto found = rowOf(row); found.id == record) page.items.push_back(std::move(found));
    }
    return page;
}

} // namespace

Result<Page<api::AfterSaleRow>> handle(Unit& unit, const api::ListAfterSaleCases& request)
{
    if (!request.record.value.empty()) return find(unit, request.record.value);
    STOA_TRY(after, (decodeCursor<Timestamp, ReturnId>(kQueue, request.after.value)));
    const auto first =
        request.isOver ? beforeNewest<ReturnId>() : std::tuple(Timestamp(0), ReturnId());
    const auto [at, id] = after.value_or(first);
    STOA_TRY(rows, unit.db().run(request.isOver ? sql::kListClosedCases : sql::kListOpenCases, at,
                                 id, unit.visible(), request.limit + 1));
    std::vector<api::AfterSaleRow> views;
    std::vector<ReturnId> ids; // of all kinds: the cursor's second part
    for (const db::Row row : rows) {
        views.push_back(rowOf(row));
        ids.push_back(ReturnId(row.get<Uuid>("case_id")));
    }
    return pageOf(std::move(views), request.limit, [&](const api::AfterSaleRow& last) {
        return encodeCursor(kQueue, last.openedAt,
                            ids.at(static_cast<std::size_t>(request.limit) - 1));
    });
}

} // namespace stoa::returns
