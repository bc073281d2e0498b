#include "ui/finance/batch_card.h"

#include "ui/finance/finance_words.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

namespace stoa::ui {

namespace {

void clearLayout(QLayout& layout)
{
    while (QLayoutItem* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

BatchCard::BatchCard(QWidget* parent)
    : QWidget(parent),
      m_model(new PayoutsModel(this)),
      m_title(new Label(QString(), Type::CardTitle)),
      m_chip(new StatusChip({}, nullptr, ChipSize::Dense)),
      m_total(new Label(QString(), Type::FigureSmall)),
      m_otherTotals(new Label(QString(), Type::Secondary, &Theme::t2)),
      m_facts(new Label(QString(), Type::Secondary, &Theme::t3)),
      m_checks(makeColumn(6)),
      m_table(new TableView(QStringLiteral("batchPayouts"))),
      m_leftOutStrip(nullptr),
      m_leftOut(new Label(QString(), Type::Secondary, &Theme::warn)),
      m_showLeftOut(new Button(tr("Show"), QStringLiteral("showLeftOut"), Button::Kind::Link)),
      m_sendBack(new Button(tr("Send back"), QStringLiteral("batchSendBack"))),
      m_account(new Button(tr("Account…"), QStringLiteral("batchAccount"))),
      m_act(new Button(QString(), QStringLiteral("batchAct"), Button::Kind::Primary)),
      m_state(nullptr)
{
    setObjectName(QStringLiteral("batchPanel"));
    auto* card = new Card(QString(), QStringLiteral("batchCard"));
    card->setBodyMargins(1, 0, 1, 0);
    m_state = new ViewState(buildBody(), Skeleton::Shape::Card, QStringLiteral("batchState"));
    card->body()->addWidget(m_state, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(m_act, &QPushButton::clicked, this, &BatchCard::act);
    connect(m_sendBack, &QPushButton::clicked, this, &BatchCard::sendBackRequested);
    connect(m_account, &QPushButton::clicked, this, &BatchCard::requestAccount);
    connect(m_table, &TableView::opened, this, &BatchCard::requestAccount);
    connect(m_table, &TableView::currentIdChanged, this, &BatchCard::updateButtons);
    connect(m_showLeftOut, &QPushButton::clicked, this, [this] {
        m_isLeftOutShown = !m_isLeftOutShown;
        m_showLeftOut->setText(m_isLeftOutShown ? tr("Hide") : tr("Show"));
        if (m_plan) m_model->setPlan(m_plan->payouts, m_isLeftOutShown);
        if (m_isLeftOutShown) m_table->scrollToBottom();
    });
}

QWidget* BatchCard::buildBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = makeColumn(4);
    head->setContentsMargins(12, 10, 12, 10);
    auto* title = makeRow(8);
    title->addWidget(m_title);
    title->addWidget(m_chip);
    title->addStretch(1);
    head->addLayout(title);
    m_total->setFigures(true);
    auto* total = makeRow(8);
    total->addWidget(m_total, 1);
    total->addWidget(m_account);
    head->addLayout(total);
    head->addWidget(m_otherTotals);
    head->addWidget(m_facts);
    column->addLayout(head);
    column->addWidget(makeRule(Qt::Horizontal));
    m_checks->setContentsMargins(12, 10, 12, 10);
    column->addLayout(m_checks);
    m_table->setAccessibleName(tr("Largest payouts"));
    m_table->setModel(m_model);
    m_table->setColumns(PayoutsModel::columns());
    m_table->setCompact(true);
    column->addWidget(m_table, 1);
    m_leftOutStrip = buildLeftOut();
    column->addWidget(m_leftOutStrip);
    column->addWidget(makeRule(Qt::Horizontal));
    auto* buttons = makeRow(8);
    buttons->setContentsMargins(12, 10, 12, 10);
    buttons->addWidget(m_sendBack);
    buttons->addStretch(1);
    m_act->setIconName(QStringLiteral("send"));
    buttons->addWidget(m_act);
    column->addLayout(buttons);
    return body;
}

QWidget* BatchCard::buildLeftOut()
{
    auto* strip = new QWidget;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(new IconMark(QStringLiteral("pause"), &Theme::warn));
    row->addWidget(m_leftOut, 1);
    row->addWidget(m_showLeftOut);
    return strip;
}

void BatchCard::showPlan(const api::PayoutPlanView& plan, bool isBalanced)
{
    m_plan = plan;
    m_title->setText(tr("Next payouts"));
    m_chip->hide();
    std::int64_t leftOut = 0;
    for (const api::PlannedPayout& each : plan.payouts)
        leftOut += each.leftOut == api::LeftOut::None ? 0 : 1;
    const auto paid = static_cast<std::int64_t>(plan.payouts.size()) - leftOut;
    QString facts = paid == 1 ? tr("1 seller is due")
                              : tr("%Ln sellers are due", nullptr, static_cast<int>(paid));
    if (plan.isCut) facts = tr("%1; more with the next batch").arg(facts);
    showTotals(plan.totals, facts);
    clearChecks();
    showCheck(tr("Books balance"), isBalanced ? tr("yes") : tr("no"), isBalanced);
    showCheck(tr("Second person"), tr("releases it"), true);
    m_model->setPlan(plan.payouts, m_isLeftOutShown);
    m_leftOutStrip->setVisible(leftOut > 0);
    m_leftOut->setText(leftOut == 1
                           ? tr("1 seller is left out")
                           : tr("%Ln sellers are left out", nullptr, static_cast<int>(leftOut)));
    const bool isDue = paid > 0;
    showActions(isDue ? tr("Prepare batch") : tr("Nothing is due"),
                !isDue        ? tr("The schedules pay nobody now.")
                : !isBalanced ? tr("The books don't balance. No money leaves until they do.")
                              : QString(),
                false);
    m_state->showContent();
}

void BatchCard::showBatch(const api::PayoutBatchView& batch, bool isBalanced, const Clockface& face)
{
    m_plan.reset();
    m_title->setText(tr("Payout batch %1").arg(fromUtf8(batch.row.number)));
    m_chip->setWord(batchWord(batch));
    m_chip->show();
    const std::int64_t count = batch.row.payoutCount;
    showTotals(batch.row.totals,
               count == 1 ? tr("1 payout") : tr("%Ln payouts", nullptr, static_cast<int>(count)));
    clearChecks();
    showCheck(tr("Books balance"), isBalanced ? tr("yes") : tr("no"), isBalanced);
    showCheck(tr("Prepared by %1").arg(fromUtf8(batch.row.preparedBy)),
              momentText(batch.row.preparedAt, face), true);
    showCheck(tr("Second person"), batch.mayApprove ? tr("you can release") : tr("not you"),
              batch.mayApprove);
    m_model->setPayouts(batch.payouts);
    m_leftOutStrip->hide();
    const QString whyNot =
        !batch.mayApprove ? tr("You prepared it. Somebody else who may pay sellers releases it.")
        : !isBalanced     ? tr("The books don't balance. No money leaves until they do.")
                          : QString();
    const auto& totals = batch.row.totals;
    showActions(totals.size() == 1 ? tr("Release %1").arg(moneyText(totals.front()))
                : count == 1       ? tr("Release 1 payout")
                                   : tr("Release %Ln payouts", nullptr, static_cast<int>(count)),
                whyNot, true);
    m_state->showContent();
}

// The first currency large, the others in a line below it.
void BatchCard::showTotals(const std::vector<Money>& totals, const QString& facts)
{
    m_total->setText(totals.empty() ? tr("Nothing") : moneyText(totals.front()));
    const std::vector<Money> others(totals.begin() + (totals.empty() ? 0 : 1), totals.end());
    m_otherTotals->setText(totalsText(others));
    m_otherTotals->setVisible(!others.empty());
    m_facts->setText(facts);
}

void BatchCard::clearChecks()
{
    clearLayout(*m_checks);
}

void BatchCard::showCheck(const QString& check, const QString& value, bool isMet)
{
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(isMet ? new IconMark(QStringLiteral("check-circle"), &Theme::ok)
                         : new IconMark(QStringLiteral("clock"), &Theme::warn));
    row->addWidget(new Label(check), 1);
    row->addWidget(new Label(value, Type::Secondary, &Theme::t2));
    m_checks->addWidget(line);
}

void BatchCard::showActions(const QString& act, const QString& whyNot, bool hasSendBack)
{
    m_act->setText(act);
    m_whyNot = whyNot;
    m_sendBack->setVisible(hasSendBack);
    updateButtons();
}

void BatchCard::updateButtons()
{
    m_act->setEnabled(!m_isBusy && m_whyNot.isEmpty());
    m_act->setToolTip(m_whyNot);
    m_sendBack->setEnabled(!m_isBusy);
    const bool isChosen = m_table->currentIndex().isValid();
    m_account->setEnabled(isChosen);
    m_account->setToolTip(isChosen ? tr("Where the seller is paid out, Enter")
                                   : tr("Choose a seller above."));
}

void BatchCard::requestAccount()
{
    const auto seller = m_model->sellerAt(m_table->currentIndex().row());
    if (seller) emit accountRequested(*seller);
}

void BatchCard::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    updateButtons();
}

void BatchCard::act()
{
    if (!m_act->isEnabled()) return;
    if (m_plan)
        emit prepareRequested();
    else
        emit releaseRequested();
}

} // namespace stoa::ui
