#include "ui/rates/commission_list.h"

#include "ui/lists/name_book.h"
#include "ui/rates/amounts_line.h"
#include "ui/rates/rate_dates.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"

namespace stoa::ui {

namespace {

enum CommissionColumn { Place, Title, Seller, Category, Price, Valid, Fee, FeeTax };

std::vector<Column> commissionColumns()
{
    const auto say = [](const char* text) { return CommissionList::tr(text); };
    return {
        {QStringLiteral("place"), say("No."), CellKind::Number, 44, 1, 0},
        {QStringLiteral("name"), say("Rule"), CellKind::Strong, 150, 1, 2},
        {QStringLiteral("seller"), say("Seller"), CellKind::Text, 130, 2, 1},
        {QStringLiteral("category"), say("Category"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("price"), say("Price of an item"), CellKind::Text, 140, 3, 1},
        {QStringLiteral("valid"), say("Holds"), CellKind::Text, 130, 4, 0},
        {QStringLiteral("fee"), say("Fee"), CellKind::Text, 160, 1, 2},
        {QStringLiteral("feeTax"), say("Tax on it"), CellKind::Number, 70, 3, 0},
    };
}

QString priceText(const api::CommissionRule& rule)
{
    const QString from = amountsLine(rule.priceFrom);
    const QString below = amountsLine(rule.priceBelow);
    if (from.isEmpty() && below.isEmpty()) return CommissionList::tr("any");
    if (below.isEmpty()) return CommissionList::tr("from %1").arg(from);
    if (from.isEmpty()) return CommissionList::tr("below %1").arg(below);
    return CommissionList::tr("from %1, below %2").arg(from, below);
}

} // namespace

QString percentText(std::int64_t basisPoints)
{
    return QLocale().toString(static_cast<double>(basisPoints) / 100, 'f',
                              basisPoints % 100 == 0 ? 0 : 2) +
           QLatin1Char('%');
}

QString feeText(const api::CommissionRule& rule)
{
    QString text = percentText(rule.basisPoints);
    if (!rule.fixed.empty())
        text += CommissionList::tr(" + %1 an item").arg(amountsLine(rule.fixed));
    if (!rule.least.empty())
        text += CommissionList::tr(", at least %1").arg(amountsLine(rule.least));
    if (!rule.most.empty()) text += CommissionList::tr(", at most %1").arg(amountsLine(rule.most));
    return text;
}

CommissionList::CommissionList(const NameBook& names, std::function<Clockface()> clock,
                               QObject* parent)
    : RateList(commissionColumns(), parent), m_names(names), m_clock(std::move(clock))
{}

api::CommissionRules CommissionList::asRequest() const
{
    return {rules().begin(), rules().end()};
}

QString CommissionList::text(int row, int column) const
{
    const api::CommissionRule& rule = rules()[at(row)];
    switch (static_cast<CommissionColumn>(column)) {
    case Place:
        return numberText(row + 1);
    case Title:
        return fromUtf8(rule.name.value);
    case Seller:
        return rule.seller ? m_names.seller(*rule.seller) : tr("every seller");
    case Category:
        return rule.category ? m_names.category(*rule.category) : tr("every category");
    case Price:
        return priceText(rule);
    case Valid:
        return validText(rule.validFrom, rule.validUntil, m_clock());
    case Fee:
        return feeText(rule);
    case FeeTax:
        return percentText(rule.taxBasisPoints);
    }
    return {};
}

} // namespace stoa::ui
