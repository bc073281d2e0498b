#include "ui/moderation/queue_panel.h"

#include "ui/moderation/case_delegate.h"
#include "ui/text/error_text.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

namespace {

constexpr int kBar = 40;

StateMessage emptyMessage(const CasesModel& cases)
{
    if (!cases.text().isEmpty()) {
        return {QStringLiteral("search"), QueuePanel::tr("No cases match"),
                QueuePanel::tr("Look for other words of the title or the seller."),
                QueuePanel::tr("Clear search")};
    }
    if (cases.status() == api::CaseStatus::Open) {
        return {QStringLiteral("check-circle"),
                QueuePanel::tr("Nothing to review"),
                QueuePanel::tr("New and changed listings appear here when sellers send them."),
                {}};
    }
    return {QStringLiteral("moderation"),
            QueuePanel::tr("Nothing here yet"),
            QueuePanel::tr("Cases appear here once they have been decided."),
            {}};
}

} // namespace

QueuePanel::QueuePanel(const PageContext& context, CasesQueue* queue, QWidget* parent)
    : QWidget(parent),
      m_queue(queue),
      m_search(new SearchField(tr("Title or seller"), QStringLiteral("casesSearch"))),
      m_banner(new Banner(QStringLiteral("casesBanner"))),
      m_table(new TableView(QStringLiteral("casesTable"))),
      m_delegate(new CaseDelegate(context, this)),
      m_state(new ViewState(m_table, Skeleton::Shape::TwoLineRows, QStringLiteral("casesState")))
{
    setObjectName(QStringLiteral("queuePanel"));
    build();
    CasesModel& cases = queue->cases();
    connect(&cases, &CasesModel::stateChanged, this, &QueuePanel::showState);
    connect(&cases, &CasesModel::refreshed, this, &QueuePanel::showState);
    connect(&cases, &CasesModel::failed, this, &QueuePanel::showFailure);
    for (auto signal : {&CasesQueue::rowsInserted, &CasesQueue::rowsRemoved})
        connect(queue, signal, this, &QueuePanel::showState);
    connect(m_table, &TableView::currentIdChanged, this, &QueuePanel::currentIdChanged);
    connect(m_search, &SearchField::changed, this, &QueuePanel::searched);
    if (context.pictures != nullptr) {
        connect(context.pictures, &Pictures::arrived, m_table->viewport(),
                qOverload<>(&QWidget::update));
    }
    connect(m_banner, &Banner::actionTriggered, this, &QueuePanel::retryRequested);
    connect(m_state, &ViewState::actionTriggered, this, [this](ViewState::Kind kind) {
        if (kind == ViewState::Kind::Empty)
            m_search->clear();
        else
            emit retryRequested();
    });
}

void QueuePanel::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    auto* bar = makeRow(8);
    bar->setContentsMargins(12, 0, 12, 0);
    m_search->setProperty("compact", true);
    m_search->setAccessibleName(tr("Search cases"));
    bar->addWidget(m_search, 1);
    auto* box = new QWidget;
    box->setFixedHeight(scaled(kBar));
    box->setLayout(bar);
    column->addWidget(box);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line));
    column->addWidget(m_banner);
    column->addWidget(m_state, 1);
    m_table->setModel(m_queue);
    m_table->setColumns(m_queue->cases().columns());
    m_table->setItemDelegate(m_delegate);
    m_table->setItemDelegateForColumn(0, m_delegate);
    m_table->horizontalHeader()->hide();
    m_table->setRowHeight(CaseDelegate::kRowHeight);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Cases"));
}

void QueuePanel::showState()
{
    const CasesModel& cases = m_queue->cases();
    switch (cases.state()) {
    case KeysetModelBase::State::Idle:
        return;
    case KeysetModelBase::State::Loading:
        m_banner->hide();
        return m_state->showLoading();
    case KeysetModelBase::State::Failed:
        return;
    case KeysetModelBase::State::Ready:
        m_banner->hide();
        if (m_queue->rowCount() == 0) return m_state->showEmpty(emptyMessage(cases));
        m_state->showContent();
        if (!m_table->currentIndex().isValid()) m_table->setCurrentIndex(m_queue->index(0, 0));
    }
}

void QueuePanel::showFailure(const Error& error)
{
    if (m_queue->cases().state() != KeysetModelBase::State::Ready) return m_state->showError(error);
    m_banner->showMessage(Tone::Warn, QStringLiteral("cloud-off"), errorSentences(error).title, {},
                          tr("Try again"));
}

void QueuePanel::setOwnName(const std::string& name)
{
    m_delegate->setOwnName(name);
    repaintAges();
}

void QueuePanel::repaintAges()
{
    m_table->viewport()->update();
}

void QueuePanel::step(int rows)
{
    const int row = m_table->currentIndex().row() + rows;
    if (row < 0 || row >= m_queue->rowCount()) return;
    m_table->setCurrentIndex(m_queue->index(row, 0));
    m_table->scrollTo(m_table->currentIndex());
}

void QueuePanel::select(const QString& id)
{
    const int row = m_queue->rowOf(id);
    if (row < 0) return;
    m_table->setCurrentIndex(m_queue->index(row, 0));
    m_table->scrollTo(m_table->currentIndex());
}

QString QueuePanel::currentId() const
{
    return m_table->currentId();
}

void QueuePanel::focusList()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void QueuePanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void QueuePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().card);
    drawRule(painter, {width() - 1, 0}, {width() - 1, height() - 1}, theme().line2);
}

} // namespace stoa::ui
