#include "domain/moderation/case_store.h"

#include "core/assert.h"
#include "domain/catalogue/draft_json.h"
#include "domain/catalogue/review.h"
#include "domain/moderation/moderation_sql.h"
#include "platform/db/pipeline.h"
#include "platform/json/json.h"

namespace stoa::moderation {
namespace {

template <class Enum>
Enum wordOf(const db::Row& row, std::string_view column)
{
    const auto value = enumFromText<Enum>(row.get<std::string_view>(column));
    STOA_ASSERT(value.has_value());
    return *value;
}

std::vector<api::SignalView> signalsFromJson(std::string_view text)
{
    std::vector<api::SignalView> signals;
    const json::value parsed = json::parse(json::string_view(text.data(), text.size()));
    const auto textAt = [](const json::value& object, std::string_view name) {
        return std::string(std::string_view(object.at(name).as_string()));
    };
    for (const json::value& each : parsed.as_array())
        signals.push_back({textAt(each, "rule"), textAt(each, "match"), textAt(each, "field"),
                           each.at("score").as_int64()});
    return signals;
}

Error notFound(CaseId id)
{
    return makeError(ErrorKind::NotFound, "case.not_found").with("case", id.text());
}

CaseRecord recordOf(const db::Row& row, Timestamp now)
{
    CaseRecord record;
    record.row = caseRowOf(row, now);
    record.state = caseStateOf(row);
    record.listingVersion = row.get<Version>("listing_version");
    record.snapshot = catalogue::draftFromJson(row.get<std::string_view>("snapshot"));
    record.categoryPath = row.get<std::string>("category_path");
    record.ruleHits = signalsFromJson(row.get<std::string_view>("signals"));
    return record;
}

api::CaseEvent eventOf(const db::Row& row)
{
    const auto reason = row.get<std::string_view>("reason");
    const auto note = row.get<std::string_view>("note");
    std::string text(reason);
    if (!reason.empty() && !note.empty()) text += ": ";
    text += note;
    return {row.get<Timestamp>("at"), row.get<std::string>("actor_name"),
            row.get<std::string>("what"), std::move(text)};
}

} // namespace

api::CaseRow caseRowOf(const db::Row& row, Timestamp now)
{
    api::CaseRow view;
    view.id = row.get<CaseId>("case_id");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("seller_name");
    view.listing = row.get<ListingId>("listing_id");
    view.title = row.get<std::string>("title");
    view.imageUrl = row.get<std::string>("image_url");
    view.kind = wordOf<api::CaseKind>(row, "kind");
    view.status = wordOf<api::CaseStatus>(row, "status");
    view.score = row.get<std::int64_t>("score");
    view.topSignal = row.get<std::string>("top_signal");
    view.openedAt = row.get<Timestamp>("opened_at");
    view.version = row.get<Version>("version");
    const auto until = row.get<std::optional<Timestamp>>("claimed_until");
    if (until && *until > now) {
        view.claimedBy = row.get<std::string>("claimed_name");
        view.claimedUntil = until;
    }
    return view;
}

CaseState caseStateOf(const db::Row& row)
{
    CaseState state;
    state.status = wordOf<api::CaseStatus>(row, "status");
    state.version = row.get<Version>("version");
    if (const auto by = row.get<std::optional<std::string>>("claimed_by")) {
        state.claim =
            Claim{*by, row.get<std::string>("claimed_name"), row.get<Timestamp>("claimed_until")};
    }
    return state;
}

Result<CaseRecord> loadCase(Unit& unit, CaseId id, CaseLock lock)
{
    db::Pipeline batch(unit.db());
    if (lock == CaseLock::ListingAndCase)
        batch.add(sql::kLockListingOfCase, unit.organisation(), id);
    if (lock != CaseLock::None) batch.add(sql::kLockCase, unit.organisation(), id);
    const auto selected = batch.add(sql::kSelectCase, unit.organisation(), id);
    STOA_CHECK(batch.run());
    const auto row = batch[selected].optional();
    if (!row) return fail(notFound(id));
    return recordOf(*row, unit.now());
}

Result<api::CaseView> viewOfCase(Unit& unit, CaseId id)
{
    db::Pipeline batch(unit.db());
    const auto selected = batch.add(sql::kSelectCase, unit.organisation(), id);
    const auto events = batch.add(sql::kSelectCaseEvents, unit.organisation(), id);
    const auto seller = batch.add(sql::kSelectSellerRecord, unit.organisation());
    STOA_CHECK(batch.run());
    const auto row = batch[selected].optional();
    if (!row) return fail(notFound(id));
    CaseRecord found = recordOf(*row, unit.now());
    api::CaseView view;
    for (const db::Row event : batch[events])
        view.history.push_back(eventOf(event));
    const db::Row facts = batch[seller].single();
    view.sellerRecord = {facts.get<std::string>("display_name"), facts.get<Timestamp>("created_at"),
                         facts.get<std::int64_t>("published_listings"),
                         facts.get<std::int64_t>("rejected_listings"),
                         facts.get<std::int64_t>("orders")};
    STOA_TRY(listing,
             catalogue::viewWithDraft(unit, found.row.listing, found.snapshot, found.categoryPath));
    view.listing = std::move(listing);
    view.row = std::move(found.row);
    view.ruleHits = std::move(found.ruleHits);
    return view;
}

void record(Unit& unit, std::span<const CaseId> cases, const HistoryLine& line)
{
    if (cases.empty()) return;
    std::vector<Uuid> events(cases.size());
    std::ranges::generate(events, [] { return Uuid::makeV7(); });
    unit.db().defer(sql::kInsertCaseEvents, unit.organisation(), unit.now(), unit.actor().text(),
                    unit.actor().name, line.what, line.reason, line.note,
                    std::vector<CaseId>(cases.begin(), cases.end()), events);
}

std::string toJson(std::span<const api::SignalView> ruleHits)
{
    json::array array;
    for (const api::SignalView& each : ruleHits) {
        array.push_back(json::object{{"rule", each.rule},
                                     {"match", each.match},
                                     {"field", each.field},
                                     {"score", each.score}});
    }
    return json::serialize(array);
}

} // namespace stoa::moderation
