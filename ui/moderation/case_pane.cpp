#include "ui/moderation/case_pane.h"

#include "ui/moderation/case_facts.h"
#include "ui/moderation/case_sections.h"
#include "ui/moderation/marked_text.h"
#include "ui/moderation/moderation_words.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/view_state.h"

#include <QScrollArea>
#include <QScrollBar>

namespace stoa::ui {

namespace {

enum Tab { Item, Signals, Seller, History };

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QLayout* inner = item->layout()) empty(inner);
        delete item->widget();
        delete item;
    }
}

QWidget* ownerOf(const QLayout* layout)
{
    return layout->parentWidget();
}

// Changes when the body has to be built again; a renewed claim does not change it.
QString fingerprint(const api::CaseView& view)
{
    return QStringLiteral("%1/%2/%3/%4")
        .arg(fromUtf8(view.row.id.text()))
        .arg(view.row.version.value)
        .arg(view.listing.row.version.value)
        .arg(view.history.size());
}

} // namespace

CasePane::CasePane(const PageContext& context, CaseClaim* claim, CaseFacts* facts, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_claim(claim),
      m_facts(facts),
      m_tabs(new TabStrip(QStringLiteral("caseTabs"))),
      m_title(new MarkedText(Type::ObjectTitle, QStringLiteral("caseTitle"))),
      m_holder(new StatusChip({})),
      m_meta(new Label({}, Type::Secondary, &Theme::t3)),
      m_factsSlot(makeColumn(0)),
      m_messageSlot(makeColumn(0))
{
    setObjectName(QStringLiteral("casePane"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const QString& title : {tr("Item"), tr("Signals"), tr("Seller"), tr("History")})
        m_tabs->addTab(title);
    m_tabs->setAccessibleName(tr("Parts of the case"));
    m_tabs->hide();
    auto* tabs = makeRow(0);
    tabs->setContentsMargins(8, 0, 8, 0);
    tabs->addWidget(m_tabs, 1);
    column->addLayout(tabs);
    auto* body = buildBody();
    m_state = new ViewState(body, Skeleton::Shape::Card, QStringLiteral("caseState"));
    column->addWidget(buildHead());
    column->addWidget(m_state, 1);
    connect(m_tabs, &TabStrip::currentChanged, this, &CasePane::showTab);
    connect(m_claim, &CaseClaim::changed, this, &CasePane::showClaim);
    connect(m_claim, &CaseClaim::ticked, this, &CasePane::showHolder);
    connect(m_claim, &CaseClaim::failed, this, [this](const Error& error) {
        if (!m_claim->view()) m_state->showError(error);
    });
    connect(m_state, &ViewState::actionTriggered, this, &CasePane::retryRequested);
    showClaim();
}

QWidget* CasePane::buildHead()
{
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(16, 12, 16, 10);
    column->setSpacing(4);
    auto* row = makeRow(12);
    row->addWidget(m_title, 1);
    m_holder->setObjectName(QStringLiteral("caseHolder"));
    row->addWidget(m_holder, 0, Qt::AlignTop);
    column->addLayout(row);
    m_meta->setFigures(true);
    m_meta->setObjectName(QStringLiteral("caseMeta"));
    column->addWidget(m_meta);
    return head;
}

QWidget* CasePane::buildBody()
{
    auto* content = new QWidget;
    m_body = new QVBoxLayout(content);
    m_body->setContentsMargins(16, 0, 16, 16);
    m_body->setSpacing(14);
    m_item = addSection("caseItem");
    m_factsSlot->setContentsMargins(0, 0, 0, 0);
    m_body->addLayout(m_factsSlot);
    m_body->addLayout(m_messageSlot);
    m_history = addSection("caseHistory");
    m_body->addStretch(1);
    return makeScrollArea(content);
}

QVBoxLayout* CasePane::addSection(const char* name)
{
    auto* section = new QWidget;
    section->setObjectName(QString::fromLatin1(name));
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_body->addWidget(section);
    return column;
}

void CasePane::announce(const api::CaseRow& row)
{
    const QString title = fromUtf8(row.title);
    m_title->setText(title);
    m_meta->setText(QStringList{fromUtf8(row.sellerName), kindName(row.kind),
                                tr("sent %1").arg(momentText(row.openedAt, m_context.clock()))}
                        .join(QStringLiteral("  ·  ")));
    setAccessibleName(title);
}

void CasePane::showClaim()
{
    showHolder();
    switch (m_claim->state()) {
    case CaseClaim::State::None:
        m_shown.clear();
        m_title->setText({});
        m_meta->clear();
        return m_state->showEmpty(
            {QStringLiteral("moderation"),
             tr("No case is open"),
             tr("A listing that a seller sends appears in the list and opens here."),
             {}});
    case CaseClaim::State::Reading:
        m_shown.clear();
        empty(m_item);
        empty(m_history);
        m_facts->clear();
        return m_state->showLoading();
    case CaseClaim::State::Mine:
    case CaseClaim::State::Free:
    case CaseClaim::State::Others:
    case CaseClaim::State::Decided:
    case CaseClaim::State::ReadOnly:
        return fill();
    }
}

void CasePane::showHolder()
{
    StatusWord word;
    switch (m_claim->state()) {
    case CaseClaim::State::None:
    case CaseClaim::State::Reading:
    case CaseClaim::State::ReadOnly:
        break;
    case CaseClaim::State::Mine: {
        const auto seconds = m_claim->left().count() / 1'000'000;
        word = {tr("You hold this · %1:%2")
                    .arg(seconds / 60)
                    .arg(seconds % 60, 2, 10, QLatin1Char('0')),
                Tone::Accent, QStringLiteral("lock")};
        break;
    }
    case CaseClaim::State::Free:
        word = {tr("Not held"), Tone::Neutral, QStringLiteral("unlock")};
        break;
    case CaseClaim::State::Others:
        word = {tr("%1 holds this").arg(isolated(m_claim->holder())), Tone::Warn,
                QStringLiteral("lock")};
        break;
    case CaseClaim::State::Decided:
        word = caseWord(m_claim->view()->row.status);
        break;
    }
    m_holder->setWord(word);
    m_holder->setVisible(!word.text.isEmpty());
}

void CasePane::fill()
{
    const api::CaseView& view = *m_claim->view();
    m_state->showContent();
    if (m_shown == fingerprint(view)) return;
    m_shown = fingerprint(view);
    const Clockface face = m_context.clock();
    announce(view.row);
    const QString title = fromUtf8(view.row.title);
    m_title->setText(title, marksOf(title, "title", view.ruleHits));
    if (!view.listing.row.categoryPath.empty()) {
        m_meta->setText(m_meta->text() + QStringLiteral("  ·  ") +
                        fromUtf8(view.listing.row.categoryPath));
    }
    empty(m_item);
    buildItemFacts(m_item, view, m_context.pictures);
    m_item->addSpacing(8);
    m_item->addWidget(new Label(tr("Description"), Type::CardTitle));
    buildDescription(m_item, view);
    if (view.listing.variants.size() > 1) {
        m_item->addSpacing(8);
        m_item->addWidget(new Label(tr("Variants"), Type::CardTitle));
        buildVariants(m_item, view.listing);
    }
    empty(m_history);
    m_history->addWidget(new Label(tr("History"), Type::CardTitle));
    buildHistory(m_history, view, face);
    m_facts->show(view, face);
    m_tabs->setCount(Signals,
                     view.ruleHits.empty()
                         ? QString()
                         : numberText(static_cast<std::int64_t>(view.ruleHits.size())),
                     scoreTone(view.row.score));
    m_tabs->setCurrentIndex(Item);
    showTab();
    if (auto* scroll = m_state->findChild<QScrollArea*>()) scroll->verticalScrollBar()->setValue(0);
}

void CasePane::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_tabs->setVisible(isNarrow);
    showTab();
}

void CasePane::showTab()
{
    const int tab = m_tabs->currentIndex();
    ownerOf(m_item)->setVisible(!m_isNarrow || tab == Item);
    ownerOf(m_history)->setVisible(!m_isNarrow || tab == History);
    m_facts->setVisible(!m_isNarrow || tab == Signals || tab == Seller);
    m_facts->signalSection()->setVisible(!m_isNarrow || tab == Signals);
    m_facts->sellerSection()->setVisible(!m_isNarrow || tab == Seller);
}

void CasePane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().page);
    if (!m_isNarrow) return;
    const int y = m_tabs->geometry().bottom() + 1;
    drawRule(painter, {0, y}, {width() - 1, y}, theme().line2);
}

} // namespace stoa::ui
