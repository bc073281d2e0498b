#include "ui/catalogue/listings_page.h"

#include "core/id.h"
#include "ui/catalogue/import_dialog.h"
#include "ui/catalogue/listing_drawer.h"
#include "ui/catalogue/listings_model.h"
#include "ui/catalogue/stock_dialog.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kBar = 40;
constexpr int kSearchWidth = 240;

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

StateMessage emptyMessage(const ListingsModel& model, bool mayWrite)
{
    if (!model.text().isEmpty()) {
        return {QStringLiteral("search"), ListingsPage::tr("No listings match"),
                ListingsPage::tr("Look for other words of the title, or a whole SKU."),
                ListingsPage::tr("Clear search")};
    }
    if (model.status()) {
        return {QStringLiteral("listing"), ListingsPage::tr("Nothing here"),
                ListingsPage::tr("No listing is in this state."),
                ListingsPage::tr("Show all listings")};
    }
    return {QStringLiteral("listing"), ListingsPage::tr("No listings yet"),
            ListingsPage::tr("Bring in a product file to begin."),
            mayWrite ? ListingsPage::tr("Import") : QString()};
}

} // namespace

ListingsPage::ListingsPage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_model(new ListingsModel(context, this)),
      m_header(new PageHeader(tr("Listings"), QStringLiteral("listingsHeader"))),
      m_import(new Button(tr("Import"), QStringLiteral("listingsImport"))),
      m_tabs(new TabStrip(QStringLiteral("listingsTabs"))),
      m_search(new SearchField(tr("Find in listings"), QStringLiteral("listingsSearch"))),
      m_banner(new Banner(QStringLiteral("listingsBanner"))),
      m_table(new TableView(QStringLiteral("listingsTable"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("listingsState"))),
      m_drawer(new ListingDrawer(context)),
      m_toast(nullptr)
{
    setObjectName(QStringLiteral("listingsPage"));
    setAccessibleName(tr("Listings"));
    build();
    m_toast = new Toast(this);
    connectModel();
    connectDrawer();
    connect(&m_pace, &RefreshPace::due, this, &ListingsPage::refresh);
    connect(&m_context.events, &LiveEvents::changed, this, &ListingsPage::takeEvents);
    connect(&m_context.events, &LiveEvents::lost, this, [this] {
        m_pace.want();
        m_drawer->reloadDetails();
    });
}

void ListingsPage::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header->setFixedHeight(scaled(46));
    m_import->setIconName(QStringLiteral("upload"));
    m_import->setKeyHint(QStringLiteral("I"));
    m_import->setVisible(m_context.workspace().may(api::Permission::ListingsWrite));
    m_header->addAction(m_import);
    column->addWidget(m_header);
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 16, 0);
    for (const auto& status : kTabs)
        m_tabs->addTab(tabTitle(status));
    m_tabs->setAccessibleName(tr("Listings by state"));
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    row->addWidget(buildList(), 1);
    row->addWidget(m_drawer);
    column->addLayout(row, 1);
    connect(m_tabs, &TabStrip::currentChanged, this,
            [this](int tab) { setQuestion(tab, m_model->text()); });
    connect(m_search, &SearchField::changed, this,
            [this](const QString& text) { setQuestion(m_tabs->currentIndex(), text); });
    connect(m_import, &Button::clicked, this, &ListingsPage::openImport);
    connect(m_banner, &Banner::actionTriggered, this, &ListingsPage::refresh);
}

QWidget* ListingsPage::buildList()
{
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* box = new QWidget;
    box->setFixedHeight(scaled(kBar));
    auto* bar = new QHBoxLayout(box);
    bar->setContentsMargins(12, 0, 12, 0);
    m_search->setFixedWidth(scaled(kSearchWidth));
    m_search->setProperty("compact", true);
    bar->addWidget(m_search);
    bar->addStretch(1);
    column->addWidget(box);
    column->addWidget(m_banner);
    column->addWidget(m_state, 1);
    m_table->setKeysetModel(m_model);
    m_table->setAccessibleName(tr("Listings"));
    return list;
}

