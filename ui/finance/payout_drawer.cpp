#include "ui/finance/payout_drawer.h"

#include "ui/finance/finance_words.h"
#include "ui/text/amounts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/label.h"

#include <QKeySequence>

namespace stoa::ui {

PayoutDrawer::PayoutDrawer(const PageContext& context, QWidget* parent)
    : RecordDrawerBase(context, QStringLiteral("payout"), tr("No payout chosen"), parent),
      m_seller(new Label({}, Type::BodyStrong)),
      m_through(new Label({}, Type::Secondary, &Theme::t3)),
      m_amount(new Label({}, Type::ObjectTitle)),
      m_made(new Label({}, Type::Secondary, &Theme::t3)),
      m_settle(addAction(tr("Settle by hand"), "payoutSettle", Qt::Key_H)),
      m_account(addAction(tr("Account…"), "payoutAccount", Qt::Key_A)),
      m_bankFile(addAction(tr("Bank file"), "payoutBankFile", Qt::Key_F)),
      m_statement(addAction(tr("Statement"), "payoutStatement", Qt::Key_S)),
      m_table(addAction(tr("Statement as CSV"), "payoutStatementCsv", Qt::Key_C))
{
    m_amount->setFigures(true);
    addFacts({m_seller, m_through}, {m_amount, m_made});
    addActions({m_settle, m_account, m_bankFile});
    addActions({m_statement, m_table});
    connectActions();
    showNothing();
}

Button* PayoutDrawer::addAction(const QString& text, const char* name, int key)
{
    auto* button = new Button(text, QString::fromLatin1(name));
    button->setKeyHint(QKeySequence(key).toString());
    m_keys.emplace_back(key, button);
    return button;
}

void PayoutDrawer::connectActions()
{
    connect(m_settle, &QPushButton::clicked, this, &PayoutDrawer::settlementRequested);
    connect(m_account, &QPushButton::clicked, this, &PayoutDrawer::accountRequested);
    connect(m_bankFile, &QPushButton::clicked, this, &PayoutDrawer::bankFileRequested);
    connect(m_statement, &QPushButton::clicked, this,
            [this] { emit statementRequested(api::StatementFormat::Pdf); });
    connect(m_table, &QPushButton::clicked, this,
            [this] { emit statementRequested(api::StatementFormat::Csv); });
}

void PayoutDrawer::show(const api::PayoutView& row)
{
    const bool isSame = m_row && m_row->id == row.id;
    m_row = row;
    rowChanged(isSame, false);
    detailsTaken();
}

bool PayoutDrawer::takeKey(int key)
{
    const auto found = std::ranges::find(m_keys, key, &std::pair<int, Button*>::first);
    if (found == m_keys.end()) return false;
    press(found->second);
    return true;
}

void PayoutDrawer::read(int)
{
    if (m_row) detailsTaken();
}

QString PayoutDrawer::whyNothing() const
{
    if (!m_row) return tr("Choose a payout first.");
    return isBusy() ? tr("The file is being read.") : QString();
}

QString PayoutDrawer::whyNoFinance() const
{
    if (const QString why = whyNothing(); !why.isEmpty()) return why;
    return context().workspace().may(api::Permission::PayoutsWrite)
               ? QString()
               : tr("People with a finance role of the marketplace do this.");
}

QString PayoutDrawer::whyNoBankFile() const
{
    if (const QString why = whyNoFinance(); !why.isEmpty()) return why;
    return context().workspace().seller ? tr("Batches are the marketplace's.") : QString();
}

QString PayoutDrawer::whyNoSettlement() const
{
    if (const QString why = whyNoFinance(); !why.isEmpty()) return why;
    if (m_row->provider != api::PayoutProvider::Manual) {
        return tr("Only wires are settled by hand: of other payouts the provider says what became "
                  "of them.");
    }
    switch (m_row->status) {
    case api::PayoutStatus::Pending:
        return tr("Its batch is not released yet.");
    case api::PayoutStatus::Failed:
        return tr("It has failed already.");
    case api::PayoutStatus::Canceled:
        return tr("It was canceled with its batch.");
    case api::PayoutStatus::Processing:
    case api::PayoutStatus::Paid:
        return {};
    }
    return {};
}

void PayoutDrawer::updateActions()
{
    allow(m_settle, whyNoSettlement());
    allow(m_account, whyNoFinance());
    allow(m_bankFile, whyNoBankFile());
    allow(m_statement, whyNothing());
    allow(m_table, whyNothing());
}

void PayoutDrawer::clearHead()
{
    for (Label* label : {m_seller, m_through, m_amount, m_made})
        label->clear();
}

void PayoutDrawer::fillHead()
{
    drawer().setTitle(tr("Payout"), payoutWord(m_row->status));
    m_seller->setText(fromUtf8(m_row->sellerName));
    m_through->setText(payoutProviderText(m_row->provider));
    m_amount->setText(moneyText(m_row->amount));
    m_made->setText(momentText(m_row->createdAt, context().clock()));
}

void PayoutDrawer::fillSections()
{
    const Clockface face = context().clock();
    auto* money = new KeyValues(QStringLiteral("payoutMoney"));
    money->addStrong(tr("To the seller"), moneyText(m_row->amount));
    if (m_row->debtPaid.isPositive())
        money->add(tr("Kept for a debt before"), moneyText(m_row->debtPaid));
    add(tr("Amount"), "sectionMoney")->addWidget(money);

    auto* way = new KeyValues(QStringLiteral("payoutWay"));
    way->add(tr("Paid through"), payoutProviderText(m_row->provider));
    if (!m_row->account.empty()) way->add(tr("Account"), fromUtf8(m_row->account));
    if (!m_row->reference.empty()) way->add(tr("Reference"), fromUtf8(m_row->reference));
    add(tr("Where to"), "sectionWay")->addWidget(way);

    auto* course = new KeyValues(QStringLiteral("payoutCourse"));
    course->add(tr("Made"), fullMomentText(m_row->createdAt, face));
    if (m_row->settledAt) course->add(tr("Settled"), fullMomentText(*m_row->settledAt, face));
    auto* section = add(tr("What became of it"), "sectionCourse");
    section->addWidget(course);
    section->addWidget(makeParagraph(nextText()));
    const QString why = payoutFailureText(*m_row);
    if (why.isEmpty()) return;
    auto* paragraph = makeParagraph(why, Type::Secondary, &Theme::t1);
    paragraph->setObjectName(QStringLiteral("payoutFailure"));
    add(tr("Why it failed"), "sectionFailure")->addWidget(paragraph);
}

QString PayoutDrawer::nextText() const
{
    const bool isManual = m_row->provider == api::PayoutProvider::Manual;
    switch (m_row->status) {
    case api::PayoutStatus::Pending:
        return tr("It leaves when a second person releases its batch.");
    case api::PayoutStatus::Processing:
        return isManual ? tr("Somebody wires it, and then says here what the bank did.")
                        : tr("The provider says when it has arrived.");
    case api::PayoutStatus::Paid:
        return tr("It may still come back; then it has failed, and the amount is the seller's "
                  "balance again.");
    case api::PayoutStatus::Failed:
        return tr("The amount is the seller's balance again, and comes with a later payout.");
    case api::PayoutStatus::Canceled:
        return tr("Its batch was sent back. The amount is the seller's balance again.");
    }
    return {};
}

} // namespace stoa::ui
