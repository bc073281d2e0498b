// Lists of listings for those who sell and moderate.

#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/listing_record.h"
#include "domain/catalogue/listing_rules.h"
#include "domain/catalogue/listings.h"
#include "domain/unit/cursor.h"
#include "platform/db/pipeline.h"

namespace stoa::catalogue {
namespace {

constexpr std::string_view kList = "listings";
constexpr std::int64_t kMaxCounted = 10'000;

api::ListingRow rowOf(const db::Row& row)
{
    api::ListingRow view;
    view.id = row.get<ListingId>("listing_id");
    view.seller = row.get<OrgId>("org_id");
    view.sellerName = row.get<std::string>("seller_name");
    view.title = row.get<std::string>("title");
    view.sku = row.get<std::string>("sku");
    view.imageUrl = row.get<std::string>("image_url");
    view.categoryPath = row.get<std::string>("category_path");
    view.status = statusFromText(row.get<std::string_view>("status"));
    view.isOnSale = row.get<bool>("is_on_sale");
    view.priceFrom = row.money("price_from", "currency");
    view.priceTo = row.money("price_to", "currency");
    view.variantCount = row.get<std::int64_t>("variant_count");
    view.available = row.get<std::int64_t>("available");
    view.updatedAt = row.get<Timestamp>("updated_at");
    view.version = row.get<Version>("version");
    return view;
}

std::string cursorAfter(const api::ListingRow& row)
{
    return encodeCursor(kList, row.updatedAt, row.id);
}

} // namespace

// The total is exact up to kMaxCounted; beyond, the statistics of the whole table say more than the
// bound, and a filtered list says the bound. Only first pages pay for it.
Result<Page<api::ListingRow>> handle(Unit& unit, const api::ListListings& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, ListingId>(kList, request.after.value)));
    const SearchPatterns patterns = searchPatterns(request.text.value);
    const auto status = request.status ? std::optional(enumText(*request.status)) : std::nullopt;
    db::Pipeline batch(unit.db());
    batch.add(sql::kPlanForValues);
    const auto rows = batch.add(
        sql::kListListings, unit.visible(), status, patterns.longest, patterns.all,
        after ? std::optional(std::get<0>(*after)) : std::nullopt,
        after ? std::optional(std::get<1>(*after)) : std::nullopt, request.limit.value + 1,
        request.listing);
    std::optional<db::Pipeline::Slot> count;
    std::optional<db::Pipeline::Slot> estimate;
    if (!after) {
        count = batch.add(sql::kCountListings, unit.visible(), status, patterns.longest,
                          patterns.all, kMaxCounted, request.listing);
        estimate = batch.add(sql::kEstimateListings);
    }
    STOA_CHECK(batch.run());
    std::vector<api::ListingRow> found;
    for (const db::Row row : batch[rows])
        found.push_back(rowOf(row));
    auto page = pageOf(std::move(found), request.limit.value, cursorAfter);
    if (!count) return page;
    page.estimatedTotal = batch[*count].single().get<std::int64_t>("total");
    const bool isWhole = !unit.visible() && !status && !request.listing && !patterns.longest;
    if (isWhole && *page.estimatedTotal == kMaxCounted) {
        page.estimatedTotal =
            std::max(kMaxCounted, batch[*estimate].single().get<std::int64_t>("total"));
    }
    return page;
}

} // namespace stoa::catalogue
