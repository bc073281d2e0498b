#include "ui/catalogue/listing_sections.h"

#include "ui/catalogue/image_row.h"
#include "ui/catalogue/listing_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_values.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

struct ListingSections {
    Q_DECLARE_TR_FUNCTIONS(ListingSections)
};

Label* rightFigure(const QString& text, Type type, Ink ink)
{
    auto* label = new Label(text, type, ink);
    label->setFigures(true);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

QString stockText(const api::VariantView& variant)
{
    const QString onHand = ListingSections::tr("%1 on hand").arg(numberText(variant.onHand));
    if (variant.reserved == 0) return onHand;
    return onHand + QStringLiteral(" · ") +
           ListingSections::tr("%1 reserved").arg(numberText(variant.reserved));
}

void addVariant(QVBoxLayout* into, const api::VariantView& variant,
                const std::function<void(const api::VariantView&)>& adjust)
{
    auto* row = makeRow(8);
    auto* names = makeColumn(0);
    const QString options = optionsText(variant.options);
    const QString sku = fromUtf8(variant.sku);
    names->addWidget(new Label(options.isEmpty() ? sku : options, Type::BodyStrong));
    names->addWidget(new Label(options.isEmpty() ? stockText(variant)
                                                 : sku + QStringLiteral(" · ") + stockText(variant),
                               Type::Secondary, &Theme::t3));
    row->addLayout(names, 1);
    row->addWidget(rightFigure(moneyText(variant.price), Type::Body, &Theme::t1));
    if (adjust && !variant.id.isNil()) {
        auto* button = new Button(ListingSections::tr("Stock"), QStringLiteral("adjust") + sku);
        button->setSize(Button::Size::Small);
        button->setAccessibleName(ListingSections::tr("Adjust the stock of %1").arg(sku));
        QObject::connect(button, &Button::clicked, button, [adjust, variant] { adjust(variant); });
        row->addWidget(button);
    }
    into->addLayout(row);
}

// The words of the decision that a person wrote or chose.
QString reviewText(const api::ListingView& listing)
{
    QStringList parts;
    if (!listing.reviewReason.empty()) {
        parts << statusWord(listing.reviewReason).text + QLatin1Char('.');
    }
    if (!listing.reviewMessage.empty()) parts << fromUtf8(listing.reviewMessage);
    return parts.join(QLatin1Char(' '));
}

} // namespace

bool hasReviewNote(const api::ListingView& listing)
{
    return !listing.reviewReason.empty() || !listing.reviewMessage.empty();
}

void buildReviewNote(QVBoxLayout* into, const api::ListingView& listing)
{
    const bool isRejected = listing.row.status == api::ListingStatus::Rejected;
    into->addWidget(new Note(isRejected ? Tone::Bad : Tone::Warn,
                             isRejected ? QStringLiteral("x-circle") : QStringLiteral("edit"),
                             reviewText(listing)));
}

void buildStock(QVBoxLayout* into, const api::ListingView& listing,
                const std::function<void(const api::VariantView&)>& adjust)
{
    const std::size_t shown = std::min(listing.variants.size(), kMaxDrawerVariants);
    for (std::size_t i = 0; i < shown; ++i)
        addVariant(into, listing.variants[i], adjust);
    const auto more = static_cast<int>(listing.variants.size() - shown);
    if (more > 0) {
        into->addWidget(new Label(ListingSections::tr("%n more variant(s)", "", more),
                                  Type::Secondary, &Theme::t3));
    }
}

void buildListingFacts(QVBoxLayout* into, const api::ListingView& listing, const Clockface& face)
{
    auto* facts = new KeyValues(QStringLiteral("listingFacts"));
    facts->add(ListingSections::tr("Category"), listing.row.categoryPath.empty()
                                                    ? ListingSections::tr("None")
                                                    : fromUtf8(listing.row.categoryPath));
    for (const api::AttributeValue& each : listing.attributes)
        facts->add(fromUtf8(each.name.value), fromUtf8(each.value.value));
    facts->add(ListingSections::tr("Created"), momentText(listing.createdAt, face));
    facts->add(ListingSections::tr("Changed"), momentText(listing.row.updatedAt, face));
    into->addWidget(facts);
}

void buildListingText(QVBoxLayout* into, const api::ListingView& listing, Pictures* pictures)
{
    into->addWidget(new ImageRow(listing.images, pictures, QStringLiteral("listingImages")));
    const QString text = fromUtf8(listing.description).trimmed();
    into->addWidget(makeParagraph(
        text.isEmpty() ? ListingSections::tr("No description has been written.") : text,
        Type::Secondary, text.isEmpty() ? &Theme::t3 : &Theme::t2));
}

} // namespace stoa::ui
