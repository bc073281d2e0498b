#pragma once
// What a seller has on sale, a row for each variant, as a search finds it: for who adds something
// to an order. What the order has already, and what is sold out, is shown and can't be chosen.

#include "api/storefront.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

#include <set>

namespace stoa::ui {

struct GoodOnSale {
    VariantId variant;
    QString title; // of the listing, with what makes the variant: "Bowl · Blue"
    std::string sku;
    Money price;
    std::int64_t available = 0;
    friend bool operator==(const GoodOnSale&, const GoodOnSale&) = default;
};

class GoodsModel final : public KeysetModel<GoodOnSale> {
    Q_OBJECT

public:
    GoodsModel(const PageContext& context, OrgId seller, QObject* parent);

    void find(const QString& text); // asks anew
    const QString& text() const { return m_text; }
    void setTaken(std::set<VariantId> variants);
    const GoodOnSale* goodOf(const QString& id) const; // null: not loaded
    QString whyNot(const GoodOnSale& good) const;      // "" when it can be added

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const GoodOnSale& row) const override { return fromUtf8(row.variant.text()); }
    QVariant value(const GoodOnSale& row, int column, int role) const override;

private:
    QString stockText(const GoodOnSale& row) const;

    PageContext m_context;
    const OrgId m_seller;
    QString m_text;
    std::set<VariantId> m_taken;
};

} // namespace stoa::ui
