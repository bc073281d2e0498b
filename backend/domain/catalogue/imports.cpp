#include "domain/catalogue/imports.h"

#include "domain/catalogue/import_plan.h"

namespace stoa::catalogue {
namespace {

std::vector<std::string> skusOf(const ShopifyFile& file)
{
    std::vector<std::string> skus;
    for (const ImportedListing& listing : file.listings) {
        for (const ImportedVariant& variant : listing.variants)
            skus.push_back(variant.sku);
    }
    return skus;
}

std::vector<ListingId> ownersIn(const Shop& shop)
{
    std::vector<ListingId> owners;
    for (const auto& [sku, owner] : shop.skuOwners)
        owners.push_back(owner);
    std::ranges::sort(owners);
    owners.erase(std::ranges::unique(owners).begin(), owners.end());
    return owners;
}

Done write(Unit& unit, const ImportPlan& plan, const Reviews& reviews)
{
    STOA_CHECK(writeListings(unit, plan.writes));
    for (const ListingWrite& each : plan.writes) {
        const ListingRecord& record = each.record;
        unit.raise(record.version.value == 0 ? "listing.created" : "listing.updated", record.id,
                   {{"title", workingDraft(record).title.value}});
    }
    if (plan.submissions.empty()) return {};
    STOA_CHECK(reviews.open(unit, plan.submissions));
    for (const Submission& each : plan.submissions)
        unit.raise("listing.submitted", each.listing, {{"title", each.draft.title.value}});
    return {};
}

} // namespace

// The shop is read twice: amounts need the seller's currency before the file tells its SKUs.
Result<api::ImportReport> handle(Unit& unit, const api::ImportListings& request,
                                 const Reviews& reviews)
{
    STOA_TRY(seller, loadShop(unit, {}));
    STOA_CHECK(admitSeller(seller));
    STOA_TRY(file, parseShopifyCsv(request.csv.value, seller.currency));
    STOA_TRY(shop, loadShop(unit, skusOf(file)));
    STOA_TRY(stored,
             loadListings(unit, ownersIn(shop), request.dryRun ? ForUpdate::No : ForUpdate::Yes));
    ImportPlan plan = planImport(file, std::move(shop), stored, {request.submit, unit.now()});
    plan.report.isDryRun = request.dryRun;
    if (!request.dryRun) STOA_CHECK(write(unit, plan, reviews));
    return std::move(plan.report);
}

} // namespace stoa::catalogue
