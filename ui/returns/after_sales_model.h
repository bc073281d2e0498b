#pragma once
// Returns, exchanges and claims of all orders: those that wait, the longest waiting on top, or
// those that are over.

#include "api/after_sales.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

QString caseKindText(api::AfterSaleKind kind);

class AfterSalesModel final : public KeysetModel<api::AfterSaleRow> {
    Q_OBJECT

public:
    explicit AfterSalesModel(const PageContext& context, QObject* parent = nullptr);

    void ask(bool isOver);                                    // anew
    const api::AfterSaleRow* caseOf(const QString& id) const; // null: not loaded
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::AfterSaleRow& row) const override { return fromUtf8(row.id); }
    QVariant value(const api::AfterSaleRow& row, int column, int role) const override;

private:
    QString text(const api::AfterSaleRow& row, int column) const;

    PageContext m_context;
    bool m_isOver = false;
};

} // namespace stoa::ui