void ListingsPage::connectModel()
{
    m_state->follow(m_model, [this] {
        return emptyMessage(*m_model, m_context.workspace().may(api::Permission::ListingsWrite));
    });
    connect(m_state, &ViewState::actionTriggered, this, [this](ViewState::Kind kind) {
        if (kind != ViewState::Kind::Empty) return;
        if (!m_model->text().isEmpty()) return m_search->clear();
        if (m_model->status()) return m_tabs->setCurrentIndex(0);
        openImport();
    });
    connect(m_model, &ListingsModel::stateChanged, this, [this](KeysetModelBase::State state) {
        if (state != KeysetModelBase::State::Loading) m_pace.ended();
        if (state == KeysetModelBase::State::Ready) selectWanted();
        showFacts();
    });
    for (auto signal : {&ListingsModel::rowsInserted, &ListingsModel::rowsRemoved})
        connect(m_model, signal, this, &ListingsPage::showFacts);
    connect(m_model, &ListingsModel::refreshed, this, [this] {
        m_banner->hide();
        m_pace.ended();
        showFacts();
    });
    connect(m_model, &ListingsModel::dataChanged, this,
            [this] { showCurrent(m_table->currentId()); });
    connect(m_model, &ListingsModel::failed, this, [this](const Error& error) {
        m_pace.ended();
        if (m_model->state() != KeysetModelBase::State::Ready) return m_banner->hide();
        m_banner->showMessage(Tone::Warn, QStringLiteral("cloud-off"), errorSentences(error).title,
                              tr("The listings stay as they were."), tr("Try again"));
    });
}

void ListingsPage::connectDrawer()
{
    connect(m_table, &TableView::currentIdChanged, this, &ListingsPage::showCurrent);
    connect(m_table, &TableView::peeked, this, [this] { setDrawerOpen(m_drawer->isHidden()); });
    connect(m_table, &TableView::opened, this, [this] { setDrawerOpen(true); });
    connect(m_drawer, &ListingDrawer::closed, this, [this] { setDrawerOpen(false); });
    connect(m_drawer, &ListingDrawer::previousRequested, this, [this] { stepRow(-1); });
    connect(m_drawer, &ListingDrawer::nextRequested, this, [this] { stepRow(1); });
    connect(m_drawer, &ListingDrawer::submitRequested, this, &ListingsPage::submit);
    connect(m_drawer, &ListingDrawer::archiveRequested, this, &ListingsPage::archive);
    connect(m_drawer, &ListingDrawer::stockRequested, this, &ListingsPage::openStock);
}

void ListingsPage::visit(const QString& record)
{
    m_wanted = record;
    if (m_model->state() == KeysetModelBase::State::Idle)
        setQuestion(0, {});
    else
        selectWanted();
    m_table->setFocus(Qt::OtherFocusReason);
}

void ListingsPage::setQuestion(int tab, const QString& text)
{
    m_banner->hide();
    m_pace.began();
    m_model->setQuestion(kTabs[tab], text);
}

void ListingsPage::selectWanted()
{
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) >= 0) {
        m_table->selectId(std::exchange(m_wanted, {}));
        setDrawerOpen(true);
    } else if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        m_table->setCurrentIndex(m_model->index(0, 0));
    } else if (m_model->rowCount() == 0) {
        m_drawer->showNothing();
    }
}

void ListingsPage::showFacts()
{
    if (m_model->state() != KeysetModelBase::State::Ready) return m_header->setFacts({});
    const std::int64_t loaded = m_model->rowCount();
    const bool isAll = !m_model->canFetchMore({}) && !m_model->isRefreshing();
    const std::int64_t total =
        isAll ? loaded : std::max(m_model->estimatedTotal().value_or(0), loaded);
    m_header->setFacts(isAll ? tr("%n listing(s)", "", static_cast<int>(total))
                             : tr("about %1 listings").arg(numberText(total)));
    if (m_model->text().isEmpty()) m_tabs->setCount(m_tabs->currentIndex(), numberText(total));
}

void ListingsPage::showCurrent(const QString& id)
{
    const api::ListingRow* listing = m_model->listingOf(id);
    if (listing == nullptr) return m_drawer->showNothing();
    m_drawer->showListing(*listing);
    emit recordShown(id);
}

