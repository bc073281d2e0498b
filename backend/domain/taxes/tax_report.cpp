#include "domain/taxes/tax_report.h"

#include "domain/taxes/taxes_sql.h"

namespace stoa::taxes {
namespace {

constexpr int kMostDays = 400;

api::TaxReportRow rowOf(const db::Row& row)
{
    const auto money = [&row](std::string_view column) { return row.money(column, "currency"); };
    const bool isCollected = row.get<bool>("is_collected");
    return {row.get<std::string>("country"),
            row.get<std::string>("name"),
            row.get<int>("basis_points"),
            isCollected ? api::TaxCollector::Marketplace : api::TaxCollector::Seller,
            money("sold_minor"),
            money("tax_minor"),
            money("refunded_minor"),
            money("tax_refunded_minor")};
}

} // namespace

Result<api::TaxReport> handle(Unit& unit, const api::GetTaxReport& request)
{
    const auto length = request.until - request.from;
    if (length <= length.zero() || length > std::chrono::days(kMostDays)) {
        return fail(makeError(ErrorKind::Invalid, "taxes.bad_period")
                        .in("until")
                        .with("most", std::to_string(kMostDays)));
    }
    STOA_TRY(rows, unit.db().run(sql::kSumTaxes, request.from, request.until, unit.visible()));
    api::TaxReport report;
    for (const db::Row row : rows)
        report.rows.push_back(rowOf(row));
    return report;
}

} // namespace stoa::taxes
