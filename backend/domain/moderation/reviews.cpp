#include "domain/moderation/reviews.h"

#include "domain/catalogue/draft_json.h"
#include "domain/moderation/case_store.h"
#include "domain/moderation/moderation_sql.h"
#include "domain/moderation/signals.h"
#include "platform/db/pipeline.h"

namespace stoa::moderation {
namespace {

constexpr std::size_t kBatch = 500;

struct Facts {
    SellerFacts seller;
    std::map<CategoryId, UsualPrice> usualOfCategory;
    std::optional<UsualPrice> usualOfSeller;
    std::vector<std::string> sameTitleSellers; // beside the submissions
};

void noteWithdrawn(Unit& unit, const db::Rows& rows)
{
    std::vector<CaseId> cases;
    for (const db::Row row : rows) {
        cases.push_back(row.get<CaseId>("case_id"));
        unit.raise("case.withdrawn", cases.back(), {});
    }
    record(unit, cases, {"withdrawn", "", ""});
}

std::vector<CategoryId> categoriesOf(std::span<const catalogue::Submission> submissions)
{
    std::vector<CategoryId> categories;
    for (const catalogue::Submission& each : submissions) {
        if (each.draft.category) categories.push_back(*each.draft.category);
    }
    std::ranges::sort(categories);
    categories.erase(std::ranges::unique(categories).begin(), categories.end());
    return categories;
}

std::optional<UsualPrice> usualIn(const db::Row& row, Currency currency)
{
    const auto median = row.get<std::optional<std::int64_t>>("median");
    if (!median) return std::nullopt;
    return UsualPrice{Money(*median, currency), row.get<std::int64_t>("sample")};
}

// Withdraws the open cases of the same listings on the way.
Result<Facts> gather(Unit& unit, std::span<const catalogue::Submission> submissions)
{
    std::vector<ListingId> listings;
    std::vector<std::string> titles;
    for (const catalogue::Submission& each : submissions) {
        listings.push_back(each.listing);
        titles.push_back(each.draft.title.value);
    }
    const OrgId org = unit.organisation();
    db::Pipeline batch(unit.db());
    const auto withdrawn = batch.add(sql::kWithdrawCases, org, listings, unit.now());
    const auto seller = batch.add(sql::kSelectSellerFacts, org);
    const auto medians = batch.add(sql::kSelectCategoryMedians, org, categoriesOf(submissions));
    const auto ownMedian = batch.add(sql::kSelectSellerMedian, org);
    const auto sameTitles = batch.add(sql::kSelectSameTitles, org, titles);
    STOA_CHECK(batch.run());
    noteWithdrawn(unit, batch[withdrawn]);
    const db::Row row = batch[seller].single();
    const auto currency = row.get<Currency>("currency");
    Facts facts;
    facts.seller = {row.get<Timestamp>("created_at"), row.get<std::int64_t>("published_listings")};
    for (const db::Row each : batch[medians]) {
        if (const auto usual = usualIn(each, currency))
            facts.usualOfCategory.emplace(each.get<CategoryId>("category_id"), *usual);
    }
    facts.usualOfSeller = usualIn(batch[ownMedian].single(), currency);
    facts.sameTitleSellers.resize(submissions.size());
    for (const db::Row each : batch[sameTitles]) {
        const auto number = static_cast<std::size_t>(each.get<std::int64_t>("number"));
        facts.sameTitleSellers.at(number - 1) = each.get<std::string>("display_name");
    }
    return facts;
}

SignalFacts factsFor(const catalogue::Submission& submission, const Facts& facts, std::size_t index,
                     Timestamp now)
{
    SignalFacts own{facts.seller, facts.usualOfSeller, facts.sameTitleSellers[index],
                    submission.categoryPath, now};
    if (!submission.draft.category) return own;
    const auto usual = facts.usualOfCategory.find(*submission.draft.category);
    if (usual != facts.usualOfCategory.end()) own.usual = usual->second;
    return own;
}

struct CaseColumns {
    std::vector<CaseId> ids;
    std::vector<ListingId> listings;
    std::vector<Version> versions;
    std::vector<std::string> kinds, snapshots, signals, titles, images, topSignals;
    std::vector<std::int64_t> scores;

    void add(const catalogue::Submission& submission, std::span<const api::SignalView> hits)
    {
        const api::ListingDraft& draft = submission.draft;
        ids.push_back(CaseId::make());
        listings.push_back(submission.listing);
        versions.push_back(submission.version);
        kinds.push_back(enumText(submission.kind));
        snapshots.push_back(catalogue::toJson(draft));
        signals.push_back(toJson(hits));
        titles.push_back(draft.title.value);
        images.push_back(draft.images.empty() ? "" : draft.images.front().url.value);
        topSignals.push_back(hits.empty() ? "" : hits.front().rule);
        scores.push_back(hits.empty() ? 0 : hits.front().score);
    }
};

void insert(Unit& unit, const CaseColumns& cases)
{
    unit.db().defer(sql::kInsertCases, unit.organisation(), unit.now(), cases.ids, cases.listings,
                    cases.versions, cases.kinds, cases.snapshots, cases.signals, cases.titles,
                    cases.images, cases.scores, cases.topSignals);
    record(unit, cases.ids, {"opened", "", ""});
    for (std::size_t i = 0; i < cases.ids.size(); ++i)
        unit.raise("case.opened", cases.ids[i],
                   {{"listing", cases.listings[i].text()}, {"topSignal", cases.topSignals[i]}});
}

Done openBatch(Unit& unit, std::span<const catalogue::Submission> submissions)
{
    STOA_TRY(facts, gather(unit, submissions));
    CaseColumns cases;
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        const SignalFacts own = factsFor(submissions[i], facts, i, unit.now());
        cases.add(submissions[i], signalsOf(submissions[i].draft, own));
    }
    insert(unit, cases);
    return {};
}

} // namespace

Done openCases(Unit& unit, std::span<const catalogue::Submission> submissions)
{
    for (std::size_t at = 0; at < submissions.size(); at += kBatch) {
        const std::size_t size = std::min(kBatch, submissions.size() - at);
        STOA_CHECK(openBatch(unit, submissions.subspan(at, size)));
    }
    return {};
}

Done withdrawCases(Unit& unit, std::span<const ListingId> listings)
{
    STOA_TRY(rows,
             unit.db().run(sql::kWithdrawCases, unit.organisation(),
                           std::vector<ListingId>(listings.begin(), listings.end()), unit.now()));
    noteWithdrawn(unit, rows);
    return {};
}

catalogue::Reviews reviews()
{
    return {openCases, withdrawCases};
}

} // namespace stoa::moderation
