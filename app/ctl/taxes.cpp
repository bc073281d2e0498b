#include "api/taxes.h"

#include "commands.h"
#include "platform/json/strict_json.h"

#include <QDate>

namespace stoa::ctl {
namespace {

template <class Request>
QString nameOf()
{
    return QString::fromUtf8(api::operation<Request>().name.data(),
                             static_cast<qsizetype>(api::operation<Request>().name.size()));
}

// The list as `taxes rates` prints it, or its "rates" alone.
Result<json::value> ratesIn(const QString& file)
{
    STOA_TRY(text, readFile(file));
    STOA_TRY(value, parseStrictly(text));
    if (value.is_array()) return value;
    const json::object* object = value.if_object();
    const json::value* rates = object == nullptr ? nullptr : object->if_contains("rates");
    if (rates != nullptr) return *rates;
    return fail(makeError(ErrorKind::Invalid, "request.wrong_type")
                    .in("rates")
                    .with("expected", "array")
                    .with("given", std::string(json::to_string(value.kind()))));
}

int replace(Target& target, const Output& output, const QString& file)
{
    const auto rates = ratesIn(file);
    if (!rates) return output.failure(rates.error());
    const auto current = target.call(api::ListTaxRates{});
    if (!current) return output.failure(current.error());
    const json::object request{{"version", current->version.value}, {"rates", *rates}};
    return call(
        target, output,
        {nameOf<api::ReplaceTaxRates>(), QString::fromStdString(json::serialize(request)), {}});
}

Timestamp startOf(const QString& day, int daysLater)
{
    const auto start = QDate::fromString(day, Qt::ISODate).addDays(daysLater).startOfDay(Qt::UTC);
    return Timestamp(start.toMSecsSinceEpoch() * 1000);
}

json::object objectOf(const api::TaxReportRow& row)
{
    return {{"country", row.country},          {"name", row.name},
            {"basisPoints", row.basisPoints},  {"collector", enumText(row.collector)},
            {"sold", row.sold.text()},         {"tax", row.tax.text()},
            {"refunded", row.refunded.text()}, {"taxRefunded", row.taxRefunded.text()}};
}

std::string lineOf(const api::TaxReportRow& row)
{
    const std::string name = row.name.empty() ? "no tax" : row.name;
    return row.country + "  " + name + ": " + row.sold.text() + " sold, " + row.tax.text() +
           " of it tax; " + row.refunded.text() + " given back, " + row.taxRefunded.text() +
           " of it tax; collected by the " + enumText(row.collector) + '\n';
}

int report(Target& target, const Output& output, const TaxArguments& arguments)
{
    api::GetTaxReport request;
    request.from = startOf(arguments.from, 0);
    request.until = startOf(arguments.to.isEmpty() ? arguments.from : arguments.to, 1);
    if (!arguments.seller.isEmpty()) {
        const auto seller = findSeller(target, arguments.seller.toStdString());
        if (!seller) return output.failure(seller.error());
        request.seller = *seller;
    }
    const auto answer = target.call(request);
    if (!answer) return output.failure(answer.error());
    json::array rows;
    std::string text;
    for (const api::TaxReportRow& row : answer->rows) {
        rows.push_back(objectOf(row));
        text += lineOf(row);
    }
    output.result({{"rows", std::move(rows)}},
                  text + counted(std::ssize(answer->rows), "rate") + '.');
    return kDone;
}

} // namespace

bool isDay(const QString& text)
{
    return QDate::fromString(text, Qt::ISODate).isValid();
}

int taxes(Target& target, const Output& output, const TaxArguments& arguments)
{
    if (arguments.verb == "rates") {
        return call(target, output, {nameOf<api::ListTaxRates>(), {}, {}});
    }
    if (arguments.verb == "replace") return replace(target, output, arguments.file);
    return report(target, output, arguments);
}

} // namespace stoa::ctl
