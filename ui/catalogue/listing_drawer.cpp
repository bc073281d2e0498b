#include "ui/catalogue/listing_drawer.h"

#include "ui/catalogue/listing_sections.h"
#include "ui/catalogue/listing_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/skeleton.h"

namespace stoa::ui {

namespace {

constexpr int kSkeletonHeight = 320;

} // namespace

ListingDrawer::ListingDrawer(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_drawer(new Drawer(QStringLiteral("listingDrawer"))),
      m_title(makeParagraph({}, Type::BodyStrong, &Theme::t1)),
      m_price(new Label({}, Type::ObjectTitle)),
      m_seller(new Label({}, Type::Secondary, &Theme::t3)),
      m_available(new Label({}, Type::BodyStrong)),
      m_kind(new Label({}, Type::Secondary, &Theme::t3)),
      m_submit(new Button(tr("Send to review"), QStringLiteral("listingSubmit"))),
      m_archive(
          new Button(tr("Archive"), QStringLiteral("listingArchive"), Button::Kind::DangerText))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_drawer);
    m_drawer->setFullPageAvailable(false);
    buildHead();
    connect(m_drawer, &Drawer::closed, this, &ListingDrawer::closed);
    connect(m_drawer, &Drawer::previousRequested, this, &ListingDrawer::previousRequested);
    connect(m_drawer, &Drawer::nextRequested, this, &ListingDrawer::nextRequested);
    connect(m_submit, &Button::clicked, this, [this] { emit submitRequested(*m_row); });
    connect(m_archive, &Button::clicked, this, [this] { emit archiveRequested(*m_row); });
    m_detailDelay.setSingleShot(true);
    m_skeletonDelay.setSingleShot(true);
    connect(&m_detailDelay, &QTimer::timeout, this, &ListingDrawer::reloadDetails);
    connect(&m_skeletonDelay, &QTimer::timeout, this, &ListingDrawer::showSkeleton);
    showNothing();
}

void ListingDrawer::buildHead()
{
    for (Label* label : {m_price, m_available})
        label->setFigures(true);
    for (Label* label : {m_price, m_seller})
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_drawer->head()->addWidget(m_title);
    auto* facts = makeRow(10);
    auto* left = makeColumn(2);
    left->addWidget(m_available);
    left->addWidget(m_kind);
    auto* right = makeColumn(2);
    right->addWidget(m_price);
    right->addWidget(m_seller);
    facts->addLayout(left, 1);
    facts->addLayout(right);
    m_drawer->head()->addLayout(facts);
    auto* actions = makeRow(6);
    m_submit->setIconName(QStringLiteral("send"));
    m_submit->setKeyHint(QStringLiteral("S"));
    m_archive->setIconName(QStringLiteral("backup"));
    for (Button* button : {m_submit, m_archive}) {
        button->setSize(Button::Size::Small);
        actions->addWidget(button);
    }
    actions->addStretch(1);
    m_drawer->head()->addLayout(actions);
}

void ListingDrawer::showListing(const api::ListingRow& row)
{
    const bool isSame = m_row && m_row->id == row.id;
    const bool isChanged = !isSame || m_row->version != row.version ||
                           m_row->available != row.available || m_row->status != row.status;
    m_row = row;
    if (!isSame) {
        ++m_request; // an answer for the listing shown before is late now
        m_details.reset();
        m_drawer->clearSections();
        m_skeletonDelay.start(kSkeletonDelayMs);
    }
    fillHead();
    if (isChanged) m_detailDelay.start(isSame ? 0 : kDetailDelayMs);
}

void ListingDrawer::showNothing()
{
    ++m_request;
    m_row.reset();
    m_details.reset();
    m_detailDelay.stop();
    m_skeletonDelay.stop();
    m_drawer->clearSections();
    m_drawer->setTitle(tr("No listing chosen"), {});
    for (Label* label : {m_title, m_price, m_seller, m_available, m_kind})
        label->clear();
    updateActions();
}

void ListingDrawer::reloadDetails()
{
    if (!m_row) return;
    const int request = ++m_request;
    m_context.connection.call(this, api::GetListing{m_row->seller, m_row->id},
                              [this, request](Result<api::ListingView> listing) {
                                  if (request != m_request) return;
                                  if (!listing) return showProblem(listing.error());
                                  take(*listing);
                              });
}

