#include "ui/identity/seller_drawer.h"

#include "ui/identity/seller_words.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace stoa::ui {

SellerDrawer::SellerDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawer(context, QStringLiteral("seller"), tr("No seller chosen"), parent),
      m_country(new Label({}, Type::BodyStrong)),
      m_since(new Label({}, Type::Secondary, &Theme::t3)),
      m_live(new Label({}, Type::ObjectTitle)),
      m_liveWord(new Label({}, Type::Secondary, &Theme::t3))
{
    m_live->setFigures(true);
    addFacts({m_country, m_since}, {m_live, m_liveWord});
    showNothing();
}

void SellerDrawer::clearHead()
{
    for (Label* label : {m_country, m_since, m_live, m_liveWord})
        label->clear();
}

void SellerDrawer::fillHead()
{
    const api::SellerView& seller = *row();
    drawer().setTitle(fromUtf8(seller.name), sellerWord(seller.status));
    m_country->setText(countryName(seller.country));
    m_since->setText(tr("Since %1").arg(momentText(seller.createdAt, context().clock())));
    m_live->setText(numberText(seller.publishedListings));
    m_liveWord->setText(seller.publishedListings == 1 ? tr("live listing") : tr("live listings"));
}

void SellerDrawer::fillSections()
{
    const api::SellerView& seller = *details();
    auto* terms = new KeyValues(QStringLiteral("sellerTerms"));
    terms->add(tr("Commission"), commissionText(seller.commissionBasisPoints));
    terms->add(tr("Currency of prices"), fromUtf8(seller.currency.code()));
    add(tr("Terms"), "sectionTerms")->addWidget(terms);
    auto* address = new KeyValues(QStringLiteral("sellerAddress"));
    address->add(tr("Short name"), fromUtf8(seller.slug));
    address->add(tr("Id"), fromUtf8(seller.id.text()));
    address->add(tr("Opened"), fullMomentText(seller.createdAt, context().clock()));
    add(tr("In addresses and files"), "sectionAddress")->addWidget(address);
}

} // namespace stoa::ui
