#pragma once
// The rates of tax that new orders are placed by.

#include "ui/rates/rate_editor_of.h"
#include "ui/rates/tax_dialog.h"
#include "ui/rates/tax_list.h"

namespace stoa::ui {

struct TaxKind {
    using List = TaxList;
    using Dialog = TaxDialog;
    using Read = api::ListTaxRates;
    using Replace = api::ReplaceTaxRates;
    static const auto& rulesOf(const api::TaxRatesView& view) { return view.rates; }
};

class TaxEditor final : public RateEditorOf<TaxKind> {
    Q_OBJECT

public:
    TaxEditor(const PageContext& context, NameBook* book, QWidget* parent = nullptr);

protected:
    QString countText(std::size_t count) const override;
};

} // namespace stoa::ui
