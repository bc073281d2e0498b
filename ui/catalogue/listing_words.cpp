#include "ui/catalogue/listing_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct ListingWords {
    Q_DECLARE_TR_FUNCTIONS(ListingWords)
};

} // namespace

StatusWord listingWord(const api::ListingRow& listing)
{
    const bool isWaiting = listing.status == api::ListingStatus::PendingReview;
    if (isWaiting && listing.isOnSale) {
        return {ListingWords::tr("Edit in review"), Tone::Plum, QStringLiteral("shield")};
    }
    if (listing.status == api::ListingStatus::Published && listing.available <= 0) {
        return {ListingWords::tr("Sold out"), Tone::Warn, QStringLiteral("slash")};
    }
    return statusWord(enumText(listing.status));
}

QString priceRange(const api::ListingRow& listing)
{
    const QString from = amountText(listing.priceFrom);
    return listing.priceFrom == listing.priceTo
               ? from
               : from + QStringLiteral(" – ") + amountText(listing.priceTo);
}

QString optionsText(const std::vector<api::AttributeValue>& options)
{
    QStringList words;
    for (const api::AttributeValue& option : options)
        words << fromUtf8(option.value.value);
    return words.join(QStringLiteral(" · "));
}

QString whyNoSubmit(const api::ListingRow& listing, bool mayWrite)
{
    if (!mayWrite)
        return ListingWords::tr("Your role can't change listings. Ask the shop's owner.");
    switch (listing.status) {
    case api::ListingStatus::Draft:
    case api::ListingStatus::Rejected:
    case api::ListingStatus::ChangesRequested:
        return {};
    case api::ListingStatus::PendingReview:
        return ListingWords::tr("It is in review already.");
    case api::ListingStatus::Published:
        return ListingWords::tr("It is live already.");
    case api::ListingStatus::Archived:
        return ListingWords::tr("It is archived. Change it first; that makes it a draft again.");
    }
    return {};
}

QString whyNoArchive(const api::ListingRow& listing, bool mayWrite)
{
    if (!mayWrite)
        return ListingWords::tr("Your role can't change listings. Ask the shop's owner.");
    return listing.status == api::ListingStatus::Archived ? ListingWords::tr("It is archived.")
                                                          : QString();
}

} // namespace stoa::ui
