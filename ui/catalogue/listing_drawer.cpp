#include "ui/catalogue/listing_drawer.h"

#include "ui/catalogue/listing_sections.h"
#include "ui/catalogue/listing_words.h"
#include "ui/reviews/reviews_panel.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/label.h"

namespace stoa::ui {

ListingDrawer::ListingDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("listing"), tr("No listing chosen"), parent),
      m_reviews(new ReviewsFeed(context, this)),
      m_title(makeParagraph({}, Type::BodyStrong, &Theme::t1)),
      m_price(new Label({}, Type::ObjectTitle)),
      m_seller(new Label({}, Type::Secondary, &Theme::t3)),
      m_available(new Label({}, Type::BodyStrong)),
      m_kind(new Label({}, Type::Secondary, &Theme::t3)),
      m_submit(new Button(tr("Send to review"), QStringLiteral("listingSubmit"))),
      m_archive(
          new Button(tr("Archive"), QStringLiteral("listingArchive"), Button::Kind::DangerText))
{
    buildHead();
    connect(m_submit, &Button::clicked, this, [this] { emit submitRequested(*row()); });
    connect(m_archive, &Button::clicked, this, [this] { emit archiveRequested(*row()); });
    showNothing();
}

void ListingDrawer::buildHead()
{
    for (Label* label : {m_price, m_available})
        label->setFigures(true);
    addRow(0)->addWidget(m_title);
    addFacts({m_available, m_kind}, {m_price, m_seller});
    m_submit->setIconName(QStringLiteral("send"));
    m_submit->setKeyHint(QStringLiteral("S"));
    m_archive->setIconName(QStringLiteral("backup"));
    addActions({m_submit, m_archive});
}

void ListingDrawer::clearHead()
{
    m_reviews->showNothing();
    for (Label* label : {m_title, m_price, m_seller, m_available, m_kind})
        label->clear();
}

bool ListingDrawer::hasVariant(const std::string& id) const
{
    if (!details()) return false;
    const auto& variants = details()->variants;
    return std::any_of(variants.begin(), variants.end(),
                       [&](const auto& each) { return each.id.text() == id; });
}

void ListingDrawer::fillHead()
{
    drawer().setTitle(fromUtf8(row()->sku), listingWord(*row()));
    m_title->setText(fromUtf8(row()->title));
    m_price->setText(priceRange(*row()) + QLatin1Char(' ') +
                     fromUtf8(row()->priceFrom.currency().code()));
    m_seller->setText(fromUtf8(row()->sellerName));
    m_available->setText(tr("%1 available").arg(numberText(row()->available)));
    m_kind->setText(row()->variantCount > 1
                        ? tr("%n variant(s)", "", static_cast<int>(row()->variantCount))
                        : fromUtf8(row()->categoryPath));
}

void ListingDrawer::fillSections()
{
    const api::ListingView& listing = *details();
    if (hasReviewNote(listing)) {
        buildReviewNote(add(tr("From the review"), "sectionReview"), listing);
    }
    std::function<void(const api::VariantView&)> adjust;
    if (context().workspace().may(api::Permission::StockWrite)) {
        adjust = [this](const api::VariantView& variant) {
            emit stockRequested(*details(), variant);
        };
    }
    buildStock(add(tr("Variants and stock"), "sectionVariants"), listing, adjust);
    if (m_reviews->mayRead()) {
        m_reviews->show(listing.row.seller, listing.row.id);
        add(tr("Reviews"), "sectionReviews")->addWidget(new ReviewsPanel(context(), m_reviews));
    }
    buildListingFacts(add(tr("Details"), "sectionDetails"), listing, context().clock());
    buildListingText(add(tr("Description"), "sectionDescription"), listing, context().pictures);
}

void ListingDrawer::requestSubmit()
{
    if (m_submit->isEnabled()) return m_submit->click();
    if (row()) emit refused(m_submit->toolTip());
}

void ListingDrawer::requestArchive()
{
    if (m_archive->isEnabled()) return m_archive->click();
    if (row()) emit refused(m_archive->toolTip());
}

void ListingDrawer::requestStock()
{
    const bool mayMove = context().workspace().may(api::Permission::StockWrite);
    if (!mayMove || !details() || details()->variants.empty()) return;
    emit stockRequested(*details(), details()->variants.front());
}

void ListingDrawer::updateActions()
{
    const bool mayWrite = context().workspace().may(api::Permission::ListingsWrite);
    allow(m_submit, row() ? whyNoSubmit(*row(), mayWrite) : tr("Choose a listing first."));
    allow(m_archive, row() ? whyNoArchive(*row(), mayWrite) : tr("Choose a listing first."));
}

} // namespace stoa::ui
