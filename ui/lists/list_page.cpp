#include "ui/lists/list_page.h"

#include "ui/lists/record_drawer.h"
#include "ui/models/keyset_model_base.h"
#include "ui/text/error_text.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace stoa::ui {

namespace {

constexpr int kHeader = 46;
constexpr int kBar = 40;
constexpr int kSearchWidth = 240;

StateMessage goneMessage()
{
    return {QStringLiteral("search"), ListPage::tr("It is not here any more"),
            ListPage::tr("What the link leads to was removed or is over, or it is not yours to "
                         "see."),
            ListPage::tr("Show all")};
}

} // namespace

ListPage::ListPage(const PageContext& context, const Names& names, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_names(names),
      m_header(new PageHeader(names.title, names.stem + QStringLiteral("Header"))),
      m_tabs(new TabStrip(names.stem + QStringLiteral("Tabs"))),
      m_banner(new Banner(names.stem + QStringLiteral("Banner"))),
      m_only(new Banner(names.stem + QStringLiteral("Only"))),
      m_table(new TableView(names.stem + QStringLiteral("Table"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, names.stem + QStringLiteral("State")))
{
    setObjectName(names.stem + QStringLiteral("Page"));
    setAccessibleName(names.title);
    m_table->setAccessibleName(names.title);
    m_tabs->setAccessibleName(names.tabs);
    m_header->setFixedHeight(scaled(kHeader));
}

void ListPage::assemble(const Parts& parts)
{
    m_model = parts.model;
    m_drawer = parts.drawer;
    m_left = parts.left;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    m_tabs->setVisible(m_tabs->count() > 0);
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 16, 0);
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    if (m_left != nullptr) row->addWidget(m_left);
    auto* list = makeColumn(0);
    if (parts.bar != nullptr) list->addWidget(parts.bar);
    list->addWidget(m_banner);
    list->addWidget(m_only);
    list->addWidget(m_state, 1);
    row->addLayout(list, 1);
    row->addWidget(m_drawer);
    column->addLayout(row, 1);
    m_table->setKeysetModel(m_model);
    m_toast = new Toast(this);
    connectModel();
    connectDrawer();
    connectTabs();
    connect(m_banner, &Banner::actionTriggered, this, &ListPage::refresh);
    connect(m_only, &Banner::actionTriggered, this, [this] { askFor({}); });
    connect(&m_pace, &RefreshPace::due, this, &ListPage::refresh);
    connect(&m_context.events, &LiveEvents::changed, this, &ListPage::takeEvents);
    connect(&m_context.events, &LiveEvents::lost, this, [this] {
        m_drawer->reloadDetails();
        refreshSoon();
    });
}

PageHeader* ListPage::takeHeader()
{
    layout()->removeWidget(m_header);
    m_header->setParent(nullptr);
    return m_header;
}

QHBoxLayout* ListPage::makeBar(QWidget* box)
{
    box->setFixedHeight(scaled(kBar));
    auto* bar = new QHBoxLayout(box);
    bar->setContentsMargins(12, 0, 12, 0);
    bar->setSpacing(8);
    return bar;
}

QWidget* ListPage::makeSearchBar(SearchField* search)
{
    auto* box = new QWidget;
    QHBoxLayout* bar = makeBar(box);
    search->setFixedWidth(scaled(kSearchWidth));
    search->setProperty("compact", true);
    bar->addWidget(search);
    bar->addStretch(1);
    return box;
}

void ListPage::connectModel()
{
    m_state->follow(m_model, [this] { return isGone() ? goneMessage() : emptyMessage(); });
    connect(m_state, &ViewState::actionTriggered, this, [this](ViewState::Kind kind) {
        if (kind != ViewState::Kind::Empty) return;
        if (isGone()) return askFor({});
        takeEmptyAction();
    });
    connect(m_model, &KeysetModelBase::stateChanged, this, [this](KeysetModelBase::State state) {
        if (state != KeysetModelBase::State::Loading) m_pace.ended();
        if (state == KeysetModelBase::State::Ready) {
            selectWanted();
            showOnlyThat();
        }
        showFacts();
    });
    for (auto signal : {&KeysetModelBase::rowsInserted, &KeysetModelBase::rowsRemoved})
        connect(m_model, signal, this, &ListPage::showFacts);
    connect(m_model, &KeysetModelBase::refreshed, this, [this] {
        m_banner->hide();
        m_pace.ended();
        selectWanted(); // what was current may be gone
        showFacts();
    });
    connect(m_model, &KeysetModelBase::dataChanged, this, &ListPage::showCurrent);
    connect(m_model, &KeysetModelBase::failed, this, &ListPage::takeFailure);
}

void ListPage::connectDrawer()
{
    connect(m_table, &TableView::currentIdChanged, this, &ListPage::showCurrent);
    connect(m_table, &TableView::peeked, this, [this] { setDrawerOpen(m_drawer->isHidden()); });
    connect(m_table, &TableView::opened, this, [this] { setDrawerOpen(true); });
    connect(m_drawer, &RecordDrawerBase::refused, this,
            [this](const QString& why) { m_toast->showDone(why); });
    connect(m_drawer, &RecordDrawerBase::orderRequested, this, &ListPage::openOrder);
    connect(m_drawer, &RecordDrawerBase::closed, this, [this] { setDrawerOpen(false); });
    connect(m_drawer, &RecordDrawerBase::previousRequested, this, [this] { stepRow(-1); });
    connect(m_drawer, &RecordDrawerBase::nextRequested, this, [this] { stepRow(1); });
}

void ListPage::connectTabs()
{
    connect(m_tabs, &TabStrip::currentChanged, this, [this](int tab) {
        if (tab >= 0) chooseTab(tab);
    });
    connect(m_tabs, &TabStrip::tabBarClicked, this, [this](int tab) {
        if (tab >= 0 && tab == m_tabs->currentIndex()) chooseTab(tab); // again: only the tab
    });
}

void ListPage::takeFailure(const Error& error)
{
    m_pace.ended();
    if (m_model->state() != KeysetModelBase::State::Ready) return m_banner->hide();
    m_banner->showMessage(Tone::Warn, QStringLiteral("cloud-off"), errorSentences(error).title,
                          m_names.kept, tr("Try again"));
}

void ListPage::visit(const QString& record)
{
    m_wanted = record;
    const bool isAbsent = !record.isEmpty() && m_model->rowOf(record) < 0;
    if (isAbsent || m_model->state() == KeysetModelBase::State::Idle) {
        m_link = record;
        askFor(record);
    } else {
        selectWanted();
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void ListPage::beganAsking()
{
    m_model->setOnly(std::exchange(m_link, {}));
    m_banner->hide();
    m_only->hide();
    m_pace.began();
}

void ListPage::showAmongAll(const QString& record)
{
    m_wanted = record;
    if (m_model->rowOf(record) < 0) return askFor({});
    selectWanted();
}

bool ListPage::isGone() const
{
    return m_model->canFindOne() && !m_model->only().isEmpty() && m_model->rowCount() == 0;
}

void ListPage::showOnlyThat()
{
    const bool isOnly = m_model->canFindOne() && m_model->rowOf(m_model->only()) >= 0;
    if (!isOnly) return m_only->hide();
    m_only->showMessage(Tone::Info, QStringLiteral("link"), tr("Only what the link leads to"),
                        tr("The others are not shown."), tr("Show all"));
}

void ListPage::chooseTab(int)
{
    askFor({});
}

bool ListPage::takeLetter(int)
{
    return false;
}

void ListPage::refresh()
{
    m_pace.began();
    m_model->refresh();
}

void ListPage::refreshSoon()
{
    m_pace.want();
    emit changesWanted();
}

void ListPage::selectWanted()
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

void ListPage::showFacts()
{
    if (m_model->state() != KeysetModelBase::State::Ready) return m_header->setFacts({});
    const std::int64_t loaded = m_model->rowCount();
    const bool isExact = !m_model->canFetchMore({}) && !m_model->isRefreshing() &&
                         loaded < KeysetModelBase::kMaxRows;
    const std::int64_t estimate = std::max(m_model->estimatedTotal().value_or(0), loaded);
    if (!isExact && estimate == loaded) // there is more, and nobody knows how much
        return m_header->setFacts(tr("more than %1").arg(countText(loaded, true)));
    m_header->setFacts(countText(isExact ? loaded : estimate, isExact));
}

void ListPage::showCurrent()
{
    const QString id = m_table->currentId();
    if (!showRecord(id)) return m_drawer->showNothing();
    if (isVisible()) emit recordShown(id);
}

void ListPage::setDrawerOpen(bool isOpen)
{
    m_drawer->setVisible(isOpen);
    if (!isOpen) m_table->setFocus();
}

void ListPage::stepRow(int step)
{
    const int row = m_table->currentIndex().row() + step;
    if (row >= 0 && row < m_model->rowCount()) m_table->setCurrentIndex(m_model->index(row, 0));
}

void ListPage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_pace.setAwake(true);
    emit awakened(true);
}

void ListPage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_pace.setAwake(false);
    emit awakened(false);
}

void ListPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().page);
    const int top = (m_header->parent() == this ? m_header->height() : 0) +
                    (m_tabs->isVisible() ? m_tabs->height() : 0) + 1;
    const int left = m_left != nullptr && m_left->isVisible() ? m_left->width() : 0;
    painter.fillRect(left, top, width(), height() - top, theme().card);
}

} // namespace stoa::ui
