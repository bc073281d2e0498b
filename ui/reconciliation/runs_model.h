#pragma once
// Comparisons of a provider's statement with the books, newest first.

#include "api/reconciliation.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class RunsModel final : public KeysetModel<api::ReconciliationRow> {
    Q_OBJECT

public:
    RunsModel(const PageContext& context, QObject* parent);

    const api::ReconciliationRow* runOf(const QString& id) const;
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::ReconciliationRow& row) const override
    {
        return fromUtf8(row.id.text());
    }
    QVariant value(const api::ReconciliationRow& row, int column, int role) const override;

private:
    QString text(const api::ReconciliationRow& row, int column) const;

    PageContext m_context;
};

} // namespace stoa::ui
