#include "ui/finance/accounts_card.h"

#include "ui/finance/accounts_model.h"
#include "ui/finance/grouped_delegate.h"
#include "ui/text/amounts.h"
#include "ui/widgets/table_view.h"

#include <QSignalBlocker>

namespace stoa::ui {

AccountsCard::AccountsCard(QWidget* parent)
    : QWidget(parent),
      m_model(new AccountsModel(this)),
      m_table(new TableView(QStringLiteral("accountsTable"))),
      m_debits(nullptr),
      m_credits(nullptr)
{
    auto* card = new Card(tr("Accounts"), QStringLiteral("accountsCard"));
    card->setBodyMargins(1, 0, 1, 6);
    m_table->setAccessibleName(tr("Accounts"));
    m_table->setModel(m_model);
    groupTable(*m_table, AccountsModel::columns());
    m_table->horizontalHeader()->hide();
    card->body()->addWidget(m_table, 1);
    card->body()->addWidget(makeRule(Qt::Horizontal));
    m_debits = addSum(*card->body(), tr("Debit balances"), QStringLiteral("debitSum"));
    m_credits = addSum(*card->body(), tr("Credit balances"), QStringLiteral("creditSum"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (const auto account = m_model->accountAt(current.row())) emit chosen(*account);
            });
}

Label* AccountsCard::addSum(QVBoxLayout& into, const QString& title, const QString& name)
{
    auto* row = makeRow(8);
    row->setContentsMargins(12, 3, 12, 0);
    row->addWidget(new Label(title, Type::Secondary, &Theme::t2), 1);
    auto* sum = new Label(QString(), Type::SecondaryBold);
    sum->setObjectName(name);
    sum->setFigures(true);
    row->addWidget(sum);
    into.addLayout(row);
    return sum;
}

void AccountsCard::setBooks(const Books& books)
{
    m_model->setBooks(books);
    m_debits->setText(amountText(books.debitBalances));
    m_credits->setText(amountText(books.creditBalances));
}

void AccountsCard::choose(std::optional<api::AccountKind> account)
{
    const QSignalBlocker quiet(this);
    const int row = account ? m_model->rowOf(*account) : -1;
    if (row >= 0) return m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->clearSelection();
    m_table->setCurrentIndex({});
}

void AccountsCard::focusList()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace stoa::ui
