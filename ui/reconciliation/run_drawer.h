#pragma once
// One comparison beside the list: how far it is or why it could not be finished, and its totals by
// movement, ours beside theirs.

#include "api/reconciliation.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class RunDrawer final : public RecordDrawer<api::GetReconciliation> {
    Q_OBJECT

public:
    explicit RunDrawer(const PageContext& context, QWidget* parent = nullptr);

    void showDifferences(); // as its buttons do, when they may
    void compareAgain();

signals:
    void differencesRequested();
    void againRequested();

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;
    void updateActions() override;

private:
    void fillFailure(const api::ReconciliationRow& run);
    void fillTotals(const std::vector<api::ReconciliationTotal>& totals);

    Label* m_provider;
    Label* m_days;
    Label* m_found;
    Label* m_inFlight;
    Button* m_differences;
    Button* m_again;
};

} // namespace stoa::ui
