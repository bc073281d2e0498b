#include "domain/catalogue/shopify_csv.h"

#include "core/text.h"
#include "domain/catalogue/csv_reader.h"
#include "domain/catalogue/html_text.h"
#include "domain/catalogue/shopify_columns.h"

#include <charconv>

namespace stoa::catalogue {
namespace {

constexpr std::size_t kMaxVariants = decltype(api::ListingDraft::variants)::kMost;
constexpr std::size_t kMaxImages = decltype(api::ListingDraft::images)::kMost;
constexpr std::int64_t kMaxStock = 1'000'000;

api::ImportProblem problemAt(std::int64_t line, std::string_view column, const Error& error)
{
    return {line, std::string(column), error.code, describe(error)};
}

// One data line, its cells by column.
class Line {
public:
    Line(const ShopifyHeader& header, const CsvRow& row) : m_header(header), m_row(row) {}

    std::int64_t number() const { return m_row.line; }
    std::string_view header(Column column) const { return m_header.nameOf(column); }
    // Trimmed; empty when the file has no such column or the line is shorter.
    std::string_view cell(Column column) const { return at(m_header.indexOf(column)); }
    std::string_view at(std::optional<std::size_t> index) const
    {
        return index && *index < m_row.cells.size() ? trimmed(m_row.cells[*index]) : "";
    }

private:
    const ShopifyHeader& m_header;
    const CsvRow& m_row;
};

class Mapper {
public:
    Mapper(ShopifyFile& file, const ShopifyHeader& header, Currency currency)
        : m_file(file), m_header(header), m_currency(currency)
    {}

    void add(const CsvRow& row)
    {
        ++m_file.rows;
        const Line line(m_header, row);
        if (line.cell(Column::Handle).empty()) {
            m_file.problems.push_back(
                problemAt(line.number(), line.header(Column::Handle),
                          makeError(ErrorKind::Invalid, "csv.handle_missing")));
            return;
        }
        ImportedListing& listing = listingOf(line);
        addProduct(listing, line);
        addVariant(listing, line);
        addImage(listing, line);
    }

private:
    struct OptionNames {
        std::array<std::string, 3> names;
    };

    ImportedListing& listingOf(const Line& line)
    {
        const std::string handle(line.cell(Column::Handle));
        const auto [at, isNew] = m_byHandle.emplace(handle, m_file.listings.size());
        if (isNew) {
            ImportedListing& listing = m_file.listings.emplace_back();
            listing.line = line.number();
            listing.handle = handle;
            m_optionNames.emplace_back();
        }
        m_current = at->second;
        return m_file.listings[m_current];
    }

    static void refuse(ImportedListing& listing, const Line& line, Column column,
                       const Error& error)
    {
        listing.problems.push_back(problemAt(line.number(), line.header(column), error));
    }

    // The cell within its limit; nothing, with a problem, when it is too long.
    static std::optional<std::string> bounded(ImportedListing& listing, const Line& line,
                                              Column column, std::string_view text,
                                              std::size_t most)
    {
        auto checked = boundedText(text, line.header(column), 0, most);
        if (checked) return std::move(*checked);
        refuse(listing, line, column, checked.error());
        return std::nullopt;
    }

    static void fill(std::optional<std::string>& value, ImportedListing& listing, const Line& line,
                     Column column, std::string_view text, std::size_t most)
    {
        if (!value && !text.empty()) value = bounded(listing, line, column, text, most);
    }

