#pragma once
// The rules of commission in their order, as a table.

#include "api/commissions.h"
#include "ui/rates/rate_list.h"
#include "ui/text/times.h"

namespace stoa::ui {

class NameBook;

class CommissionList final : public RateList<api::CommissionRule> {
    Q_OBJECT

public:
    CommissionList(const NameBook& names, std::function<Clockface()> clock, QObject* parent);

    api::CommissionRules asRequest() const;

protected:
    QString text(int row, int column) const override;

private:
    const NameBook& m_names;
    std::function<Clockface()> m_clock;
};

// "8.25% + 0.30 EUR, at least 1.00 EUR"
QString feeText(const api::CommissionRule& rule);
QString percentText(std::int64_t basisPoints); // "8.25%"

} // namespace stoa::ui
