#pragma once
// The payouts that were made, newest first: of all sellers, or of the own shop.

#include "api/payouts.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class MadePayoutsModel final : public KeysetModel<api::PayoutView> {
    Q_OBJECT

public:
    enum class Which { All, UnderWay, Paid, Failed, Canceled }; // as the tabs of the page

    MadePayoutsModel(const PageContext& context, QObject* parent);

    void ask(Which which);
    Which which() const { return m_which; }
    api::ListPayouts question() const;
    const api::PayoutView* payoutOf(const QString& id) const;
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::PayoutView& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::PayoutView& row, int column, int role) const override;

private:
    QString text(const api::PayoutView& row, int column) const;

    PageContext m_context;
    Which m_which = Which::All;
};

} // namespace stoa::ui
