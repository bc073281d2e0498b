#include "ui/identity/seller_words.h"

#include "ui/text/amounts.h"

#include <QCoreApplication>
#include <QLocale>

namespace stoa::ui {

namespace {

struct SellerWords {
    Q_DECLARE_TR_FUNCTIONS(SellerWords)
};

} // namespace

StatusWord sellerWord(api::OrganisationStatus status)
{
    switch (status) {
    case api::OrganisationStatus::Open:
        return {SellerWords::tr("Selling"), Tone::Ok, QStringLiteral("check")};
    case api::OrganisationStatus::Suspended:
        return {SellerWords::tr("Suspended"), Tone::Bad, QStringLiteral("pause")};
    case api::OrganisationStatus::Closed:
        return {SellerWords::tr("Closed"), Tone::Neutral, QStringLiteral("slash")};
    }
    return {};
}

QString commissionText(std::int64_t basisPoints)
{
    const QLocale locale;
    return locale.toString(static_cast<double>(basisPoints) / 100, 'f', 2) + locale.percent();
}

} // namespace stoa::ui
