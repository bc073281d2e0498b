#include "ui/catalogue/listings_page.h"

#include "core/id.h"
#include "ui/catalogue/import_dialog.h"
#include "ui/catalogue/listing_drawer.h"
#include "ui/catalogue/listings_export.h"
#include "ui/catalogue/listings_model.h"
#include "ui/catalogue/stock_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

namespace {

// The tabs; the first is all of them.
constexpr std::optional<api::ListingStatus> kTabs[] = {
    std::nullopt,
    api::ListingStatus::Published,
    api::ListingStatus::PendingReview,
    api::ListingStatus::ChangesRequested,
    api::ListingStatus::Draft,
    api::ListingStatus::Rejected,
    api::ListingStatus::Archived,
};

QString tabTitle(const std::optional<api::ListingStatus>& status)
{
    return status ? statusWord(enumText(*status)).text : ListingsPage::tr("All");
}

} // namespace

ListingsPage::ListingsPage(const PageContext& context, QWidget* parent)
    : ListPage(context,
               {QStringLiteral("listings"), tr("Listings"), tr("The listings stay as they were."),
                tr("Listings by state")},
               parent),
      m_model(new ListingsModel(context, this)),
      m_drawer(new ListingDrawer(context)),
      m_import(new Button(tr("Import"), QStringLiteral("listingsImport"))),
      m_search(new SearchField(tr("Find in listings"), QStringLiteral("listingsSearch")))
{
    buildHeader();
    assemble({m_model, m_drawer, makeSearchBar(m_search)});
    connectActions();
}

void ListingsPage::buildHeader()
{
    for (const auto& status : kTabs)
        tabs().addTab(tabTitle(status));
    m_import->setIconName(QStringLiteral("upload"));
    m_import->setKeyHint(QStringLiteral("I"));
    m_import->setVisible(mayWrite());
    addExport();
    header().addAction(m_import);
}

void ListingsPage::connectActions()
{
    connect(m_search, &SearchField::changed, this,
            [this](const QString& text) { setQuestion(tabs().currentIndex(), text); });
    connect(m_import, &Button::clicked, this, &ListingsPage::openImport);
    connect(m_drawer, &ListingDrawer::submitRequested, this, &ListingsPage::submit);
    connect(m_drawer, &ListingDrawer::archiveRequested, this, &ListingsPage::archive);
    connect(m_drawer, &ListingDrawer::stockRequested, this, &ListingsPage::openStock);
}

bool ListingsPage::mayWrite() const
{
    return context().workspace().may(api::Permission::ListingsWrite);
}

StateMessage ListingsPage::emptyMessage() const
{
    if (!m_model->text().isEmpty()) {
        return {QStringLiteral("search"), tr("No listings match"),
                tr("Look for other words of the title, or a whole SKU."), tr("Clear search")};
    }
    if (m_model->status()) {
        return {QStringLiteral("listing"), tr("Nothing here"), tr("No listing is in this state."),
                tr("Show all listings")};
    }
    return {QStringLiteral("listing"), tr("No listings yet"),
            tr("Bring in a product file to begin."), mayWrite() ? tr("Import") : QString()};
}

void ListingsPage::takeEmptyAction()
{
    if (!m_model->text().isEmpty()) return m_search->clear();
    if (m_model->status()) return tabs().setCurrentIndex(0);
    openImport();
}

void ListingsPage::askFor(const QString& record)
{
    const QSignalBlocker quiet(m_search);
    const QSignalBlocker quietTabs(tabs());
    m_search->setText(record);
    if (!record.isEmpty()) tabs().setCurrentIndex(0); // whatever its state is
    setQuestion(tabs().currentIndex(), record);
}

void ListingsPage::chooseTab(int tab)
{
    setQuestion(tab, m_model->text());
}

void ListingsPage::setQuestion(int tab, const QString& text)
{
    beganAsking();
    m_model->setQuestion(kTabs[tab], text);
}

QString ListingsPage::countText(std::int64_t count, bool isExact) const
{
    if (m_model->text().isEmpty()) tabs().setCount(tabs().currentIndex(), numberText(count));
    return isExact ? tr("%Ln listing(s)", "", static_cast<int>(count))
                   : tr("about %1 listings").arg(numberText(count));
}