    void addProduct(ImportedListing& listing, const Line& line) const
    {
        fill(listing.title, listing, line, Column::Title, line.cell(Column::Title), 200);
        if (const auto html = line.cell(Column::Body); !html.empty() && !listing.description)
            fill(listing.description, listing, line, Column::Body, textOfHtml(html), 20'000);
        fill(listing.category, listing, line, Column::Category, line.cell(Column::Category), 1000);
        fill(listing.type, listing, line, Column::Type, line.cell(Column::Type), 500);
        fill(listing.vendor, listing, line, Column::Vendor, line.cell(Column::Vendor), 500);
        const std::string status = lowered(line.cell(Column::Status));
        const std::string published = lowered(line.cell(Column::Published));
        listing.isDraft =
            listing.isDraft || status == "draft" || status == "archived" || published == "false";
        for (const ExtraColumn& extra : m_header.extras()) {
            const auto value = line.at(extra.index);
            const bool isKnown = std::ranges::any_of(
                listing.extras, [&](const auto& each) { return each.name.value == extra.name; });
            if (!value.empty() && !isKnown)
                listing.extras.push_back({extra.name, std::string(clipped(value, 500))});
        }
    }

    // Names stand on the first line of a product and hold for the lines below.
    std::vector<api::AttributeValue> optionsOf(ImportedListing& listing, const Line& line)
    {
        std::vector<api::AttributeValue> options;
        for (std::size_t i = 0; i < kOptionNames.size(); ++i) {
            std::string& name = m_optionNames[m_current].names[i];
            if (const auto given = line.cell(kOptionNames[i]); !given.empty()) {
                name = bounded(listing, line, kOptionNames[i], given, 60).value_or("");
            }
            const auto value = line.cell(kOptionValues[i]);
            const bool isPlaceholder = name == "Title" && value == "Default Title";
            if (value.empty() || isPlaceholder) continue;
            const auto text = bounded(listing, line, kOptionValues[i], value, 500);
            options.push_back(
                {name.empty() ? "Option " + std::to_string(i + 1) : name, text.value_or("")});
        }
        return options;
    }

    void addVariant(ImportedListing& listing, const Line& line)
    {
        ImportedVariant variant;
        variant.line = line.number();
        variant.options = optionsOf(listing, line);
        const auto sku = line.cell(Column::Sku);
        const auto price = line.cell(Column::Price);
        const bool isFirst = listing.variants.empty();
        if (sku.empty() && price.empty() && variant.options.empty() &&
            (!isFirst || line.cell(Column::Title).empty()))
            return;
        if (listing.variants.size() == kMaxVariants) {
            refuse(listing, line, Column::Sku,
                   makeError(ErrorKind::TooLarge, "listing.too_many_variants")
                       .with("most", std::to_string(kMaxVariants)));
            return;
        }
        variant.sku = sku.empty() ? madeUpSku(listing, variant)
                                  : bounded(listing, line, Column::Sku, sku, 64).value_or("");
        readPrice(listing, line, variant);
        readStock(listing, line, variant);
        listing.variants.push_back(std::move(variant));
    }

    static std::string madeUpSku(const ImportedListing& listing, const ImportedVariant& variant)
    {
        std::string sku = listing.handle;
        for (const auto& option : variant.options)
            sku += '-' + option.value.value;
        std::ranges::replace(sku, ' ', '-');
        return std::string(clipped(lowered(sku), 64));
    }

    void readPrice(ImportedListing& listing, const Line& line, ImportedVariant& variant) const
    {
        const auto cell = line.cell(Column::Price);
        if (cell.empty()) return;
        const auto price = Money::parse(cell, m_currency);
        if (price)
            variant.price = *price;
        else
            refuse(listing, line, Column::Price, price.error());
    }

    static void readStock(ImportedListing& listing, const Line& line, ImportedVariant& variant)
    {
        const auto cell = line.cell(Column::Stock);
        if (cell.empty()) return;
        std::int64_t stock = 0;
        const char* end = cell.data() + cell.size();
        const auto read = std::from_chars(cell.data(), end, stock);
        if (read.ec != std::errc() || read.ptr != end || stock > kMaxStock) {
            refuse(
                listing, line, Column::Stock,
                makeError(ErrorKind::Invalid, "stock.malformed").with("text", clipped(cell, 60)));
            return;
        }
        variant.stock = std::max<std::int64_t>(stock, 0); // oversold in the other shop
    }

    static void addImage(ImportedListing& listing, const Line& line)
    {
        const auto url = line.cell(Column::ImageSrc);
        if (url.empty()) return;
        const bool isKnown = std::ranges::any_of(
            listing.images, [&](const auto& each) { return each.image.url.value == url; });
        if (isKnown) return;
        if (listing.images.size() == kMaxImages) {
            refuse(listing, line, Column::ImageSrc,
                   makeError(ErrorKind::TooLarge, "listing.too_many_images")
                       .with("most", std::to_string(kMaxImages)));
            return;
        }
        const auto bound = bounded(listing, line, Column::ImageSrc, url, 1000);
        if (!bound) return;
        ImportedImage image{line.number(),
                            std::ssize(listing.images) + 1,
                            {*bound, std::string(clipped(line.cell(Column::ImageAlt), 300))}};
        const auto position = line.cell(Column::ImagePosition);
        std::from_chars(position.data(), position.data() + position.size(), image.position);
        listing.images.push_back(std::move(image));
    }

    ShopifyFile& m_file;
    const ShopifyHeader& m_header;
    const Currency m_currency;
    std::unordered_map<std::string, std::size_t> m_byHandle;
    std::vector<OptionNames> m_optionNames; // beside file.listings
    std::size_t m_current = 0;
};

ShopifyColumns columnsOf(const ShopifyHeader& header)
{
    const auto name = [&](Column column) { return std::string(header.nameOf(column)); };
    return {name(Column::Sku),      name(Column::Title),    name(Column::Body),
            name(Column::Price),    name(kOptionValues[0]), name(Column::Stock),
            name(Column::ImageSrc), name(Column::Category)};
}

std::int64_t lineOf(const Error& error)
{
    std::int64_t line = 0;
    for (const auto& [name, value] : error.params) {
        if (name == "line") std::from_chars(value.data(), value.data() + value.size(), line);
    }
    return line;
}

} // namespace

Result<ShopifyFile> parseShopifyCsv(std::string_view csv, Currency currency)
{
    if (!isValidUtf8(csv)) return fail(makeError(ErrorKind::Invalid, "text.not_utf8").in("csv"));
    CsvReader reader(csv, CsvReader::detectSeparator(csv));
    STOA_TRY(first, reader.next());
    if (!first) return fail(makeError(ErrorKind::Invalid, "csv.empty").in("csv"));
    const ShopifyHeader header(first->cells);
    if (!header.isShopify()) {
        return fail(makeError(ErrorKind::Invalid, "csv.unknown_format")
                        .in("csv")
                        .because("a Shopify product file has Handle and Title columns"));
    }
    ShopifyFile file;
    file.columns = columnsOf(header);
    for (const ExtraColumn& extra : header.extras())
        file.extraColumns.push_back(extra.name);
    Mapper mapper(file, header, currency);
    for (bool isOver = false; !isOver;) {
        auto row = reader.next();
        if (!row && row.error().code == "csv.too_many_rows") return fail(row);
        if (!row)
            file.problems.push_back(problemAt(lineOf(row.error()), "", row.error()));
        else if (*row)
            mapper.add(**row);
        else
            isOver = true;
    }
    if (file.rows == 0 && file.problems.empty())
        return fail(makeError(ErrorKind::Invalid, "csv.empty").in("csv"));
    for (auto& listing : file.listings)
        std::ranges::stable_sort(listing.images, {}, &ImportedImage::position);
    return file;
}

} // namespace stoa::catalogue
