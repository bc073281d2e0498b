#include "ui/rates/tax_report_model.h"

#include "ui/rates/commission_list.h"
#include "ui/rates/tax_list.h"
#include "ui/text/amounts.h"
#include "ui/text/csv.h"
#include "ui/text/places.h"

namespace stoa::ui {

namespace {

enum ReportColumn { Country, Title, Rate, Collector, Sold, Tax, Refunded, TaxBack, Due };

std::vector<Column> reportColumns()
{
    const auto say = [](const char* text) { return TaxReportModel::tr(text); };
    return {
        {QStringLiteral("country"), say("Goes to"), CellKind::Strong, 110, 1, 1},
        {QStringLiteral("name"), say("Rate"), CellKind::Text, 100, 2, 1},
        {QStringLiteral("rate"), say("Tax"), CellKind::Number, 60, 3, 0},
        {QStringLiteral("collector"), say("Collected by"), CellKind::Text, 120, 3, 0},
        {QStringLiteral("sold"), say("Sold"), CellKind::Money, 130, 1, 0},
        {QStringLiteral("tax"), say("Tax in it"), CellKind::Money, 120, 1, 0},
        {QStringLiteral("refunded"), say("Given back"), CellKind::Money, 130, 1, 0},
        {QStringLiteral("taxBack"), say("Tax in it"), CellKind::Money, 120, 2, 0},
        {QStringLiteral("due"), say("Tax left"), CellKind::Money, 130, 1, 0},
    };
}

} // namespace

TaxReportModel::TaxReportModel(const PageContext& context, QObject* parent)
    : KeysetModel(reportColumns(), parent), m_context(context)
{}

void TaxReportModel::ask(const api::GetTaxReport& question)
{
    m_question = question;
    reload();
}

std::vector<Money> TaxReportModel::due() const
{
    std::vector<Money> sums;
    for (int i = 0; i < rowCount(); ++i) {
        const Money left = row(i).tax - row(i).taxRefunded;
        const auto same = std::ranges::find(sums, left.currency(), &Money::currency);
        if (same == sums.end())
            sums.push_back(left);
        else
            *same += left;
    }
    return sums;
}

void TaxReportModel::requestPage(const std::string&, int, Callback callback)
{
    m_context.connection.call(this, m_question, [callback](Result<api::TaxReport> report) {
        if (!report) return callback(stoa::fail(report));
        callback(Page<api::TaxReportRow>{std::move(report->rows), {}, {}});
    });
}

QString TaxReportModel::rowId(const api::TaxReportRow& row) const
{
    return QStringLiteral("%1/%2/%3/%4/%5")
        .arg(fromUtf8(row.country), fromUtf8(row.name), QString::number(row.basisPoints),
             fromUtf8(enumText(row.collector)), fromUtf8(row.sold.currency().code()));
}

QVariant TaxReportModel::value(const api::TaxReportRow& row, int column, int role) const
{
    const bool isText = role == Qt::DisplayRole;
    const auto money = [&](const Money& amount) {
        if (role == MoneyRole) return QVariant::fromValue(amount);
        return isText ? QVariant(moneyText(amount)) : QVariant();
    };
    switch (static_cast<ReportColumn>(column)) {
    case Country:
        return isText ? countryName(row.country) : QVariant();
    case Title:
        return isText ? fromUtf8(row.name) : QVariant();
    case Rate:
        return isText ? percentText(row.basisPoints) : QVariant();
    case Collector:
        return isText ? collectorText(row.collector) : QVariant();
    case Sold:
        return money(row.sold);
    case Tax:
        return money(row.tax);
    case Refunded:
        return money(row.refunded);
    case TaxBack:
        return money(row.taxRefunded);
    case Due:
        return money(row.tax - row.taxRefunded);
    }
    return {};
}

QStringList taxReportColumns()
{
    return {QStringLiteral("country"),   QStringLiteral("rate"),     QStringLiteral("percent"),
            QStringLiteral("collector"), QStringLiteral("currency"), QStringLiteral("sold"),
            QStringLiteral("tax"),       QStringLiteral("refunded"), QStringLiteral("tax_refunded"),
            QStringLiteral("tax_left")};
}

QStringList taxReportCells(const api::TaxReportRow& row)
{
    return {fromUtf8(row.country),
            harmlessCell(fromUtf8(row.name)),
            QString::number(static_cast<double>(row.basisPoints) / 100, 'f', 2),
            fromUtf8(enumText(row.collector)),
            fromUtf8(row.sold.currency().code()),
            csvAmount(row.sold),
            csvAmount(row.tax),
            csvAmount(row.refunded),
            csvAmount(row.taxRefunded),
            csvAmount(row.tax - row.taxRefunded)};
}

} // namespace stoa::ui
