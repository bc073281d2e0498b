#pragma once
// The manual of listings: what a seller offers, with its variants. A listing is written by its
// seller, reviewed by a moderator and only then published; an edit of what buyers see goes through
// review again.

#include "api/categories.h"

namespace stoa::api {

enum class ListingStatus { Draft, PendingReview, ChangesRequested, Published, Rejected, Archived };

STOA_ENUM(ListingStatus, Draft, PendingReview, ChangesRequested, Published, Rejected, Archived)

struct AttributeValue {
    Text<1, 60> name;
    Text<0, 500> value;
    friend bool operator==(const AttributeValue&, const AttributeValue&) = default;
};
STOA_STRUCT(AttributeValue, name, value)

struct Image {
    Text<1, 1000> url; // http or https, or a path below /pictures/ of the node itself
    Text<0, 300> altText;
    friend bool operator==(const Image&, const Image&) = default;
};
STOA_STRUCT(Image, url, altText)

// What a seller says of one variant. `sku` identifies it within the seller.
struct VariantDraft {
    Text<1, 64> sku;
    List<AttributeValue, 3> options; // {"Size", "M"}; the combination is unique in the listing
    Money price;                     // not negative
    std::optional<Integer<0, 1'000'000>>
        stock; // starting stock of a new variant; later use AdjustStock
    friend bool operator==(const VariantDraft&, const VariantDraft&) = default;
};
STOA_STRUCT(VariantDraft, sku, options, price, stock)

struct ListingDraft {
    Text<1, 200> title;
    Text<0, 20'000> description; // plain text; files with HTML are converted
    std::optional<CategoryId> category;
    List<AttributeValue, 60> attributes;
    List<Image, 30> images;
    List<VariantDraft, 200> variants; // at least one
    friend bool operator==(const ListingDraft&, const ListingDraft&) = default;
};
STOA_STRUCT(ListingDraft, title, description, category, attributes, images, variants)

struct VariantView {
    VariantId id;
    std::string sku;
    std::vector<AttributeValue> options;
    Money price;
    std::int64_t onHand = 0;
    std::int64_t reserved = 0; // for orders that are not yet fulfilled
};
STOA_STRUCT(VariantView, id, sku, options, price, onHand, reserved)

// A row of a list.
struct ListingRow {
    ListingId id;
    OrgId seller;
    std::string sellerName;
    std::string title;
    std::string sku; // of the first variant
    std::string imageUrl;
    std::string categoryPath;
    ListingStatus status = ListingStatus::Draft;
    bool isOnSale = false; // also while an edit of it waits in review or was sent back
    Money priceFrom;
    Money priceTo;
    std::int64_t variantCount = 0;
    std::int64_t available = 0; // on hand less reserved, all variants
    Timestamp updatedAt;
    Version version;
    friend bool operator==(const ListingRow&, const ListingRow&) = default;
};
STOA_STRUCT(ListingRow, id, seller, sellerName, title, sku, imageUrl, categoryPath, status,
            isOnSale, priceFrom, priceTo, variantCount, available, updatedAt, version)

struct ListingView {
    ListingRow row;
    std::string description;
    std::optional<CategoryId> category;
    std::vector<AttributeValue> attributes;
    std::vector<Image> images;
    std::vector<VariantView> variants;
    std::string reviewReason;  // word of the last decision, when it was not an approval
    std::string reviewMessage; // what the moderator wrote
    Timestamp createdAt;
};
STOA_STRUCT(ListingView, row, description, category, attributes, images, variants, reviewReason,
            reviewMessage, createdAt)

struct ListListings {
    std::optional<OrgId> seller;
    std::optional<ListingStatus> status;
    std::optional<ListingId> listing; // this one alone, for who knows its id but not its seller
    SearchText text;                  // words of the title, or a SKU
    Cursor after;
    PageLimit limit = 50;
    using Reply = Page<ListingRow>; // newest change first; the first page has an estimated total
};
STOA_STRUCT(ListListings, seller, status, listing, text, after, limit)
STOA_OPERATION(ListListings, .name = "catalogue.list_listings", .route = "/listings",
               .permission = Permission::ListingsRead, .scope = Scope::Visible,
               .summary = "Listings, last changed first");

// With the seller's last words, which may still wait for review. Errors: listing.not_found.
struct GetListing {
    OrgId seller;
    ListingId listing;
    using Reply = ListingView;
};
STOA_STRUCT(GetListing, seller, listing)
STOA_OPERATION(GetListing, .name = "catalogue.get_listing",
               .route = "/sellers/{seller}/listings/{listing}",
               .permission = Permission::ListingsRead, .scope = Scope::Seller,
               .summary = "One listing with its variants and stock");

// Errors: seller.suspended, then the first of listing.no_variants, listing.duplicate_sku,
// listing.duplicate_options, listing.wrong_currency, listing.negative_price, image.bad_url,
// category.unknown, attribute.unknown, attribute.duplicate, attribute.not_a_choice,
// attribute.not_a_number, attribute.not_a_boolean, attribute.required (without a category there are
// no attributes), listing.sku_taken (Conflict); each with the path of the field.
struct CreateListing {
    OrgId seller;
    ListingDraft draft;
    bool submit = false; // straight to review
    using Reply = ListingView;
};
STOA_STRUCT(CreateListing, seller, draft, submit)
STOA_OPERATION(CreateListing, .name = "catalogue.create_listing", .method = Method::Post,
               .route = "/sellers/{seller}/listings", .permission = Permission::ListingsWrite,
               .scope = Scope::Seller, .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Write a new listing");

// Replaces the whole text; a published listing goes back to review unless only prices changed.
// Variants are matched by SKU; a variant that is left out is retired. The published version stays
// on sale (`isOnSale`) until the edit is approved; new variants of such an edit have no id yet. An
// edit of a listing in review replaces what was submitted; an archived listing becomes a draft
// again. Errors: listing.not_found, listing.stale (Stale; params seen, current), then as
// CreateListing.
struct UpdateListing {
    OrgId seller;
    ListingId listing;
    Version version;
    ListingDraft draft;
    using Reply = ListingView;
};
STOA_STRUCT(UpdateListing, seller, listing, version, draft)
STOA_OPERATION(UpdateListing, .name = "catalogue.update_listing", .method = Method::Put,
               .route = "/sellers/{seller}/listings/{listing}",
               .permission = Permission::ListingsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Change a listing");

// Draft, rejected or sent-back listings go to review. Errors: listing.not_found, listing.stale, as
// CreateListing (rules may have changed since), listing.not_submittable (param status).
struct SubmitListing {
    OrgId seller;
    ListingId listing;
    Version version;
    using Reply = ListingView;
};
STOA_STRUCT(SubmitListing, seller, listing, version)
STOA_OPERATION(SubmitListing, .name = "catalogue.submit_listing", .method = Method::Post,
               .route = "/sellers/{seller}/listings/{listing}/submit",
               .permission = Permission::ListingsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Send a listing to review");

// Also withdraws an open review. Errors: listing.not_found, listing.stale,
// listing.already_archived.
struct ArchiveListing {
    OrgId seller;
    ListingId listing;
    Version version;
    using Reply = ListingView;
};
STOA_STRUCT(ArchiveListing, seller, listing, version)
STOA_OPERATION(ArchiveListing, .name = "catalogue.archive_listing", .method = Method::Post,
               .route = "/sellers/{seller}/listings/{listing}/archive",
               .permission = Permission::ListingsWrite, .scope = Scope::Seller,
               .kind = Kind::Command, .idempotency = Idempotency::Optional,
               .rate = RateClass::Command, .summary = "Take a listing out of sale");

using ListingOperations = Operations<ListListings, GetListing, CreateListing, UpdateListing,
                                     SubmitListing, ArchiveListing>;

} // namespace stoa::api
