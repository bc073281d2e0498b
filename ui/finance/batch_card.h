#pragma once
// The next payouts: what the schedules would pay now, or, once it is prepared, the batch that waits
// for a second person. What is checked before money leaves stands above the largest payees. Asks
// nothing itself: the page sends what its buttons say.

#include "api/payout_batches.h"
#include "ui/finance/payouts_model.h"
#include "ui/text/times.h"
#include "ui/widgets/card.h"

class QFormLayout;

namespace stoa::ui {

class Button;
class IconMark;
class KeyValues;
class StatusChip;
class TableView;
class ViewState;

class BatchCard final : public QWidget {
    Q_OBJECT

public:
    explicit BatchCard(QWidget* parent = nullptr);

    ViewState* state() const { return m_state; }
    void showPlan(const api::PayoutPlanView& plan, bool isBalanced);
    void showBatch(const api::PayoutBatchView& batch, bool isBalanced, const Clockface& face);
    // While a command is under way.
    void setBusy(bool isBusy);
    // What Ctrl+Enter does: prepares or releases, when that may be done.
    void act();

signals:
    void prepareRequested();
    void releaseRequested();
    void sendBackRequested();
    void accountRequested(stoa::OrgId seller); // where the seller of a row is paid out to

private:
    QWidget* buildBody();
    QWidget* buildLeftOut();
    void showTotals(const std::vector<Money>& totals, const QString& facts);
    void showCheck(const QString& check, const QString& value, bool isMet);
    void clearChecks();
    void showActions(const QString& act, const QString& whyNot, bool hasSendBack);
    void updateButtons();
    void requestAccount();

    PayoutsModel* m_model;
    Label* m_title;
    StatusChip* m_chip;
    Label* m_total;
    Label* m_otherTotals;
    Label* m_facts;
    QVBoxLayout* m_checks;
    TableView* m_table;
    QWidget* m_leftOutStrip;
    Label* m_leftOut;
    Button* m_showLeftOut;
    Button* m_sendBack;
    Button* m_account; // of the seller that is chosen
    Button* m_act;
    ViewState* m_state;
    std::optional<api::PayoutPlanView> m_plan; // absent: a batch is shown
    QString m_whyNot;                          // empty: it may be done
    bool m_isLeftOutShown = false;
    bool m_isBusy = false;
};

} // namespace stoa::ui