void ListingsPage::setDrawerOpen(bool isOpen)
{
    m_drawer->setVisible(isOpen);
    if (!isOpen) m_table->setFocus();
}

void ListingsPage::stepRow(int step)
{
    const int row = m_table->currentIndex().row() + step;
    if (row >= 0 && row < m_model->rowCount()) m_table->setCurrentIndex(m_model->index(row, 0));
}

void ListingsPage::takeEvents(const std::vector<api::Event>& events)
{
    if (!concerns(events, {"listing", "stock"})) return;
    m_pace.want();
    const auto& shown = m_drawer->row();
    if (!isVisible() || !shown) return;
    const std::string id = shown->id.text();
    const bool isShown = std::any_of(events.begin(), events.end(), [&](const auto& event) {
        return event.aggregate == id || m_drawer->hasVariant(event.aggregate);
    });
    if (isShown) m_drawer->reloadDetails();
}

void ListingsPage::refresh()
{
    m_pace.began();
    m_model->refresh();
}

template <class Request>
void ListingsPage::send(Request request, const QString& done, const std::string& key)
{
    m_context.connection.call(
        this, request,
        [this, request, done, key](const Result<api::ListingView>& listing) {
            if (listing) {
                m_model->replaceRow(listing->row);
                m_drawer->take(*listing);
                m_pace.want();
                return m_toast->showDone(done);
            }
            const QString text = errorText(listing.error());
            if (isRetryable(listing.error().kind)) {
                return m_toast->showAction(text, tr("Try again"), [this, request, done, key] {
                    send(request, done, key);
                });
            }
            m_toast->showDone(text);
            m_drawer->reloadDetails();
            m_pace.want();
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
    m_context.prompt.confirm(this, question, [this, listing, title](bool isAgreed) {
        if (!isAgreed) return;
        send(api::ArchiveListing{listing.seller, listing.id, listing.version},
             tr("“%1” is archived").arg(title), Uuid::makeV7().text());
    });
}

void ListingsPage::openStock(const api::ListingView& listing, const api::VariantView& variant)
{
    auto* dialog = new StockDialog(m_context, listing, variant, this);
    connect(dialog, &StockDialog::moved, this, [this](const api::VariantView& moved) {
        m_toast->showDone(
            tr("%1 has %2 on hand").arg(isolated(fromUtf8(moved.sku)), numberText(moved.onHand)));
        m_drawer->reloadDetails();
        m_pace.want();
    });
    dialog->open();
}

void ListingsPage::openImport()
{
    if (!m_context.workspace().may(api::Permission::ListingsWrite)) return;
    auto* dialog = new ImportDialog(m_context, this);
    connect(dialog, &ImportDialog::imported, this, [this] { m_pace.want(); });
    dialog->open();
}

void ListingsPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_pace.setAwake(true);
}

void ListingsPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_pace.setAwake(false);
}

bool ListingsPage::focusFind()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

bool ListingsPage::handleKey(const QKeyEvent& event)
{
    const int digit = event.key() - Qt::Key_1;
    if (event.modifiers() == Qt::ControlModifier && digit >= 0 && digit < m_tabs->count()) {
        m_tabs->setCurrentIndex(digit);
        return true;
    }
    if (event.modifiers() != Qt::NoModifier) return false;
    switch (event.key()) {
    case Qt::Key_S:
        m_drawer->requestSubmit();
        return true;
    case Qt::Key_T:
        m_drawer->requestStock();
        return true;
    case Qt::Key_I:
        openImport();
        return true;
    case Qt::Key_Slash:
        return focusFind();
    case Qt::Key_Escape:
        if (m_table->hasFocus())
            setDrawerOpen(false);
        else
            m_table->setFocus();
        return true;
    default:
        return false;
    }
}

void ListingsPage::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(*event)) ShellPage::keyPressEvent(event);
}

void ListingsPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().page);
    const int top = m_header->height() + m_tabs->height() + 1;
    painter.fillRect(0, top, width(), height() - top, theme().card);
}

} // namespace stoa::ui
