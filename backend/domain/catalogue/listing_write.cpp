// The writing half of listing_store.h.

#include "core/assert.h"
#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/draft_json.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/listing_store.h"
#include "platform/db/errors.h"

namespace stoa::catalogue {
namespace {

using Texts = std::vector<std::string>;

std::string searchTextIn(const ListingRecord& record)
{
    return searchTextOf(storedDraft(record), record.pending ? &*record.pending : nullptr);
}

// One vector per column of the two statements over listings.
struct ListingColumns {
    std::vector<ListingId> ids;
    Texts statuses, titles, descriptions, attributes, images, searchTexts, reasons, messages;
    std::vector<std::optional<CategoryId>> categories;
    std::vector<bool> onSale;
    std::vector<std::optional<std::string>> pending;
    std::vector<std::optional<Timestamp>> publishedAt;

    void add(const ListingRecord& record)
    {
        ids.push_back(record.id);
        statuses.push_back(enumText(record.status));
        titles.push_back(record.title);
        descriptions.push_back(record.description);
        categories.push_back(record.category);
        attributes.push_back(toJson(record.attributes));
        images.push_back(toJson(record.images));
        searchTexts.push_back(searchTextIn(record));
        onSale.push_back(record.isOnSale);
        pending.push_back(record.pending ? std::optional(toJson(*record.pending)) : std::nullopt);
        reasons.push_back(record.reviewReason);
        messages.push_back(record.reviewMessage);
        publishedAt.push_back(record.publishedAt);
    }
};

struct VariantColumns {
    std::vector<VariantId> ids, retired, added;
    std::vector<ListingId> listings;
    Texts skus, options, currencies;
    std::vector<std::int64_t> positions, prices, starting;

    void add(const ListingWrite& write)
    {
        for (const VariantRecord& variant : write.record.variants) {
            if (variant.isRetired) {
                retired.push_back(variant.id);
                continue;
            }
            ids.push_back(variant.id);
            listings.push_back(write.record.id);
            skus.push_back(variant.sku);
            positions.push_back(variant.position);
            options.push_back(toJson(variant.options));
            prices.push_back(variant.price.minor());
            currencies.emplace_back(variant.price.currency().code());
            if (std::ranges::find(write.addedVariants, variant.id) == write.addedVariants.end())
                continue;
            added.push_back(variant.id);
            starting.push_back(variant.onHand);
        }
    }
};

db::Call insertOf(const Unit& unit, const ListingColumns& new_)
{
    return {sql::kInsertListings,
            db::Params::of(unit.organisation(), unit.now(), new_.ids, new_.statuses, new_.titles,
                           new_.descriptions, new_.categories, new_.attributes, new_.images,
                           new_.searchTexts)};
}

db::Call updateOf(const Unit& unit, const ListingColumns& old)
{
    return {sql::kUpdateListings,
            db::Params::of(unit.organisation(), unit.now(), old.ids, old.statuses, old.onSale,
                           old.titles, old.descriptions, old.categories, old.attributes, old.images,
                           old.pending, old.searchTexts, old.reasons, old.messages,
                           old.publishedAt)};
}

// Retiring comes before the upsert: a SKU may move from a retired variant to a new one.
std::vector<db::Call> callsOf(const Unit& unit, std::span<const ListingWrite> writes)
{
    ListingColumns inserted;
    ListingColumns updated;
    VariantColumns variants;
    for (const ListingWrite& write : writes) {
        (write.record.version.value == 0 ? inserted : updated).add(write.record);
        variants.add(write);
    }
    std::vector<db::Call> calls;
    const OrgId org = unit.organisation();
    if (!inserted.ids.empty()) calls.push_back(insertOf(unit, inserted));
    if (!updated.ids.empty()) calls.push_back(updateOf(unit, updated));
    if (!variants.retired.empty())
        calls.push_back({sql::kRetireVariants, db::Params::of(org, variants.retired)});
    calls.push_back(
        {sql::kUpsertVariants,
         db::Params::of(org, variants.ids, variants.listings, variants.skus, variants.positions,
                        variants.options, variants.prices, variants.currencies)});
    if (!variants.added.empty()) {
        calls.push_back(
            {sql::kInsertLevels, db::Params::of(org, variants.added, variants.starting)});
        calls.push_back(
            {sql::kInsertInitialMoves, db::Params::of(org, variants.added, variants.starting,
                                                      unit.actor().text(), unit.now())});
    }
    return calls;
}

} // namespace

Done writeListings(Unit& unit, std::span<const ListingWrite> writes)
{
    for (std::size_t at = 0; at < writes.size(); at += kWriteBatch) {
        const auto batch = writes.subspan(at, std::min(kWriteBatch, writes.size() - at));
        const auto done = unit.db().runAll(callsOf(unit, batch));
        if (done) continue;
        if (db::constraintOf(done.error()) == "variant_sku")
            return fail(makeError(ErrorKind::Conflict, "listing.sku_taken").in("variants"));
        return fail(done);
    }
    return {};
}

} // namespace stoa::catalogue
