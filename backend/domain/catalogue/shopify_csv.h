#pragma once
// Shopify's product file, with its classic header ("Handle, Title, Body (HTML), … Variant SKU") or
// the newer one ("URL handle, Title, Description, … SKU"), made into listings. Lines of one handle
// are one listing: the first that fills a cell of the product wins, each line with a SKU, a price
// or an option is a variant, each with an image one image. A blank cell says nothing; an amount is
// written with a dot and no grouping, whatever the locale. Pure: what a listing is in the shop
// already is for import_merge.
//
// A variant without a SKU gets one made of handle and option values, the same each time.
// Source: Shopify help, "Using CSV files to import and export products" (product_template.csv).

#include "api/imports.h"

namespace stoa::catalogue {

struct ImportedVariant {
    std::int64_t line = 0;
    std::string sku;
    std::vector<api::AttributeValue> options;
    std::optional<Money> price;
    std::optional<std::int64_t> stock;
};

struct ImportedImage {
    std::int64_t line = 0;
    std::int64_t position = 0;
    api::Image image;
};

struct ImportedListing {
    std::int64_t line = 0;
    std::string handle;
    std::optional<std::string> title;
    std::optional<std::string> description; // plain text
    std::optional<std::string> category;    // as the file has it, "Home > Kitchen > Knives"
    std::optional<std::string> type;
    std::optional<std::string> vendor;
    bool isDraft = false; // Status draft or archived, Published FALSE: stored, not sent to review
    std::vector<api::AttributeValue> extras; // columns that Shopify does not have
    std::vector<ImportedVariant> variants;
    std::vector<ImportedImage> images; // by position
    std::vector<api::ImportProblem> problems;
};

// Headers of the file, for problems that are found later.
struct ShopifyColumns {
    std::string sku, title, description, price, options, stock, image, category;
};

struct ShopifyFile {
    ShopifyColumns columns;
    std::vector<std::string> extraColumns;
    std::int64_t rows = 0;
    std::vector<ImportedListing> listings;    // in the order of the file
    std::vector<api::ImportProblem> problems; // of lines that belong to no listing
};

// Errors: text.not_utf8, csv.empty (no data line), csv.unknown_format (no handle, or neither title
// nor SKU column), csv.too_many_rows (param most). Problems: the other codes of csv_reader.h,
// csv.handle_missing, text.too_long, money.*, stock.malformed,
// listing.too_many_variants, listing.too_many_images.
Result<ShopifyFile> parseShopifyCsv(std::string_view csv, Currency currency);

} // namespace stoa::catalogue
