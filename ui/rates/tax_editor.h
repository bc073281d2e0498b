#pragma once
// The rates of tax that new orders are placed by.

#include "ui/rates/rate_editor.h"
#include "ui/rates/tax_list.h"

namespace stoa::ui {

class TaxEditor final : public RateEditor {
    Q_OBJECT

public:
    TaxEditor(const PageContext& context, NameBook* names, QWidget* parent = nullptr);

protected:
    void read() override;
    void write() override;
    void edit(std::optional<int> row) override;
    QString countText(std::size_t count) const override;

private:
    void take(const api::TaxRatesView& view);

    TaxList* m_rates;
    int m_reading = 0;
};

} // namespace stoa::ui
