#include "ui/catalogue/listings_model.h"

#include "ui/catalogue/listing_words.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

std::vector<Column> listingColumns(bool hasSeller)
{
    const auto say = [](const char* text) { return ListingsModel::tr(text); };
    std::vector<Column> columns{
        {QStringLiteral("title"), say("Listing"), CellKind::TwoLines, 200, 1, 5, false},
        {QStringLiteral("sku"), say("SKU"), CellKind::Dim, 100, 3, 1, false},
    };
    if (hasSeller) {
        columns.push_back(
            {QStringLiteral("seller"), say("Seller"), CellKind::Dim, 120, 2, 2, false});
    }
    columns.push_back({QStringLiteral("status"), say("Status"), CellKind::Chip, 134, 1, 0, false});
    columns.push_back({QStringLiteral("price"), say("Price"), CellKind::Money, 178, 1, 0, false});
    columns.push_back(
        {QStringLiteral("available"), say("Available"), CellKind::Number, 76, 1, 0, false});
    columns.push_back({QStringLiteral("updated"), say("Changed"), CellKind::Time, 86, 4, 0, false});
    return columns;
}

} // namespace

ListingsModel::ListingsModel(const PageContext& context, QObject* parent)
    : KeysetModel(listingColumns(!context.workspace().seller), parent), m_context(context)
{
    if (m_context.pictures == nullptr) return;
    connect(m_context.pictures, &Pictures::arrived, this, [this](const QString& url) {
        const std::string wanted = toUtf8(url);
        for (int at = 0; at < rowCount(); ++at) {
            if (row(at).imageUrl == wanted)
                emit dataChanged(index(at, 0), index(at, 0), {PictureRole});
        }
    });
}

void ListingsModel::setQuestion(std::optional<api::ListingStatus> status, const QString& text)
{
    m_status = status;
    m_text = text;
    reload();
}

const api::ListingRow* ListingsModel::listingOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

api::ListListings ListingsModel::question() const
{
    api::ListListings question;
    question.seller = m_context.workspace().seller;
    question.status = m_status;
    const std::string text = toUtf8(m_text);
    if (const auto id = ListingId::parse(text))
        question.listing = *id;
    else
        question.text = text;
    return question;
}

void ListingsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListListings request = question();
    request.after = after;
    request.limit = limit;
    m_context.connection.call(this, std::move(request), std::move(callback));
}

QVariant ListingsModel::value(const api::ListingRow& row, int column, int role) const
{
    const QString id = columns()[static_cast<std::size_t>(column)].id;
    if (id == QLatin1String("price")) {
        if (role == MoneyRole) return QVariant::fromValue(row.priceFrom);
        if (role == MoneyToRole) return QVariant::fromValue(row.priceTo);
    }
    if (id == QLatin1String("title") && role == PictureRole && m_context.pictures != nullptr)
        return m_context.pictures->picture(fromUtf8(row.imageUrl), PictureSize::Thumb);
    if (id == QLatin1String("title") && role == IconRole) return QStringLiteral("image");
    if (id == QLatin1String("status") && role == StatusRole) {
        return QVariant::fromValue(listingWord(row));
    }
    if (id == QLatin1String("available") && role == ToneRole) {
        const bool isGone = row.isOnSale && row.available <= 0;
        return static_cast<int>(isGone ? Tone::Warn : Tone::Neutral);
    }
    if (role == FullTextRole && id == QLatin1String("updated")) {
        return fullMomentText(row.updatedAt, m_context.clock());
    }
    if (role == FullTextRole && id == QLatin1String("title")) return fromUtf8(row.categoryPath);
    return role == Qt::DisplayRole ? QVariant(textOf(row, id)) : QVariant();
}

QString ListingsModel::textOf(const api::ListingRow& row, const QString& column) const
{
    if (column == QLatin1String("title")) return fromUtf8(row.title);
    if (column == QLatin1String("seller")) return fromUtf8(row.sellerName);
    if (column == QLatin1String("status")) return listingWord(row).text;
    if (column == QLatin1String("available")) return numberText(row.available);
    if (column == QLatin1String("updated")) return momentText(row.updatedAt, m_context.clock());
    if (column == QLatin1String("price")) {
        return priceRange(row) + QLatin1Char(' ') + fromUtf8(row.priceFrom.currency().code());
    }
    const QString sku = fromUtf8(row.sku);
    return row.variantCount > 1 ? tr("%1 +%2").arg(sku, numberText(row.variantCount - 1)) : sku;
}

} // namespace stoa::ui
