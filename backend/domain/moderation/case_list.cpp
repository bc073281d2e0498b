// The review queue.

#include "domain/catalogue/listing_rules.h"
#include "domain/moderation/case_store.h"
#include "domain/moderation/cases.h"
#include "domain/moderation/moderation_sql.h"
#include "domain/unit/cursor.h"
#include "platform/db/pipeline.h"

namespace stoa::moderation {
namespace {

constexpr std::string_view kList = "cases";
constexpr std::int64_t kHighestScore = 100;

std::string cursorAfter(const api::CaseRow& row)
{
    return encodeCursor(kList, kHighestScore - row.score, row.openedAt, row.id);
}

template <std::size_t index, class Key>
auto part(const std::optional<Key>& key)
{
    return key ? std::optional(std::get<index>(*key)) : std::nullopt;
}

} // namespace

Result<Page<api::CaseRow>> handle(Unit& unit, const api::ListCases& request)
{
    STOA_TRY(after, (decodeCursor<std::int64_t, Timestamp, CaseId>(kList, request.after.value)));
    const auto status = enumText(request.status.value_or(api::CaseStatus::Open));
    const auto patterns = catalogue::searchPatterns(request.text.value);
    db::Pipeline batch(unit.db());
    batch.add(sql::kPlanForValues);
    const auto rows =
        batch.add(sql::kListCases, status, unit.visible(), patterns.longest, patterns.all,
                  part<0>(after), part<1>(after), part<2>(after), request.limit.value + 1);
    STOA_CHECK(batch.run());
    std::vector<api::CaseRow> found;
    for (const db::Row row : batch[rows])
        found.push_back(caseRowOf(row, unit.now()));
    return pageOf(std::move(found), request.limit.value, cursorAfter);
}

} // namespace stoa::moderation
