#pragma once
// The rates of tax in their order, as a table.

#include "api/taxes.h"
#include "ui/rates/rate_list.h"
#include "ui/text/times.h"

namespace stoa::ui {

class NameBook;

class TaxList final : public RateList<api::TaxRate> {
    Q_OBJECT

public:
    TaxList(const NameBook& names, std::function<Clockface()> clock, QObject* parent);

    api::TaxRates asRequest() const;

protected:
    QString text(int row, int column) const override;

private:
    const NameBook& m_names;
    std::function<Clockface()> m_clock;
};

QString collectorText(api::TaxCollector collector);

} // namespace stoa::ui
