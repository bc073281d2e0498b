#include "domain/payouts/statement.h"

#include "core/base64url.h"
#include "domain/payouts/csv_line.h"
#include "platform/documents/pdf_document.h"

namespace stoa::payouts {
namespace {

struct Row {
    std::string date;
    std::string kind;
    std::string order;
    std::string amount;
    std::string balance;
};

std::string dayOf(Timestamp at)
{
    return at.text().substr(0, 10);
}

// What people read instead of a transfer's reason.
std::string kindOf(std::string_view reason)
{
    if (reason == "release") return "Order";
    if (reason == "refund") return "Refund";
    if (reason == "debt_paid") return "Debt paid";
    if (reason == "dispute") return "Dispute";
    if (reason == "credit_granted") return "Store credit";
    if (reason == "payout_returned") return "Payout returned";
    return std::string(reason);
}

// Opening, movements, payout, closing, each with the balance after it.
std::vector<Row> rowsOf(const Statement& statement)
{
    std::vector<Row> rows;
    Money balance = statement.opening;
    const auto add = [&](std::string date, std::string kind, std::string order, Money amount) {
        balance += amount;
        rows.push_back({std::move(date), std::move(kind), std::move(order), amount.amountText(),
                        balance.amountText()});
    };
    const std::string day = dayOf(statement.payout.createdAt);
    rows.push_back({{}, "Opening balance", {}, {}, balance.amountText()});
    for (const StatementLine& line : statement.lines)
        add(dayOf(line.at), kindOf(line.reason), line.order, line.amount);
    add(day, "Payout", statement.payout.id.text(), -statement.payout.amount);
    rows.push_back({day, "Closing balance", {}, {}, balance.amountText()});
    return rows;
}

std::string base64Of(const std::string& bytes)
{
    std::string text = encodeBase64Url(std::string_view(bytes));
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

} // namespace

std::string csvOf(const Statement& statement)
{
    const std::string currency(statement.closing.currency().code());
    std::string csv = csvLine({"Date", "Type", "Order", "Amount", "Balance", "Currency"});
    for (const Row& row : rowsOf(statement))
        csv += csvLine({row.date, row.kind, row.order, row.amount, row.balance, currency});
    return csv;
}

std::string pdfOf(const Statement& statement)
{
    const api::PayoutView& payout = statement.payout;
    documents::PdfDocument pdf("Payout statement " + payout.id.text());
    pdf.heading("Payout statement");
    pdf.text(payout.sellerName);
    pdf.text(dayOf(payout.createdAt) + ", " + payout.id.text() + ", " + enumText(payout.status));
    pdf.text("Paid out: " + payout.amount.text());
    pdf.table({{"Date", 75},
               {"Type", 105},
               {"Order", 150, true},
               {"Amount", 85, false},
               {"Balance", 85, false}});
    for (const Row& row : rowsOf(statement))
        pdf.row({row.date, row.kind, row.order, row.amount, row.balance});
    return pdf.bytes();
}

api::StatementView fileOf(const Statement& statement, api::StatementFormat format)
{
    const std::string name =
        "payout-" + dayOf(statement.payout.createdAt) + '-' + statement.payout.id.text();
    if (format == api::StatementFormat::Csv) {
        return {name + ".csv", "text/csv; charset=utf-8", csvOf(statement)};
    }
    return {name + ".pdf", "application/pdf", base64Of(pdfOf(statement))};
}

} // namespace stoa::payouts
