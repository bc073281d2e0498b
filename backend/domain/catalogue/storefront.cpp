#include "domain/catalogue/storefront.h"

#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/draft_json.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/offers.h"
#include "domain/unit/cursor.h"
#include "platform/db/pipeline.h"

namespace stoa::catalogue {
namespace {

constexpr std::string_view kList = "storefront";

struct Found {
    api::StorefrontListing listing;
    Timestamp publishedAt;
};

Found foundIn(const db::Row& row)
{
    Found found;
    found.listing.id = row.get<ListingId>("listing_id");
    found.listing.seller = row.get<OrgId>("org_id");
    found.listing.sellerName = row.get<std::string>("seller_name");
    found.listing.title = row.get<std::string>("title");
    found.listing.description = row.get<std::string>("description");
    found.listing.categoryPath = row.get<std::string>("category_path");
    found.listing.attributes = attributesFromJson(row.get<std::string_view>("attributes"));
    found.listing.images = imagesFromJson(row.get<std::string_view>("images"));
    found.publishedAt = row.get<Timestamp>("published_at");
    return found;
}

api::VariantView variantOf(const db::Row& row)
{
    return {row.get<VariantId>("variant_id"),
            row.get<std::string>("sku"),
            attributesFromJson(row.get<std::string_view>("options")),
            row.money("price_minor", "currency"),
            row.get<std::int64_t>("on_hand"),
            row.get<std::int64_t>("reserved")};
}

Done addVariants(Unit& unit, std::vector<api::StorefrontListing>& listings)
{
    std::vector<OrgId> sellers;
    std::vector<ListingId> ids;
    std::unordered_map<ListingId, api::StorefrontListing*> byId;
    for (auto& listing : listings) {
        sellers.push_back(listing.seller);
        ids.push_back(listing.id);
        byId.emplace(listing.id, &listing);
    }
    STOA_TRY(rows, unit.db().run(sql::kSelectStorefrontVariants, sellers, ids));
    for (const db::Row row : rows)
        byId.at(row.get<ListingId>("listing_id"))->variants.push_back(variantOf(row));
    return {};
}

} // namespace

Result<Page<api::StorefrontListing>> handle(Unit& unit, const api::SearchStorefront& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, ListingId>(kList, request.after.value)));
    const SearchPatterns patterns = searchPatterns(request.text.value);
    db::Pipeline batch(unit.db());
    batch.add(sql::kPlanForValues);
    const auto rows = batch.add(
        sql::kSearchStorefront, request.seller, patterns.longest, patterns.all,
        after ? std::optional(std::get<0>(*after)) : std::nullopt,
        after ? std::optional(std::get<1>(*after)) : std::nullopt, request.limit.value + 1);
    STOA_CHECK(batch.run());
    std::vector<Found> found;
    for (const db::Row row : batch[rows])
        found.push_back(foundIn(row));
    auto page = pageOf(std::move(found), request.limit.value, [](const Found& last) {
        return encodeCursor(kList, last.publishedAt, last.listing.id);
    });
    Page<api::StorefrontListing> reply;
    reply.next = std::move(page.next);
    for (Found& each : page.items)
        reply.items.push_back(std::move(each.listing));
    if (!reply.items.empty()) STOA_CHECK(addVariants(unit, reply.items));
    return reply;
}

OfferReading::OfferReading(db::Pipeline& batch, const std::set<SoldVariant>& variants)
    : m_slot([&] {
          db::Array sellers, ids;
          for (const auto& [seller, variant] : variants) {
              sellers.add(seller);
              ids.add(variant);
          }
          return batch.add(sql::kSelectOffers, sellers, ids);
      }())
{}

std::map<SoldVariant, Offer> OfferReading::offers(const db::Pipeline& batch) const
{
    std::map<SoldVariant, Offer> found;
    for (const db::Row row : batch[m_slot]) {
        const auto id = row.get<VariantId>("variant_id");
        found.emplace(std::pair(row.get<OrgId>("org_id"), id),
                      Offer{id, row.get<ListingId>("listing_id"), row.get<std::string>("title"),
                            row.get<std::string>("sku"),
                            attributesFromJson(row.get<std::string_view>("options")),
                            row.get<std::string>("image_url"), row.money("price_minor", "currency"),
                            row.get<std::string>("category_path")});
    }
    return found;
}

} // namespace stoa::catalogue
