#include "domain/catalogue/import_merge.h"

#include "core/text.h"
#include "domain/catalogue/attribute_rules.h"
#include "domain/catalogue/listing_rules.h"

#include <charconv>

namespace stoa::catalogue {
namespace {

constexpr std::size_t kMaxVariants = decltype(api::ListingDraft::variants)::kMost;

std::string_view lastPart(std::string_view path)
{
    const std::size_t at = path.rfind(kPathSeparator);
    return at == std::string_view::npos ? path : path.substr(at + kPathSeparator.size());
}

class Merge {
public:
    Merge(const ImportedListing& imported, const ShopifyColumns& columns)
        : m_imported(imported), m_columns(columns)
    {}

    Merged run(const Shop& shop, ListingId self, const std::optional<api::ListingDraft>& before)
    {
        if (before) m_merged.draft = *before;
        api::ListingDraft& draft = m_merged.draft;
        if (m_imported.title) draft.title = *m_imported.title;
        if (m_imported.description) draft.description = *m_imported.description;
        if (draft.title.empty())
            refuse(m_imported.line, m_columns.title,
                   makeError(ErrorKind::Invalid, "listing.title_missing"));
        setVariants();
        setImages();
        setCategory(shop);
        draft = normalised(std::move(draft));
        for (const Error& error : problemsIn(shop, self, draft))
            refuseField(error);
        return std::move(m_merged);
    }

private:
    void refuse(std::int64_t line, std::string_view column, const Error& error)
    {
        m_merged.problems.push_back({line, std::string(column), error.code, describe(error)});
    }

    void setVariants()
    {
        auto& variants = m_merged.draft.variants;
        for (const ImportedVariant& imported : m_imported.variants) {
            auto variant = std::ranges::find(variants, imported.sku,
                                             [](const auto& each) { return each.sku.value; });
            if (variant == variants.end()) {
                if (!imported.price) {
                    refuse(imported.line, m_columns.price,
                           makeError(ErrorKind::Invalid, "listing.price_missing")
                               .with("sku", imported.sku));
                    continue;
                }
                variant = variants.insert(variant, api::VariantDraft());
                variant->sku = imported.sku;
                variant->stock = imported.stock.value_or(0);
            }
            if (imported.price) variant->price = *imported.price;
            if (!imported.options.empty())
                variant->options.assign(imported.options.begin(), imported.options.end());
        }
        if (variants.size() > kMaxVariants)
            refuse(m_imported.line, m_columns.sku,
                   makeError(ErrorKind::TooLarge, "listing.too_many_variants")
                       .with("most", std::to_string(kMaxVariants)));
    }

    void setImages()
    {
        if (m_imported.images.empty()) return;
        m_merged.draft.images.clear();
        for (const ImportedImage& image : m_imported.images)
            m_merged.draft.images.push_back(image.image);
    }

    void setCategory(const Shop& shop)
    {
        api::ListingDraft& draft = m_merged.draft;
        const api::CategoryView* category =
            m_imported.category ? findCategory(shop, *m_imported.category) : nullptr;
        if (category == nullptr && draft.category) {
            const auto stored = shop.categories.find(*draft.category);
            category = stored == shop.categories.end() ? nullptr : &stored->second;
        }
        if (category == nullptr && m_imported.type) category = findCategory(shop, *m_imported.type);
        if (category == nullptr) return;
        if (draft.category != category->id) draft.attributes.clear();
        draft.category = category->id;
        for (const api::AttributeRule& rule : category->attributes)
            setAttribute(rule);
    }

    void setAttribute(const api::AttributeRule& rule)
    {
        const std::string name = lowered(rule.name.value);
        const auto extra = std::ranges::find(
            m_imported.extras, name, [](const auto& each) { return lowered(each.name.value); });
        std::string value;
        if (extra != m_imported.extras.end())
            value = extra->value.value;
        else if (name == "brand" || name == "vendor")
            value = m_imported.vendor.value_or("");
        if (value.empty()) return;
        if (rule.type == api::AttributeType::Boolean) value = lowered(value);
        auto& attributes = m_merged.draft.attributes;
        const auto at = std::ranges::find(attributes, rule.name.value,
                                          [](const auto& each) { return each.name.value; });
        if (at != attributes.end())
            at->value = value;
        else
            attributes.push_back({rule.name, value});
    }

    // "variants[2].price" → the line that says so and the header of its column.
    void refuseField(const Error& error)
    {
        const std::string_view field = error.field;
        std::size_t i = 0;
        const std::size_t bracket = field.find('[');
        if (bracket != std::string_view::npos)
            std::from_chars(field.data() + bracket + 1, field.data() + field.size(), i);
        if (field.starts_with("variants[")) {
            refuse(lineOfVariant(i), columnOfVariant(field.substr(field.find('.') + 1)), error);
        } else if (field.starts_with("images[")) {
            const bool isOfFile = i < m_imported.images.size();
            refuse(isOfFile ? m_imported.images[i].line : m_imported.line, m_columns.image, error);
        } else {
            refuse(m_imported.line,
                   field.starts_with("variants") ? m_columns.sku : m_columns.category, error);
        }
    }

    std::int64_t lineOfVariant(std::size_t i) const
    {
        const auto at = std::ranges::find(
            m_imported.variants, m_merged.draft.variants.at(i).sku.value, &ImportedVariant::sku);
        return at == m_imported.variants.end() ? m_imported.line : at->line;
    }

    const std::string& columnOfVariant(std::string_view member) const
    {
        if (member == "price") return m_columns.price;
        return member == "options" ? m_columns.options : m_columns.sku;
    }

    const ImportedListing& m_imported;
    const ShopifyColumns& m_columns;
    Merged m_merged;
};

} // namespace

Merged mergeImport(const ImportedListing& imported, const ShopifyColumns& columns, const Shop& shop,
                   ListingId self, const std::optional<api::ListingDraft>& before)
{
    return Merge(imported, columns).run(shop, self, before);
}

const api::CategoryView* findCategory(const Shop& shop, std::string_view words)
{
    std::string path(words);
    std::ranges::replace(path, '>', '/');
    const auto normal = normalisedPath(path);
    if (!normal) return nullptr;
    const std::string wanted = lowered(*normal);
    const api::CategoryView* found = nullptr;
    bool isOnly = true;
    for (const auto& [id, category] : shop.categories) {
        const std::string candidate = lowered(category.path);
        if (candidate == wanted) return &category;
        if (lastPart(candidate) != lastPart(wanted)) continue;
        isOnly = found == nullptr;
        found = &category;
    }
    return isOnly ? found : nullptr;
}

} // namespace stoa::catalogue
