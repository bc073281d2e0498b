#include "domain/catalogue/listing_store.h"

#include "core/assert.h"
#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/categories.h"
#include "domain/catalogue/draft_json.h"
#include "domain/catalogue/listing_rules.h"
#include "platform/db/pipeline.h"

namespace stoa::catalogue {
namespace {

ListingRecord recordOf(const db::Row& row)
{
    ListingRecord record;
    record.id = row.get<ListingId>("listing_id");
    record.sellerName = row.get<std::string>("seller_name");
    record.status = statusFromText(row.get<std::string_view>("status"));
    record.isOnSale = row.get<bool>("is_on_sale");
    record.title = row.get<std::string>("title");
    record.description = row.get<std::string>("description");
    record.category = row.get<std::optional<CategoryId>>("category_id");
    record.categoryPath = row.get<std::string>("category_path");
    record.attributes = attributesFromJson(row.get<std::string_view>("attributes"));
    record.images = imagesFromJson(row.get<std::string_view>("images"));
    if (const auto pending = row.get<std::optional<std::string_view>>("pending"))
        record.pending = draftFromJson(*pending);
    record.pendingCategoryPath = row.get<std::string>("pending_category_path");
    record.reviewReason = row.get<std::string>("review_reason");
    record.reviewMessage = row.get<std::string>("review_message");
    record.publishedAt = row.get<std::optional<Timestamp>>("published_at");
    record.createdAt = row.get<Timestamp>("created_at");
    record.updatedAt = row.get<Timestamp>("updated_at");
    record.version = row.get<Version>("version");
    return record;
}

VariantRecord variantOf(const db::Row& row)
{
    VariantRecord variant;
    variant.id = row.get<VariantId>("variant_id");
    variant.sku = row.get<std::string>("sku");
    variant.options = attributesFromJson(row.get<std::string_view>("options"));
    variant.price = row.money("price_minor", "currency");
    variant.position = row.get<int>("position");
    variant.isRetired = row.get<bool>("is_retired");
    variant.onHand = row.get<std::int64_t>("on_hand");
    variant.reserved = row.get<std::int64_t>("reserved");
    return variant;
}

// Both ordered by listing.
std::vector<ListingRecord> assembled(const db::Rows& listings, const db::Rows& variants)
{
    std::vector<ListingRecord> records;
    records.reserve(listings.size());
    for (const db::Row row : listings)
        records.push_back(recordOf(row));
    std::size_t at = 0;
    for (const db::Row row : variants) {
        const auto listing = row.get<ListingId>("listing_id");
        while (at < records.size() && records[at].id < listing)
            ++at;
        if (at < records.size() && records[at].id == listing)
            records[at].variants.push_back(variantOf(row));
    }
    return records;
}

} // namespace

Result<std::vector<ListingRecord>> loadListings(Unit& unit, std::span<const ListingId> ids,
                                                ForUpdate forUpdate)
{
    const std::vector<ListingId> wanted(ids.begin(), ids.end());
    db::Pipeline batch(unit.db());
    if (forUpdate == ForUpdate::Yes) batch.add(sql::kLockListings, unit.organisation(), wanted);
    const auto listings = batch.add(sql::kSelectListings, unit.organisation(), wanted);
    const auto variants = batch.add(sql::kSelectVariants, unit.organisation(), wanted);
    STOA_CHECK(batch.run());
    return assembled(batch[listings], batch[variants]);
}

Result<ListingRecord> loadListing(Unit& unit, ListingId id, ForUpdate forUpdate)
{
    STOA_TRY(records, loadListings(unit, std::span(&id, 1), forUpdate));
    if (records.empty()) {
        return fail(makeError(ErrorKind::NotFound, "listing.not_found").with("listing", id.text()));
    }
    return std::move(records.front());
}

Result<ListingRecord> lockListing(Unit& unit, ListingId id, Version seen)
{
    STOA_TRY(record, loadListing(unit, id, ForUpdate::Yes));
    if (record.version != seen) {
        return fail(makeError(ErrorKind::Stale, "listing.stale")
                        .with("listing", id.text())
                        .with("seen", std::to_string(seen.value))
                        .with("current", std::to_string(record.version.value)));
    }
    return record;
}

Result<Shop> loadShop(Unit& unit, const std::vector<std::string>& skus)
{
    db::Pipeline batch(unit.db());
    const auto seller = batch.add(sql::kSelectSeller, unit.organisation());
    const auto categories = batch.add(sql::kSelectCategories);
    const auto owners = batch.add(sql::kSelectSkuOwners, unit.organisation(), skus);
    STOA_CHECK(batch.run());
    const auto row = batch[seller].optional();
    if (!row) return fail(ErrorKind::NotFound, "seller.not_found");
    Shop shop;
    shop.name = row->get<std::string>("display_name");
    const auto status = enumFromText<api::OrganisationStatus>(row->get<std::string_view>("status"));
    STOA_ASSERT(status.has_value());
    shop.status = *status;
    shop.currency = row->get<Currency>("currency");
    for (const db::Row each : batch[categories]) {
        api::CategoryView category = categoryOf(each);
        shop.categories.emplace(category.id, std::move(category));
    }
    for (const db::Row each : batch[owners])
        shop.skuOwners.emplace(each.get<std::string>("sku"), each.get<ListingId>("listing_id"));
    return shop;
}

std::vector<std::string> skusOf(const api::ListingDraft& draft)
{
    std::vector<std::string> skus;
    for (const auto& variant : draft.variants)
        skus.push_back(variant.sku.value);
    return skus;
}

std::vector<Error> problemsIn(const Shop& shop, ListingId self, const api::ListingDraft& draft)
{
    const auto category =
        draft.category ? shop.categories.find(*draft.category) : shop.categories.end();
    auto problems = problemsOf(draft, shop.currency,
                               category == shop.categories.end() ? nullptr : &category->second);
    for (std::size_t i = 0; i < draft.variants.size(); ++i) {
        const std::string& sku = draft.variants[i].sku.value;
        const auto owner = shop.skuOwners.find(sku);
        if (owner == shop.skuOwners.end() || owner->second == self) continue;
        problems.push_back(makeError(ErrorKind::Conflict, "listing.sku_taken")
                               .in("variants[" + std::to_string(i) + "].sku")
                               .with("sku", sku)
                               .with("listing", owner->second.text()));
    }
    return problems;
}

Done admit(const Shop& shop, ListingId self, const api::ListingDraft& draft)
{
    if (shop.status != api::OrganisationStatus::Open) {
        return fail(makeError(ErrorKind::Refused, "seller.suspended").with("seller", shop.name));
    }
    auto problems = problemsIn(shop, self, draft);
    if (!problems.empty()) return fail(std::move(problems.front()));
    return {};
}

void applyDraft(ListingWrite& write, const api::ListingDraft& draft)
{
    ListingRecord& record = write.record;
    record.title = draft.title.value;
    record.description = draft.description.value;
    record.category = draft.category;
    record.attributes.assign(draft.attributes.begin(), draft.attributes.end());
    record.images.assign(draft.images.begin(), draft.images.end());
    for (VariantRecord& variant : record.variants)
        variant.isRetired = true;
    for (std::size_t i = 0; i < draft.variants.size(); ++i) {
        const api::VariantDraft& wanted = draft.variants[i];
        auto variant = std::ranges::find(record.variants, wanted.sku.value, &VariantRecord::sku);
        if (variant == record.variants.end()) {
            variant = record.variants.insert(variant, VariantRecord());
            variant->id = VariantId::make();
            variant->sku = wanted.sku.value;
            variant->onHand = wanted.stock ? wanted.stock->value : 0;
            write.addedVariants.push_back(variant->id);
        }
        variant->isRetired = false;
        variant->position = static_cast<int>(i);
        variant->options.assign(wanted.options.begin(), wanted.options.end());
        variant->price = wanted.price;
    }
    std::ranges::stable_sort(record.variants, {}, &VariantRecord::position);
}

} // namespace stoa::catalogue
