#include "ui/moderation/moderation_page.h"

#include "ui/moderation/case_claim.h"
#include "ui/moderation/case_facts.h"
#include "ui/moderation/case_pane.h"
#include "ui/moderation/cases_model.h"
#include "ui/moderation/decision_bar.h"
#include "ui/moderation/decision_form.h"
#include "ui/moderation/moderation_words.h"
#include "ui/moderation/queue_panel.h"
#include "ui/moderation/reason_list.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/toast.h"

#include <QPlainTextEdit>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kListWidth = 336;
constexpr int kSideWidth = 296;

constexpr api::CaseStatus kTabs[] = {api::CaseStatus::Open, api::CaseStatus::Approved,
                                     api::CaseStatus::Rejected, api::CaseStatus::ChangesRequested};

// Fills itself: the panel at the right and the sheet over the bar.
class Panel final : public QWidget {
public:
    explicit Panel(const char* name) { setObjectName(QString::fromLatin1(name)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().card);
        drawRule(painter, {0, 0}, {0, height() - 1}, theme().line2);
    }
};

} // namespace

ModerationPage::ModerationPage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_cases(new CasesModel(context, this)),
      m_queue(new CasesQueue(m_cases, this)),
      m_claim(new CaseClaim(context, this)),
      m_form(new DecisionForm(this)),
      m_decisions(new DecisionQueue(context.connection, this)),
      m_header(new PageHeader(tr("Moderation"), QStringLiteral("moderationHeader"))),
      m_tabs(new TabStrip(QStringLiteral("moderationTabs"))),
      m_list(new QueuePanel(context, m_queue)),
      m_facts(new CaseFacts),
      m_pane(new CasePane(context, m_claim, m_facts)),
      m_bar(new DecisionBar)
{
    setObjectName(QStringLiteral("moderationPage"));
    setAccessibleName(tr("Moderation"));
    build();
    m_toast = new Toast(m_pane);
    connectQueue();
    connectClaim();
    connectDecisions();
    connect(&m_pace, &RefreshPace::due, this, &ModerationPage::refresh);
    connect(&m_context.events, &LiveEvents::changed, this, &ModerationPage::takeEvents);
    connect(&m_context.events, &LiveEvents::lost, this, [this] {
        m_pace.want();
        m_claim->reread();
    });
    m_ages.setInterval(kAgesEveryMs);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        m_list->repaintAges();
        showFacts();
    });
}

ModerationPage::~ModerationPage() = default;

void ModerationPage::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header->setFixedHeight(scaled(46));
    column->addWidget(m_header);
    m_tabs->addTab(tr("To review"));
    for (const api::CaseStatus status : kTabs) {
        if (status != api::CaseStatus::Open) m_tabs->addTab(caseWord(status).text);
    }
    m_tabs->setAccessibleName(tr("Cases by decision"));
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 16, 0);
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    m_list->setFixedWidth(scaled(kListWidth));
    row->addWidget(m_list);
    row->addWidget(buildMiddle(), 1);
    row->addWidget(buildSide());
    column->addLayout(row, 1);
    m_pane->messageSlot()->addWidget(m_form->messageField());
    connect(m_tabs, &TabStrip::currentChanged, this, &ModerationPage::showStatus);
}

QWidget* ModerationPage::buildMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sheet = new Panel("decisionSheet");
    auto* sheet = new QVBoxLayout(m_sheet);
    sheet->setContentsMargins(0, 0, 0, 0);
    sheet->setSpacing(0);
    m_sheet->hide();
    column->addWidget(m_pane, 1);
    column->addWidget(m_sheet);
    column->addWidget(m_bar);
    return middle;
}

QWidget* ModerationPage::buildSide()
{
    m_side = new Panel("decisionSide");
    m_side->setFixedWidth(scaled(kSideWidth));
    m_sideColumn = new QVBoxLayout(m_side);
    m_sideColumn->setContentsMargins(1, 0, 0, 0);
    m_sideColumn->setSpacing(0);
    auto* content = new QWidget;
    m_factsColumn = new QVBoxLayout(content);
    m_factsColumn->setContentsMargins(0, 0, 0, 0);
    m_factsColumn->addWidget(m_facts);
    m_sideColumn->addWidget(makeScrollArea(content), 1);
    m_sideColumn->addWidget(m_form->reasons());
    return m_side;
}

