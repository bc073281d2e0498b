#include "domain/catalogue/shopify_columns.h"

#include "core/text.h"

#include <algorithm>

namespace stoa::catalogue {
namespace {

struct ColumnName {
    std::string_view name; // lower case
    Column column;
};

constexpr std::array kNames{
    ColumnName{"handle", Column::Handle},
    ColumnName{"url handle", Column::Handle},
    ColumnName{"title", Column::Title},
    ColumnName{"body (html)", Column::Body},
    ColumnName{"description", Column::Body},
    ColumnName{"vendor", Column::Vendor},
    ColumnName{"product category", Column::Category},
    ColumnName{"type", Column::Type},
    ColumnName{"published", Column::Published},
    ColumnName{"published on online store", Column::Published},
    ColumnName{"status", Column::Status},
    ColumnName{"option1 name", Column::Option1Name},
    ColumnName{"option1 value", Column::Option1Value},
    ColumnName{"option2 name", Column::Option2Name},
    ColumnName{"option2 value", Column::Option2Value},
    ColumnName{"option3 name", Column::Option3Name},
    ColumnName{"option3 value", Column::Option3Value},
    ColumnName{"variant sku", Column::Sku},
    ColumnName{"sku", Column::Sku},
    ColumnName{"variant price", Column::Price},
    ColumnName{"price", Column::Price},
    ColumnName{"variant inventory qty", Column::Stock},
    ColumnName{"inventory quantity", Column::Stock},
    ColumnName{"image src", Column::ImageSrc},
    ColumnName{"product image url", Column::ImageSrc},
    ColumnName{"image position", Column::ImagePosition},
    ColumnName{"image alt text", Column::ImageAlt},
};

constexpr std::array<std::string_view, 24> kUnused{
    "tags",
    "gift card",
    "cost per item",
    "barcode",
    "weight value (grams)",
    "weight unit for display",
    "charge tax",
    "tax code",
    "compare-at price",
    "price / international",
    "compare at price / international",
    "inventory tracker",
    "inventory policy",
    "continue selling when out of stock",
    "fulfillment service",
    "requires shipping",
    "seo title",
    "seo description",
    "unit price total measure",
    "variant image url",
    "image url",
    "inventory location",
    "color (product.metafields.shopify.color-pattern)",
    "collection",
};

constexpr std::array<std::string_view, 6> kUnusedBeginnings{
    "variant ", "google shopping", "seo ", "included / ", "option1 linked", "unit price "};

bool isUnused(std::string_view name)
{
    return name.empty() || std::ranges::find(kUnused, name) != kUnused.end() ||
           std::ranges::any_of(kUnusedBeginnings,
                               [&](auto beginning) { return name.starts_with(beginning); });
}

} // namespace

ShopifyHeader::ShopifyHeader(const std::vector<std::string>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_names.emplace_back(trimmed(cells[i]));
        const std::string name = lowered(m_names.back());
        const auto known = std::ranges::find(kNames, name, &ColumnName::name);
        if (known != kNames.end()) {
            auto& index = m_index[static_cast<std::size_t>(known->column)];
            if (!index) index = i;
        } else if (!isUnused(name)) {
            const std::string_view whole = m_names.back();
            const auto front = trimmed(whole.substr(0, whole.find(" (product.metafields")));
            m_extras.push_back({i, std::string(clipped(front, 60))});
        }
    }
}

bool ShopifyHeader::isShopify() const
{
    return indexOf(Column::Handle) && (indexOf(Column::Title) || indexOf(Column::Sku));
}

std::optional<std::size_t> ShopifyHeader::indexOf(Column column) const
{
    return m_index[static_cast<std::size_t>(column)];
}

std::string_view ShopifyHeader::nameOf(Column column) const
{
    const auto index = indexOf(column);
    return index ? std::string_view(m_names[*index]) : std::string_view();
}

} // namespace stoa::catalogue
