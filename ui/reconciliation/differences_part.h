#pragma once
// The differences that people have to explain, with what narrows them: state, kind, provider, and
// the comparison that a person came from.
//
// Keys, beside those of every list: E explains, C copies the provider's reference.

#include "ui/lists/list_page.h"
#include "ui/reconciliation/differences_model.h"

class QComboBox;

namespace stoa::ui {

class DifferenceDrawer;
class FilterChip;
class Segmented;

class DifferencesPart final : public ListPage {
    Q_OBJECT

public:
    explicit DifferencesPart(const PageContext& context, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void showRun(const api::ReconciliationRow& run); // all that it was the last to see

signals:
    void runRequested(const QString& run);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override;
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    std::optional<ExportPlan> exportPlan() const override;
    bool takeLetter(int key) override;

private:
    QWidget* buildBar();
    void showProviders(const QStringList& providers);
    DifferencesQuestion question() const; // as the bar says
    void ask();
    void clearFilters();
    void explain(const api::DifferenceView& difference, const QString& initial);
    void explainAfterChange(const api::DifferenceView& difference, const QString& note);

    DifferencesModel* m_model;
    DifferenceDrawer* m_drawer;
    Segmented* m_state;
    QComboBox* m_kind;
    QComboBox* m_provider;
    FilterChip* m_runChip;
    std::optional<ReconciliationId> m_run;
};

} // namespace stoa::ui
