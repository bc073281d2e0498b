#include "node/demo/cast.h"

#include "node/demo/pictures.h"
#include "node/demo/resource.h"

#include <charconv>

namespace stoa::demo {
namespace {

std::string text(const json::object& object, std::string_view name)
{
    return std::string(object.at(name).as_string());
}

Good goodFrom(const json::object& object)
{
    Good good{text(object, "title"),
              text(object, "picture"),
              text(object, "description"),
              object.at("price").as_int64(),
              object.at("popularity").as_int64(),
              {},
              {}};
    if (const json::value* options = object.if_contains("options")) {
        good.optionName = text(options->as_object(), "name");
        for (const auto& value : options->at("values").as_array()) {
            good.optionValues.emplace_back(value.as_string());
        }
    }
    return good;
}

Shop shopFrom(const json::object& object)
{
    Shop shop;
    shop.name = text(object, "name");
    shop.country = text(object, "country");
    shop.currency = text(object, "currency");
    shop.commissionBasisPoints = object.at("commissionBasisPoints").as_int64();
    shop.category = text(object, "category");
    for (const auto& pair : object.at("attributes").as_array()) {
        shop.attributes.emplace_back(pair.at(0).as_string(), pair.at(1).as_string());
    }
    for (const auto& finish : object.at("finishes").as_array()) {
        shop.finishes.emplace_back(finish.as_string());
    }
    for (const auto& good : object.at("products").as_array()) {
        shop.goods.push_back(goodFrom(good.as_object()));
    }
    return shop;
}

constexpr std::size_t kFirstSku = 10'000;

std::string skuPrefix(std::size_t shopNumber)
{
    return std::string(1, static_cast<char>('A' + shopNumber % 26)) +
           std::to_string(shopNumber / 26) + '-';
}

std::string skuOf(std::size_t shopNumber, std::size_t number, std::size_t variant)
{
    return skuPrefix(shopNumber) + std::to_string(kFirstSku + number) +
           (variant == 0 ? "" : '-' + std::to_string(variant));
}

} // namespace

Cast loadCast()
{
    const json::value data = resourceJson("market.json");
    Cast cast;
    for (const auto& shop : data.at("sellers").as_array()) {
        cast.shops.push_back(shopFrom(shop.as_object()));
    }
    for (const auto& each : data.at("buyers").as_array()) {
        const json::object& buyer = each.as_object();
        api::Address address;
        address.name = text(buyer, "name");
        address.street = text(buyer, "street");
        address.postalCode = text(buyer, "postalCode");
        address.city = text(buyer, "city");
        address.country = text(buyer, "country");
        cast.buyers.emplace_back(api::Buyer{text(buyer, "name"), text(buyer, "email")}, address);
    }
    for (const auto& each : data.at("taxRates").as_array()) {
        api::TaxRate& rate = cast.taxRates.emplace_back();
        rate.name = text(each.as_object(), "name");
        rate.country = text(each.as_object(), "country");
        rate.basisPoints = each.at("basisPoints").as_int64();
    }
    return cast;
}

api::ListingDraft listingOf(const Shop& shop, std::size_t shopNumber, std::size_t number,
                            std::optional<CategoryId> category, std::int64_t stock)
{
    const std::size_t perEdition = shop.goods.size() * shop.finishes.size();
    const std::size_t edition = number / perEdition;
    const Good& good = shop.goods[number % shop.goods.size()];
    const std::string& finish = shop.finishes[number / shop.goods.size() % shop.finishes.size()];
    const Currency currency = Currency::of(shop.currency);
    // Finishes and editions differ a little in price, in steps that look like prices.
    const std::int64_t step = std::max<std::int64_t>(1, good.priceMinor / 5000) * 100;
    const Money price(good.priceMinor + static_cast<std::int64_t>((number * 7) % 5) * step,
                      currency);

    api::ListingDraft draft;
    draft.title = good.title + ", " + finish +
                  (edition == 0 ? "" : ", edition " + std::to_string(edition + 1));
    draft.description = good.description;
    draft.category = category;
    for (const auto& [name, value] : shop.attributes)
        draft.attributes.push_back({name, value});
    draft.attributes.push_back({"Finish", finish});
    draft.images.push_back({picturePath(good.picture, finish, View::Whole), draft.title.value});
    draft.images.push_back(
        {picturePath(good.picture, finish, View::Detail), draft.title.value + ", a closer look"});
    const std::size_t variants = std::max<std::size_t>(1, good.optionValues.size());
    for (std::size_t i = 0; i < variants; ++i) {
        api::VariantDraft variant;
        variant.sku = skuOf(shopNumber, number, i);
        if (!good.optionValues.empty()) {
            variant.options.push_back({good.optionName, good.optionValues[i]});
        }
        variant.price = price;
        variant.stock.emplace(stock);
        draft.variants.push_back(std::move(variant));
    }
    return draft;
}

std::optional<std::size_t> numberOf(std::string_view sku, std::size_t shopNumber)
{
    const std::string prefix = skuPrefix(shopNumber);
    if (!sku.starts_with(prefix)) return std::nullopt;
    sku.remove_prefix(prefix.size());
    sku = sku.substr(0, sku.find('-'));
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(sku.data(), sku.data() + sku.size(), number);
    if (problem != std::errc() || end != sku.data() + sku.size() || number < kFirstSku) {
        return std::nullopt;
    }
    return number - kFirstSku;
}

std::int64_t popularityOf(const Shop& shop, std::size_t number)
{
    return shop.goods[number % shop.goods.size()].popularity;
}

} // namespace stoa::demo
