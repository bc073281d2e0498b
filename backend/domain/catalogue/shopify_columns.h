#pragma once
// The columns of Shopify's product file by their classic and their newer names, whatever their case
// and order. Columns that Shopify has and we have no use for are known by name or beginning; the
// rest are extras, which may be attributes of a category.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::catalogue {

enum class Column {
    Handle,
    Title,
    Body,
    Vendor,
    Category,
    Type,
    Published,
    Status,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Sku,
    Price,
    Stock,
    ImageSrc,
    ImagePosition,
    ImageAlt,
};

inline constexpr std::array kOptionNames{Column::Option1Name, Column::Option2Name,
                                         Column::Option3Name};
inline constexpr std::array kOptionValues{Column::Option1Value, Column::Option2Value,
                                          Column::Option3Value};

struct ExtraColumn {
    std::size_t index = 0;
    std::string name; // "Material"; of "Material (product.metafields.custom.material)" the front
};

class ShopifyHeader {
public:
    explicit ShopifyHeader(const std::vector<std::string>& cells);

    bool isShopify() const; // a handle, and a title or a SKU
    std::optional<std::size_t> indexOf(Column column) const;
    std::string_view nameOf(Column column) const; // as in the file; empty when it has none
    const std::vector<ExtraColumn>& extras() const { return m_extras; }

private:
    std::vector<std::string> m_names;
    std::array<std::optional<std::size_t>, static_cast<std::size_t>(Column::ImageAlt) + 1> m_index;
    std::vector<ExtraColumn> m_extras;
};

} // namespace stoa::catalogue
