#pragma once
// The sellers, goods and buyers of the demo marketplace, from resources/demo/market.json.

#include "api/listings.h"
#include "api/orders.h"
#include "api/taxes.h"

namespace stoa::demo {

struct Good {
    std::string title;
    std::string picture; // a shape of pictures.json
    std::string description;
    std::int64_t priceMinor = 0;
    std::int64_t popularity = 1;
    std::string optionName; // empty: one variant
    std::vector<std::string> optionValues;
};

struct Shop {
    std::string name;
    std::string country;
    std::string currency;
    std::int64_t commissionBasisPoints = 0;
    std::string category;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<std::string> finishes;
    std::vector<Good> goods;
};

struct Cast {
    std::vector<Shop> shops;
    std::vector<std::pair<api::Buyer, api::Address>> buyers;
    api::TaxRates taxRates; // of where the buyers live
};

Cast loadCast();

// The `number`-th listing of a shop: goods in all their finishes first, then numbered editions, so
// that a catalogue of any size has distinct titles and SKUs.
api::ListingDraft listingOf(const Shop& shop, std::size_t shopNumber, std::size_t number,
                            std::optional<CategoryId> category, std::int64_t stock);
// Which of them has this SKU; nothing when the shop's SKUs are none of ours.
std::optional<std::size_t> numberOf(std::string_view sku, std::size_t shopNumber);
std::int64_t popularityOf(const Shop& shop, std::size_t number);

} // namespace stoa::demo
