#pragma once
// The sellers whose name holds a text, by name.

#include "api/sellers.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class SellersModel final : public KeysetModel<api::SellerView> {
    Q_OBJECT

public:
    explicit SellersModel(const PageContext& context, QObject* parent = nullptr);

    void setText(const QString& text); // asks anew
    const QString& text() const { return m_text; }
    const api::SellerView* sellerOf(const QString& id) const; // null when it is not loaded
    bool canFindOne() const override { return true; }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::SellerView& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::SellerView& row, int column, int role) const override;

private:
    PageContext m_context;
    QString m_text;
};

} // namespace stoa::ui
