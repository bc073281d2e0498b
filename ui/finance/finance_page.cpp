#include "ui/finance/finance_page.h"

#include "ui/finance/accounts_card.h"
#include "ui/finance/batch_card.h"
#include "ui/finance/figure_row.h"
#include "ui/finance/grouped_delegate.h"
#include "ui/ledger/ledger_table.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QScrollBar>

namespace stoa::ui {

namespace {

constexpr int kGap = 12;
constexpr int kAccountsWidth = 280;
constexpr int kBatchWidth = 320;
constexpr int kJournalTab = 0;

} // namespace

FinancePage::FinancePage(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_header(new PageHeader(tr("Payouts & ledger"), QStringLiteral("financeHeader"))),
      m_currency(new QComboBox),
      m_accountFilter(new QComboBox),
      m_imbalance(new Banner(QStringLiteral("imbalance"))),
      m_tabs(new TabStrip(QStringLiteral("financeTabs"))),
      m_figures(new FigureRow),
      m_accounts(new AccountsCard),
      m_journal(new JournalModel(context.connection, context.clock, this)),
      m_journalTable(new TableView(QStringLiteral("journalTable"))),
      m_journalState(
          new ViewState(m_journalTable, Skeleton::Shape::Rows, QStringLiteral("journalState"))),
      m_accountChip(new FilterChip(tr("Account"), QString(), QStringLiteral("accountChip"))),
      m_batch(new BatchCard),
      m_state(nullptr),
      m_toast(nullptr)
{
    setObjectName(QStringLiteral("financePage"));
    setAccessibleName(tr("Payouts and ledger"));
    buildHeader();
    m_state = new ViewState(buildBody(), Skeleton::Shape::Card, QStringLiteral("financeState"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_imbalance);
    column->addWidget(m_state, 1);
    m_toast = new Toast(this);
    connectParts();
    connectFilters();
}

void FinancePage::buildHeader()
{
    m_currency->setObjectName(QStringLiteral("financeCurrency"));
    m_currency->setAccessibleName(tr("Currency of the books"));
    m_header->addAction(m_currency);
    m_accountFilter->setObjectName(QStringLiteral("accountFilter"));
    m_accountFilter->setAccessibleName(tr("Account"));
    m_accountFilter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_tabs->setAccessibleName(tr("Part of the page"));
    m_tabs->addTab(tr("Journal"));
    m_tabs->addTab(tr("Payouts"));
}

QWidget* FinancePage::buildBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(16, 0, 16, 16);
    column->setSpacing(kGap);
    column->addWidget(m_figures);
    column->addWidget(m_tabs);
    auto* row = makeRow(kGap);
    m_accounts->setFixedWidth(scaled(kAccountsWidth));
    row->addWidget(m_accounts);
    m_journalCard = buildJournal();
    row->addWidget(m_journalCard, 1);
    row->addWidget(m_batch);
    column->addLayout(row, 1);
    return body;
}

Card* FinancePage::buildJournal()
{
    auto* card = new Card(tr("Journal"), QStringLiteral("journalCard"));
    card->setBodyMargins(1, 0, 1, 0);
    m_accountChip->hide();
    card->addHeaderWidget(m_accountChip);
    card->addHeaderWidget(m_accountFilter);
    m_journalTable->setAccessibleName(tr("Journal"));
    m_journalTable->setModel(m_journal);
    groupTable(*m_journalTable, JournalModel::columns());
    card->body()->addWidget(m_journalState, 1);
    card->body()->addWidget(makeRule(Qt::Horizontal));
    auto* foot = makeRow(8);
    foot->setContentsMargins(12, 8, 12, 8);
    foot->addWidget(new IconMark(QStringLiteral("lock"), &Theme::t3));
    foot->addWidget(
        new Label(tr("Entries can't be edited. What was wrong is put right by another."),
                  Type::Secondary, &Theme::t3),
        1);
    card->body()->addLayout(foot);
    return card;
}

void FinancePage::connectParts()
{
    m_journalState->follow(m_journal->source(), [this] {
        return m_account ? StateMessage{QStringLiteral("ledger"),
                                        tr("Nothing touched this account"),
                                        {},
                                        {}}
                         : StateMessage{QStringLiteral("ledger"),
                                        tr("Books start with the first order"),
                                        tr("Every movement of money appears here."),
                                        {}};
    });
    connect(m_state, &ViewState::actionTriggered, this, &FinancePage::refresh);
    connect(m_batch->state(), &ViewState::actionTriggered, this, &FinancePage::readBatch);
    connect(m_batch, &BatchCard::prepareRequested, this, &FinancePage::prepare);
    connect(m_batch, &BatchCard::releaseRequested, this, &FinancePage::release);
    connect(m_batch, &BatchCard::sendBackRequested, this, &FinancePage::sendBack);
    connect(m_batch, &BatchCard::accountRequested, this, &FinancePage::askAccount);
    connect(&m_booksPace, &RefreshPace::due, this, &FinancePage::refresh);
    connect(
        &m_context.events, &LiveEvents::changed, this,
        [this](const std::vector<api::Event>& events) {
            if (concerns(events, {"order", "payment", "refund", "escrow", "payout", "payout_batch",
                                  "payout_account", "dispute", "store_credit"})) {
                m_booksPace.want();
            }
        });
    connect(&m_context.events, &LiveEvents::lost, &m_booksPace, &RefreshPace::want);
    connect(m_journalTable, &TableView::opened, this, [this](const QString& order) {
        if (!order.isEmpty()) emit placeRequested({QStringLiteral("orders"), order});
    });
}

void FinancePage::connectFilters()
{
    connect(m_currency, &QComboBox::activated, this, [this](int index) {
        m_chosen = Currency::of(toUtf8(m_currency->itemText(index)));
        showBooks();
        askJournal();
    });
    connect(m_accounts, &AccountsCard::chosen, this,
            [this](api::AccountKind account) { chooseAccount(account); });
    connect(m_accountFilter, &QComboBox::activated, this, [this](int index) {
        const auto word = toUtf8(m_accountFilter->itemData(index).toString());
        const auto account = enumFromText<api::AccountKind>(word);
        chooseAccount(account ? std::optional(*account) : std::nullopt);
    });
    connect(m_accountChip, &FilterChip::removed, this, [this] { chooseAccount(std::nullopt); });
    connect(m_accountChip, &QAbstractButton::clicked, this, [this] { m_accounts->focusList(); });
    connect(m_tabs, &QTabBar::currentChanged, this, &FinancePage::arrange);
}

// Narrow: one of journal and batch, and the accounts as a list to choose from.
void FinancePage::arrange()
{
    const bool isNarrow = width() < scaled(kNarrow);
    const bool hasBatch = mayPay();
    m_tabs->setVisible(isNarrow && hasBatch);
    m_accounts->setVisible(!isNarrow);
    m_accountFilter->setVisible(isNarrow);
    const bool isJournal = m_tabs->currentIndex() == kJournalTab || !hasBatch;
    m_journalCard->setVisible(!isNarrow || isJournal);
    m_batch->setVisible(hasBatch && (!isNarrow || !isJournal));
    if (isNarrow) {
        m_batch->setMinimumWidth(0);
        m_batch->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        m_batch->setFixedWidth(scaled(kBatchWidth));
    }
}

void FinancePage::visit(const QString&)
{
    arrange();
    if (!m_trial) refresh();
    m_journalTable->setFocus(Qt::OtherFocusReason);
}

void FinancePage::refresh()
{
    if (!m_context.workspace().may(api::Permission::LedgerRead)) {
        return m_state->showNoPermission(
            tr("People with a finance role see the books. An administrator can give you access."));
    }
    if (!m_trial) m_state->showLoading();
    readBooks();
    // Who reads further down is not moved.
    if (m_trial && m_journalTable->verticalScrollBar()->value() == 0) m_journal->refresh();
    readBatch();
}

void FinancePage::readBooks()
{
    m_booksPace.began();
    m_context.connection.call(
        this, api::GetTrialBalance{m_context.workspace().seller},
        [this](const Result<api::TrialBalanceView>& trial) { takeBooks(trial); });
}

void FinancePage::takeBooks(const Result<api::TrialBalanceView>& trial)
{
    m_booksPace.ended();
    if (!trial) {
        if (!m_trial) return m_state->showError(trial.error());
        return m_header->setStale(tr("The books could not be read again"), true);
    }
    const bool isFirst = !m_trial;
    m_trial = *trial;
    m_header->setStale({}, false);
    m_state->showContent();
    showCurrencies();
    showBooks();
    showBatch();
    if (isFirst) askJournal();
}

void FinancePage::showCurrencies()
{
    const auto currencies = currenciesOf(*m_trial);
    if (!m_chosen && !currencies.empty()) m_chosen = currencies.front();
    if (!m_chosen) m_chosen = Currency::of("EUR"); // of books that have not begun
    m_currency->clear();
    for (const Currency currency : currencies)
        m_currency->addItem(fromUtf8(currency.code()));
    m_currency->setCurrentText(fromUtf8(m_chosen->code()));
    m_currency->setVisible(currencies.size() > 1);
}

void FinancePage::showBooks()
{
    const Books books = booksOf(*m_trial, *m_chosen);
    m_figures->setBooks(books, m_trial->isBalanced, m_context.clock());
    m_imbalance->setVisible(!m_trial->isBalanced);
    if (!m_trial->isBalanced) {
        m_imbalance->showMessage(Tone::Bad, QStringLiteral("incident"),
                                 tr("The books don't balance."),
                                 tr("No payouts leave until they do. Run stoactl verify to see "
                                    "the first wrong entry."));
    }
    m_header->setFacts(tr("Books in %1 · %2 transfers")
                           .arg(fromUtf8(m_chosen->code()), numberText(m_trial->transferCount)));
    m_accounts->setBooks(books);
    m_accountFilter->clear();
    m_accountFilter->addItem(tr("All accounts"));
    for (const AccountGroup& group : books.groups) {
        for (const AccountLine& line : group.lines) {
            m_accountFilter->addItem(accountName(line.account), fromUtf8(enumText(line.account)));
            if (line.account == m_account)
                m_accountFilter->setCurrentIndex(m_accountFilter->count() - 1);
        }
    }
}

void FinancePage::chooseAccount(std::optional<api::AccountKind> account)
{
    if (m_account == account) return;
    m_account = account;
    m_accountChip->setVisible(account.has_value());
    if (account) m_accountChip->setValue(accountName(*account));
    m_accounts->choose(account);
    const QString word = account ? fromUtf8(enumText(*account)) : QString();
    m_accountFilter->setCurrentIndex(std::max(0, m_accountFilter->findData(word)));
    askJournal();
}

void FinancePage::askJournal()
{
    if (m_chosen) m_journal->ask({m_context.workspace().seller, *m_chosen, m_account});
}

void FinancePage::showEvent(QShowEvent* event)
{
    ShellPage::showEvent(event);
    m_booksPace.setAwake(true);
    if (m_trial) refresh();
}

void FinancePage::hideEvent(QHideEvent* event)
{
    ShellPage::hideEvent(event);
    m_booksPace.setAwake(false);
}

void FinancePage::resizeEvent(QResizeEvent* event)
{
    ShellPage::resizeEvent(event);
    arrange();
}

void FinancePage::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_account)
        chooseAccount(std::nullopt);
    else if (isEnter && event->modifiers() == Qt::ControlModifier)
        m_batch->act();
    else
        ShellPage::keyPressEvent(event);
}

void FinancePage::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().page);
}

} // namespace stoa::ui