void ModerationPage::connectQueue()
{
    connect(m_list, &QueuePanel::currentIdChanged, this, &ModerationPage::openCase);
    connect(m_list, &QueuePanel::searched, this,
            [this](const QString& text) { m_cases->setQuestion(m_cases->status(), text); });
    connect(m_list, &QueuePanel::retryRequested, this, &ModerationPage::refresh);
    connect(m_cases, &CasesModel::stateChanged, this, [this](KeysetModelBase::State state) {
        if (state != KeysetModelBase::State::Loading) m_pace.ended();
        if (state == KeysetModelBase::State::Ready) selectWanted();
        showFacts();
    });
    connect(m_cases, &CasesModel::refreshed, this, [this] {
        m_pace.ended();
        selectWanted();
        showFacts();
    });
    connect(m_cases, &CasesModel::failed, this, [this] { m_pace.ended(); });
    for (auto signal : {&CasesQueue::rowsInserted, &CasesQueue::rowsRemoved})
        connect(m_queue, signal, this, &ModerationPage::showFacts);
}

void ModerationPage::connectClaim()
{
    connect(m_claim, &CaseClaim::changed, this, [this] {
        m_bar->follow(*m_claim);
        const auto state = m_claim->state();
        m_form->setEnabled(state == CaseClaim::State::Mine || state == CaseClaim::State::Free);
        m_form->setVisible(state != CaseClaim::State::Decided &&
                           state != CaseClaim::State::ReadOnly && state != CaseClaim::State::None);
        m_list->setOwnName(m_claim->ownName());
        if (m_claim->view()) m_cases->replaceRow(m_claim->view()->row);
        if (m_afterClaim && !m_claim->isClaiming()) decide(*std::exchange(m_afterClaim, {}));
    });
    connect(m_claim, &CaseClaim::failed, this, [this](const Error& error) {
        m_afterClaim.reset();
        if (m_claim->view()) m_toast->showDone(errorText(error));
    });
    connect(m_pane, &CasePane::retryRequested, m_claim, &CaseClaim::reread);
    connect(m_bar, &DecisionBar::decided, this, &ModerationPage::decide);
    connect(m_bar, &DecisionBar::takeOverRequested, this, &ModerationPage::askTakeOver);
    connect(m_form, &DecisionForm::typed, m_claim, &CaseClaim::noteInput);
    connect(m_form, &DecisionForm::sendRequested, this, [this] { decide(m_intent); });
    connect(m_form, &DecisionForm::leaveRequested, m_list, &QueuePanel::focusList);
    m_bar->follow(*m_claim);
    m_form->setVisible(false);
}

void ModerationPage::connectDecisions()
{
    connect(m_decisions, &DecisionQueue::left, this, [this] {
        if (m_toast->canUndo() && m_decisions->last() == nullptr) m_toast->dismiss();
    });
    connect(m_decisions, &DecisionQueue::failed, this, &ModerationPage::giveBack);
    connect(m_decisions, &DecisionQueue::succeeded, this, [this] { m_pace.want(); });
}

void ModerationPage::visit(const QString& record)
{
    m_wanted = record;
    if (m_cases->state() == KeysetModelBase::State::Idle)
        showStatus(m_tabs->currentIndex());
    else
        selectWanted();
    m_list->focusList();
}

void ModerationPage::showStatus(int tab)
{
    m_claim->close();
    m_pace.began();
    m_cases->setQuestion(kTabs[tab], m_cases->text());
}

void ModerationPage::selectWanted()
{
    if (!m_wanted.isEmpty() && m_queue->rowOf(m_wanted) >= 0) {
        m_list->select(std::exchange(m_wanted, {}));
    }
}

void ModerationPage::openCase(const QString& id)
{
    const api::CaseRow* row = id.isEmpty() ? nullptr : m_cases->caseOf(id);
    if (row == nullptr) return m_claim->close();
    if (m_claim->id() == id) return;
    m_form->reset();
    m_afterClaim.reset();
    if (m_isNarrow) m_sheet->hide();
    m_intent = api::Decision::RequestChanges;
    m_pane->announce(*row);
    m_claim->open(*row);
    emit recordShown(id);
}

