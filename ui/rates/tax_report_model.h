#pragma once
// The tax in what was sold and given back in a period: one row for each country, rate and currency.

#include "api/taxes.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

namespace stoa::ui {

class TaxReportModel final : public KeysetModel<api::TaxReportRow> {
    Q_OBJECT

public:
    TaxReportModel(const PageContext& context, QObject* parent);

    void ask(const api::GetTaxReport& question);
    const api::GetTaxReport& question() const { return m_question; }
    std::vector<Money> due() const; // tax less what was given back, by currency

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::TaxReportRow& row) const override;
    QVariant value(const api::TaxReportRow& row, int column, int role) const override;

private:
    PageContext m_context;
    api::GetTaxReport m_question;
};

QStringList taxReportColumns(); // of the file
QStringList taxReportCells(const api::TaxReportRow& row);

} // namespace stoa::ui
