#include "ui/reconciliation/reconciliation_page.h"

#include "ui/reconciliation/differences_part.h"
#include "ui/reconciliation/runs_part.h"

namespace stoa::ui {

ReconciliationPage::ReconciliationPage(const PageContext& context, QWidget* parent)
    : TabbedPage(
          {QStringLiteral("reconciliation"), tr("Reconciliation"), tr("Parts of reconciliation")},
          parent)
{
    auto* differences = new DifferencesPart(context);
    auto* runs = new RunsPart(context);
    addPart(tr("Differences"), differences, QStringLiteral("dif_"));
    addPart(tr("Comparisons"), runs, QStringLiteral("rec_"));
    connect(differences, &DifferencesPart::runRequested, this, &ReconciliationPage::visit);
    connect(runs, &RunsPart::differencesRequested, this,
            [this, differences](const api::ReconciliationRow& run) {
                showPart(0);
                differences->showRun(run);
            });
}

} // namespace stoa::ui