bool ListingsPage::showRecord(const QString& id)
{
    const api::ListingRow* listing = m_model->listingOf(id);
    if (listing != nullptr) m_drawer->show(*listing);
    return listing != nullptr;
}

std::optional<ExportPlan> ListingsPage::exportPlan() const
{
    return ExportPlan{tr("Export of listings"), QStringLiteral("listings"), listingExportColumns(),
                      readerOf(context().connection, m_model->question(), listingExportCells)};
}

void ListingsPage::takeEvents(const std::vector<api::Event>& events)
{
    if (!concerns(events, {"listing", "stock", "order", "refund"})) return;
    refreshSoon();
    const auto& shown = m_drawer->row();
    if (!isVisible() || !shown) return;
    const std::string id = shown->id.text();
    const bool isShown = std::any_of(events.begin(), events.end(), [&](const auto& event) {
        return event.aggregate == id || m_drawer->hasVariant(event.aggregate);
    });
    if (isShown) m_drawer->reloadDetails();
}

template <class Request>
void ListingsPage::send(Request request, const QString& done, const std::string& key)
{
    context().connection.call(
        this, request,
        [this, request, done, key](const Result<api::ListingView>& listing) {
            if (listing) {
                m_model->replaceRow(listing->row);
                m_drawer->take(*listing);
                refreshSoon();
                return toast().showDone(done);
            }
            const QString text = errorText(listing.error());
            if (isRetryable(listing.error().kind)) {
                return toast().showAction(text, tr("Try again"),
                                          [this, request, done, key] { send(request, done, key); });
            }
            toast().showDone(text);
            m_drawer->reloadDetails();
            refreshSoon();
        },
        key);
}

void ListingsPage::submit(const api::ListingRow& listing)
{
    send(api::SubmitListing{listing.seller, listing.id, listing.version},
         tr("“%1” was sent to review").arg(isolated(fromUtf8(listing.title))),
         Uuid::makeV7().text());
}

void ListingsPage::archive(const api::ListingRow& listing)
{
    const QString title = isolated(fromUtf8(listing.title));
    Confirmation question;
    question.icon = QStringLiteral("backup");
    question.title = tr("Archive “%1”?").arg(title);
    question.text = listing.isOnSale
                        ? tr("Buyers can't see or buy it any more. Orders that were placed go on. "
                             "Changing it later makes it a draft again.")
                        : tr("It leaves the list of what can be sold. Changing it later makes it a "
                             "draft again.");
    question.action = tr("Archive");
    question.keep = tr("Keep it");
    question.isDestructive = true;
    context().prompt.confirm(this, question, [this, listing, title](bool isAgreed) {
        if (!isAgreed) return;
        send(api::ArchiveListing{listing.seller, listing.id, listing.version},
             tr("“%1” is archived").arg(title), Uuid::makeV7().text());
    });
}

void ListingsPage::openStock(const api::ListingView& listing, const api::VariantView& variant)
{
    auto* dialog = new StockDialog(context(), listing, variant, this);
    connect(dialog, &StockDialog::moved, this, [this](const api::VariantView& moved) {
        toast().showDone(
            tr("%1 has %2 on hand").arg(isolated(fromUtf8(moved.sku)), numberText(moved.onHand)));
        m_drawer->reloadDetails();
        refreshSoon();
    });
    dialog->open();
}

void ListingsPage::openImport()
{
    if (!mayWrite()) return;
    auto* dialog = new ImportDialog(context(), this);
    connect(dialog, &ImportDialog::imported, this, [this] { refreshSoon(); });
    dialog->open();
}

bool ListingsPage::focusFind()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

bool ListingsPage::takeLetter(int key)
{
    switch (key) {
    case Qt::Key_S:
        m_drawer->requestSubmit();
        return true;
    case Qt::Key_T:
        m_drawer->requestStock();
        return true;
    case Qt::Key_Delete:
        m_drawer->requestArchive();
        return true;
    case Qt::Key_I:
        openImport();
        return true;
    default:
        return false;
    }
}

} // namespace stoa::ui
