#pragma once
// Where a provider and the books disagree, what happened last first.

#include "api/reconciliation.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

// What the list is asked for; nothing said is all of them.
struct DifferencesQuestion {
    std::optional<api::DifferenceState> state = api::DifferenceState::Open;
    std::optional<api::DifferenceKind> kind;
    std::string provider;
    std::optional<ReconciliationId> run; // that was the last to see them
};

class DifferencesModel final : public KeysetModel<api::DifferenceView> {
    Q_OBJECT

public:
    DifferencesModel(const PageContext& context, QObject* parent);

    void ask(const DifferencesQuestion& question);
    const DifferencesQuestion& question() const { return m_question; }
    api::ListDifferences request() const; // of the question
    const api::DifferenceView* differenceOf(const QString& id) const;
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::DifferenceView& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::DifferenceView& row, int column, int role) const override;

private:
    PageContext m_context;
    DifferencesQuestion m_question;
};

QStringList differenceExportColumns();
QStringList differenceExportCells(const api::DifferenceView& row);

} // namespace stoa::ui
