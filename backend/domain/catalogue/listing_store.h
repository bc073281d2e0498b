#pragma once
// Listings in and out of the database, always as sets: one listing and ten thousand of them go the
// same way. Everything is of the unit's organisation.

#include "domain/catalogue/listing_record.h"
#include "domain/unit/unit.h"

#include <map>
#include <span>

namespace stoa::catalogue {

inline constexpr std::size_t kWriteBatch = 500; // listings in one statement

enum class ForUpdate { No, Yes };

// In the order of their ids; what does not exist is left out. Locked in that order when asked. One
// round trip.
Result<std::vector<ListingRecord>> loadListings(Unit& unit, std::span<const ListingId> ids,
                                                ForUpdate forUpdate);
// Errors: listing.not_found.
Result<ListingRecord> loadListing(Unit& unit, ListingId id, ForUpdate forUpdate);
// Errors: listing.stale (params seen, current), listing.not_found.
Result<ListingRecord> lockListing(Unit& unit, ListingId id, Version seen);

// What a draft is judged against.
struct Shop {
    std::string name;
    api::OrganisationStatus status = api::OrganisationStatus::Open;
    Currency currency;
    std::map<CategoryId, api::CategoryView> categories;
    std::map<std::string, ListingId, std::less<>> skuOwners; // of the SKUs that were asked for
};

// With all categories. One round trip. Errors: seller.not_found.
Result<Shop> loadShop(Unit& unit, const std::vector<std::string>& skus);
std::vector<std::string> skusOf(const api::ListingDraft& draft);

// Everything wrong with the draft as listing `self`: problemsOf, then listing.sku_taken (param sku)
// with field `variants[i].sku`.
std::vector<Error> problemsIn(const Shop& shop, ListingId self, const api::ListingDraft& draft);
// Errors: seller.suspended (param seller).
Done admitSeller(const Shop& shop);
// Errors: seller.suspended, the first of problemsIn.
Done admit(const Shop& shop, ListingId self, const api::ListingDraft& draft);

// A change of one listing. `record` is as it shall be, with the version it has now (0: new); new
// variants have made-up ids already and their starting stock in onHand.
struct ListingWrite {
    ListingRecord record;
    std::vector<VariantId> addedVariants;
};

// Puts the words of `draft` into the record: variants are matched by SKU, what is left out is
// retired, what is new gets an id and its starting stock.
void applyDraft(ListingWrite& write, const api::ListingDraft& draft);

// One round trip for each batch of kWriteBatch. Errors: listing.sku_taken when somebody else took a
// SKU at the same moment.
Done writeListings(Unit& unit, std::span<const ListingWrite> writes);

} // namespace stoa::catalogue
