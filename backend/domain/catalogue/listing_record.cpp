#include "domain/catalogue/listing_record.h"

#include "core/assert.h"

#include <map>

namespace stoa::catalogue {
namespace {

template <class List>
std::vector<typename List::value_type> plain(const List& list)
{
    return {list.begin(), list.end()};
}

std::vector<api::VariantView> variantsOf(const ListingRecord& record,
                                         const api::ListingDraft& draft)
{
    std::map<std::string_view, const VariantRecord*> stored;
    for (const VariantRecord& variant : record.variants) {
        const auto [at, isNew] = stored.emplace(variant.sku, &variant);
        if (!isNew && !variant.isRetired) at->second = &variant;
    }
    std::vector<api::VariantView> views;
    for (const auto& variant : draft.variants) {
        api::VariantView view{
            VariantId(), variant.sku.value, plain(variant.options), variant.price, 0, 0};
        if (const auto found = stored.find(variant.sku.value); found != stored.end()) {
            view.id = found->second->id;
            view.onHand = found->second->onHand;
            view.reserved = found->second->reserved;
        } else if (variant.stock) {
            view.onHand = *variant.stock;
        }
        views.push_back(std::move(view));
    }
    return views;
}

void summarise(const std::vector<api::VariantView>& variants, api::ListingRow& row)
{
    row.variantCount = std::ssize(variants);
    if (variants.empty()) return;
    const auto [least, most] = std::ranges::minmax_element(
        variants, {}, [](const api::VariantView& each) { return each.price; });
    row.priceFrom = least->price;
    row.priceTo = most->price;
    row.sku = variants.front().sku;
    for (const api::VariantView& variant : variants)
        row.available += variant.onHand - variant.reserved;
}

} // namespace

api::ListingStatus statusFromText(std::string_view word)
{
    const auto status = enumFromText<api::ListingStatus>(word);
    STOA_ASSERT(status.has_value());
    return *status;
}

api::ListingDraft storedDraft(const ListingRecord& record)
{
    api::ListingDraft draft;
    draft.title = record.title;
    draft.description = record.description;
    draft.category = record.category;
    draft.attributes.assign(record.attributes.begin(), record.attributes.end());
    draft.images.assign(record.images.begin(), record.images.end());
    for (const VariantRecord& variant : record.variants) {
        if (variant.isRetired) continue;
        auto& each = draft.variants.emplace_back();
        each.sku = variant.sku;
        each.options.assign(variant.options.begin(), variant.options.end());
        each.price = variant.price;
    }
    return draft;
}

api::ListingDraft workingDraft(const ListingRecord& record)
{
    return record.pending ? *record.pending : storedDraft(record);
}

api::ListingView viewOf(OrgId seller, const ListingRecord& record, const api::ListingDraft& draft,
                        std::string_view categoryPath)
{
    api::ListingView view;
    view.row.id = record.id;
    view.row.seller = seller;
    view.row.sellerName = record.sellerName;
    view.row.title = draft.title.value;
    view.row.imageUrl = draft.images.empty() ? "" : draft.images.front().url.value;
    view.row.categoryPath = categoryPath;
    view.row.status = record.status;
    view.row.isOnSale = record.isOnSale;
    view.row.updatedAt = record.updatedAt;
    view.row.version = record.version;
    view.description = draft.description.value;
    view.category = draft.category;
    view.attributes = plain(draft.attributes);
    view.images = plain(draft.images);
    view.variants = variantsOf(record, draft);
    summarise(view.variants, view.row);
    view.reviewReason = record.reviewReason;
    view.reviewMessage = record.reviewMessage;
    view.createdAt = record.createdAt;
    return view;
}

api::ListingView viewOf(OrgId seller, const ListingRecord& record)
{
    return viewOf(seller, record, workingDraft(record),
                  record.pending ? record.pendingCategoryPath : record.categoryPath);
}

} // namespace stoa::catalogue
