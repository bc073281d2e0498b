#include "ui/catalogue/listings_export.h"

#include "ui/text/csv.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace stoa::ui {

QStringList listingExportColumns()
{
    const auto say = [](const char* text) {
        return QCoreApplication::translate("ListingsExport", text);
    };
    return {say(QT_TRANSLATE_NOOP("ListingsExport", "Listing")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Id")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "SKU")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Variants")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Seller")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Category")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Status")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "On sale")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Lowest price")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Highest price")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Currency")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Available")),
            say(QT_TRANSLATE_NOOP("ListingsExport", "Changed (UTC)"))};
}

QStringList listingExportCells(const api::ListingRow& listing)
{
    return {harmlessCell(fromUtf8(listing.title)),
            fromUtf8(listing.id.text()),
            harmlessCell(fromUtf8(listing.sku)),
            QString::number(listing.variantCount),
            harmlessCell(fromUtf8(listing.sellerName)),
            harmlessCell(fromUtf8(listing.categoryPath)),
            fromUtf8(enumText(listing.status)),
            listing.isOnSale ? QStringLiteral("true") : QStringLiteral("false"),
            csvAmount(listing.priceFrom),
            csvAmount(listing.priceTo),
            fromUtf8(std::string(listing.priceFrom.currency().code())),
            QString::number(listing.available),
            fromUtf8(listing.updatedAt.text())};
}

} // namespace stoa::ui
