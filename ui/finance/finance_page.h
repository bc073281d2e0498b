#pragma once
// Payouts and ledger: where every cent is, that debits and credits agree, and paying sellers with
// two people. Five figures, the accounts, the journal, and the batch that is next. An account that
// is chosen filters the journal. While the books don't balance, a strip says so and no batch
// leaves.
//
// Narrower than kNarrow the accounts become a list above the journal, and the batch a tab beside
// it. Sellers see their own books and no batch. Enter opens the order of an entry; Esc takes the
// filter away; Ctrl+Enter prepares or releases.

#include "api/payout_batches.h"
#include "ui/async/refresh_pace.h"
#include "ui/finance/journal_model.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

class QComboBox;

namespace stoa::ui {

class AccountsCard;
class Banner;
class BatchCard;
class Button;
class Card;
class FigureRow;
class FilterChip;
class Label;
class PageHeader;
class TabStrip;
class TableView;
class Toast;
class ViewState;

class FinancePage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kBooksEveryMs = 15'000; // the trial balance reads every transfer
    static constexpr int kNarrow = 1120;

    explicit FinancePage(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void refresh() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildHeader();
    QWidget* buildBody();
    Card* buildJournal();
    void connectParts();
    void connectFilters();
    void arrange();
    void readBooks();
    void takeBooks(const Result<api::TrialBalanceView>& trial);
    void showBooks();
    void showCurrencies();
    void chooseAccount(std::optional<api::AccountKind> account);
    void askJournal();
    void readBatch();
    void readWaiting(PayoutBatchId id);
    void readPlan();
    void showBatch();
    void prepare();
    void release();
    void sendBack();
    void askAccount(OrgId seller);
    // Shows what the command left, or what went wrong.
    void takeCommand(const Result<api::PayoutBatchView>& batch, const QString& done);
    bool mayPay() const { return m_context.workspace().may(api::Permission::PayoutsWrite); }

    PageContext m_context;
    PageHeader* m_header;
    QComboBox* m_currency;
    QComboBox* m_accountFilter; // when narrow
    Banner* m_imbalance;
    TabStrip* m_tabs; // when narrow
    FigureRow* m_figures;
    AccountsCard* m_accounts;
    JournalModel* m_journal;
    TableView* m_journalTable;
    ViewState* m_journalState;
    FilterChip* m_accountChip;
    Card* m_journalCard = nullptr;
    BatchCard* m_batch;
    ViewState* m_state;
    Toast* m_toast;
    std::optional<api::TrialBalanceView> m_trial;
    std::optional<api::PayoutBatchView> m_waiting; // the batch that is undecided
    std::optional<api::PayoutPlanView> m_plan;
    std::optional<Currency> m_chosen;
    std::optional<api::AccountKind> m_account;
    int m_batchRequest = 0;
    RefreshPace m_booksPace{kBooksEveryMs};
};

} // namespace stoa::ui
