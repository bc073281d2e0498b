#pragma once
// Chargebacks, open ones first and among them the one that is to be answered first.

#include "api/disputes.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class DisputesModel final : public KeysetModel<api::DisputeView> {
    Q_OBJECT

public:
    // The tabs of the page, in their order.
    enum class Which { NeedsAnswer, Open, Closed, All };

    explicit DisputesModel(const PageContext& context, QObject* parent = nullptr);

    void ask(Which which);                                      // anew
    const api::DisputeView* disputeOf(const QString& id) const; // null: not loaded
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::DisputeView& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::DisputeView& row, int column, int role) const override;

private:
    QString text(const api::DisputeView& row, int column) const;

    PageContext m_context;
    Which m_which = Which::NeedsAnswer;
};

} // namespace stoa::ui
