#pragma once
// The marketplace's catalogue of refund reasons in its order, those not in use too.

#include "api/refund_reasons.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class RefundReasonsModel final : public KeysetModel<api::RefundReasonView> {
    Q_OBJECT

public:
    RefundReasonsModel(const PageContext& context, QObject* parent);

    std::vector<api::RefundReasonView> reasons() const;

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::RefundReasonView& row) const override; // its code
    QVariant value(const api::RefundReasonView& row, int column, int role) const override;

private:
    PageContext m_context;
};

} // namespace stoa::ui
