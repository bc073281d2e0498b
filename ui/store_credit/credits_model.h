#pragma once
// The buyers who have credit with a seller, those whose changed last first.

#include "api/store_credit.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class CreditsModel final : public KeysetModel<api::StoreCreditView> {
    Q_OBJECT

public:
    CreditsModel(const PageContext& context, QObject* parent);

    // A nil seller has none.
    void ask(const OrgId& seller, const QString& text);
    const QString& text() const { return m_text; }
    api::ListStoreCredits question() const;
    const api::StoreCreditView* creditOf(const QString& id) const;
    static QString idOf(const api::StoreCreditView& row); // buyer and currency

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::StoreCreditView& row) const override { return idOf(row); }
    QVariant value(const api::StoreCreditView& row, int column, int role) const override;

private:
    PageContext m_context;
    OrgId m_seller;
    QString m_text;
};

} // namespace stoa::ui