void ListingDrawer::take(const api::ListingView& listing)
{
    if (!m_row || m_row->id != listing.row.id) return;
    ++m_request; // what is on its way is older
    m_detailDelay.stop();
    m_skeletonDelay.stop();
    m_row = listing.row;
    m_details = listing;
    fillHead();
    fillSections();
}

bool ListingDrawer::hasVariant(const std::string& id) const
{
    if (!m_details) return false;
    const auto& variants = m_details->variants;
    return std::any_of(variants.begin(), variants.end(),
                       [&](const auto& each) { return each.id.text() == id; });
}

void ListingDrawer::fillHead()
{
    m_drawer->setTitle(fromUtf8(m_row->sku), listingWord(*m_row));
    m_title->setText(fromUtf8(m_row->title));
    m_price->setText(priceRange(*m_row) + QLatin1Char(' ') +
                     fromUtf8(m_row->priceFrom.currency().code()));
    m_seller->setText(fromUtf8(m_row->sellerName));
    m_available->setText(tr("%1 available").arg(numberText(m_row->available)));
    m_kind->setText(m_row->variantCount > 1
                        ? tr("%n variant(s)", "", static_cast<int>(m_row->variantCount))
                        : fromUtf8(m_row->categoryPath));
    updateActions();
}

void ListingDrawer::fillSections()
{
    const api::ListingView& listing = *m_details;
    m_drawer->clearSections();
    if (hasReviewNote(listing)) {
        buildReviewNote(add(tr("From the review"), "sectionReview"), listing);
    }
    std::function<void(const api::VariantView&)> adjust;
    if (m_context.workspace().may(api::Permission::StockWrite)) {
        adjust = [this](const api::VariantView& variant) {
            emit stockRequested(*m_details, variant);
        };
    }
    buildStock(add(tr("Variants and stock"), "sectionVariants"), listing, adjust);
    buildListingFacts(add(tr("Details"), "sectionDetails"), listing, m_context.clock());
    buildListingText(add(tr("Description"), "sectionDescription"), listing);
}

QVBoxLayout* ListingDrawer::add(const QString& title, const char* name, QWidget* mark)
{
    return m_drawer->addSection(title, QString::fromLatin1(name), mark);
}

void ListingDrawer::showSkeleton()
{
    m_drawer->clearSections();
    auto* blocks = new Skeleton(Skeleton::Shape::TwoLineRows);
    blocks->setFixedHeight(scaled(kSkeletonHeight));
    add({}, "sectionLoading")->addWidget(blocks);
}

void ListingDrawer::showProblem(const Error& error)
{
    m_skeletonDelay.stop();
    if (m_details) return; // what stands there is kept; the list says what is wrong
    m_drawer->clearSections();
    QVBoxLayout* section = add({}, "sectionProblem");
    section->addWidget(new Note(Tone::Bad, QStringLiteral("incident"), errorText(error)));
    auto* again = new Button(tr("Try again"), QStringLiteral("listingRetry"));
    again->setIconName(QStringLiteral("sync"));
    again->setSize(Button::Size::Small);
    connect(again, &Button::clicked, this, &ListingDrawer::reloadDetails);
    section->addWidget(again, 0, Qt::AlignLeft);
}

void ListingDrawer::requestSubmit()
{
    if (m_submit->isEnabled()) m_submit->click();
}

void ListingDrawer::requestArchive()
{
    if (m_archive->isEnabled()) m_archive->click();
}

void ListingDrawer::requestStock()
{
    const bool mayMove = m_context.workspace().may(api::Permission::StockWrite);
    if (!mayMove || !m_details || m_details->variants.empty()) return;
    emit stockRequested(*m_details, m_details->variants.front());
}

void ListingDrawer::updateActions()
{
    const bool mayWrite = m_context.workspace().may(api::Permission::ListingsWrite);
    const auto set = [](Button* button, const QString& why) {
        button->setEnabled(why.isEmpty());
        button->setToolTip(why);
        button->setAccessibleDescription(why);
    };
    set(m_submit, m_row ? whyNoSubmit(*m_row, mayWrite) : tr("Choose a listing first."));
    set(m_archive, m_row ? whyNoArchive(*m_row, mayWrite) : tr("Choose a listing first."));
}

} // namespace stoa::ui
