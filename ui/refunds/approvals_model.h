#pragma once
// The refunds that wait for a second person, the one that expires first on top.

#include "api/refund_approvals.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

// What the caller can do about it: decide it, or only take back what they asked for.
StatusWord approvalWord(const api::RefundApprovalRow& row);

class ApprovalsModel final : public KeysetModel<api::RefundApprovalRow> {
    Q_OBJECT

public:
    explicit ApprovalsModel(const PageContext& context, QObject* parent = nullptr);

    const api::RefundApprovalRow* approvalOf(const QString& id) const; // null: not loaded
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::RefundApprovalRow& row) const override
    {
        return fromUtf8(row.refund.id.text());
    }
    QVariant value(const api::RefundApprovalRow& row, int column, int role) const override;

private:
    QString text(const api::RefundApprovalRow& row, int column) const;

    PageContext m_context;
};

} // namespace stoa::ui