void ModerationPage::showFacts()
{
    const bool isOpen = m_cases->status() == api::CaseStatus::Open;
    const bool isReady = m_cases->state() == KeysetModelBase::State::Ready;
    const std::int64_t loaded = m_queue->rowCount();
    const bool isAll = !m_cases->canFetchMore({});
    const QString count = isAll ? numberText(loaded) : numberText(loaded) + QLatin1Char('+');
    if (isOpen) m_tabs->setCount(0, isReady && loaded > 0 ? count : QString());
    if (!isReady || !isOpen || loaded == 0) return m_header->setFacts({});
    // Highest risk comes first: the oldest may be among those that are not loaded.
    if (!isAll) return m_header->setFacts(tr("more than %1 wait").arg(numberText(loaded)));
    const Timestamp now = m_context.clock().now;
    Timestamp oldest = now;
    int late = 0;
    for (int i = 0; i < loaded; ++i) {
        const api::CaseRow& row = m_queue->caseAt(i);
        oldest = std::min(oldest, row.openedAt);
        if (now - row.openedAt > kReviewWithin) ++late;
    }
    QString facts = tr("Oldest %1").arg(ageWord(oldest, now).text);
    if (late > 0) {
        facts += QStringLiteral(" · ") +
                 tr("%Ln past the %1 target", "", late).arg(durationText(kReviewWithin));
    }
    m_header->setFacts(facts);
}

void ModerationPage::decide(api::Decision decision)
{
    using State = CaseClaim::State;
    const bool isOpen = m_claim->state() == State::Mine || m_claim->state() == State::Free;
    if (!isOpen) return;
    if (m_claim->state() == State::Free && m_claim->isClaiming()) {
        m_afterClaim = decision; // the claim makes a new version of the case
        return;
    }
    m_intent = decision == api::Decision::Approve ? m_intent : decision;
    if (decision != api::Decision::Approve) openSheet();
    if (!m_form->check(decision)) return;
    const api::CaseRow& row = m_claim->view()->row;
    PendingDecision pending;
    pending.request.seller = row.seller;
    pending.request.moderationCase = row.id;
    pending.request.version = row.version;
    pending.request.decision = decision;
    m_form->fill(pending.request);
    pending.title = fromUtf8(row.title);
    pending.seller = fromUtf8(row.sellerName);
    const QString id = pending.id();
    m_decisions->add(std::move(pending));
    m_list->focusList();
    m_queue->setDecided(id, true); // the next case becomes current and opens
    showUndo();
}

void ModerationPage::showUndo()
{
    const PendingDecision* last = m_decisions->last();
    if (last == nullptr) return m_toast->dismiss();
    m_toast->showDone(decisionText(last->request.decision, last->title, last->seller),
                      [this] { undo(); });
}

bool ModerationPage::undo()
{
    const auto taken = m_decisions->undoLast();
    if (!taken) return false;
    m_queue->setDecided(taken->id(), false);
    if (m_cases->status() != api::CaseStatus::Open) m_tabs->setCurrentIndex(0);
    m_wanted = taken->id();
    selectWanted();
    m_form->show(taken->request);
    showUndo();
    return true;
}

void ModerationPage::giveBack(const PendingDecision& decision, const Error& error)
{
    m_queue->setDecided(decision.id(), false);
    m_pace.want();
    const QString text = tr("“%1” is back in the queue. %2")
                             .arg(isolated(decision.title), errorSentences(error).title);
    if (isRetryable(error.kind) || error.kind == ErrorKind::InDoubt) {
        m_toast->showAction(text, tr("Try again"), [this, decision] {
            m_queue->setDecided(decision.id(), true);
            m_decisions->sendAgain(decision);
        });
    } else {
        m_toast->showAction(text, tr("Open"), [this, id = decision.id()] { m_list->select(id); });
    }
}

void ModerationPage::askTakeOver()
{
    const QString name = isolated(m_claim->holder());
    Confirmation question;
    question.icon = QStringLiteral("unlock");
    question.title = tr("Take this case over from %1?").arg(name);
    question.text = tr("%1 may be about to decide it. That you took it over stays in the history "
                       "of the case.")
                        .arg(name);
    question.action = tr("Take over");
    question.keep = tr("Leave it");
    m_context.prompt.confirm(this, question, [this, id = m_claim->id()](bool isAgreed) {
        if (isAgreed && m_claim->id() == id) m_claim->takeOver();
    });
}

void ModerationPage::takeEvents(const std::vector<api::Event>& events)
{
    if (!concerns(events, {"case"})) return;
    m_pace.want();
    const std::string open = toUtf8(m_claim->id());
    const bool isOpenOne = std::any_of(events.begin(), events.end(),
                                       [&](const auto& each) { return each.aggregate == open; });
    if (isOpenOne && isVisible()) m_claim->reread();
}

void ModerationPage::refresh()
{
    m_pace.began();
    m_cases->refresh();
}

bool ModerationPage::focusFind()
{
    m_list->focusSearch();
    return true;
}

} // namespace stoa::ui
