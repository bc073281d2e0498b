#include "ui/returns/after_sales_model.h"

#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum AfterSalesColumn { Order, Kind, Seller, Buyer, Items, Reason, Course, Opened };

std::vector<Column> caseColumns()
{
    const auto say = [](const char* text) { return AfterSalesModel::tr(text); };
    return {
        {QStringLiteral("order"), say("Order"), CellKind::Strong, 126, 1, 0},
        {QStringLiteral("kind"), say("What"), CellKind::Text, 90, 1, 0},
        {QStringLiteral("seller"), say("Seller"), CellKind::Text, 140, 2, 2},
        {QStringLiteral("buyer"), say("Buyer"), CellKind::Text, 140, 3, 2},
        {QStringLiteral("items"), say("Items"), CellKind::Number, 60, 3, 0},
        {QStringLiteral("reason"), say("Reason"), CellKind::Text, 150, 2, 2},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 110, 1, 0},
        {QStringLiteral("opened"), say("Opened"), CellKind::Time, 90, 1, 0},
    };
}

} // namespace

QString caseKindText(api::AfterSaleKind kind)
{
    switch (kind) {
    case api::AfterSaleKind::Return:
        return AfterSalesModel::tr("Return");
    case api::AfterSaleKind::Exchange:
        return AfterSalesModel::tr("Exchange");
    case api::AfterSaleKind::Claim:
        return AfterSalesModel::tr("Claim");
    }
    return {};
}

AfterSalesModel::AfterSalesModel(const PageContext& context, QObject* parent)
    : KeysetModel(caseColumns(), parent), m_context(context)
{}

void AfterSalesModel::ask(bool isOver)
{
    m_isOver = isOver;
    reload();
}

const api::AfterSaleRow* AfterSalesModel::caseOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void AfterSalesModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListAfterSaleCases question;
    question.seller = m_context.workspace().seller;
    question.isOver = m_isOver;
    question.record = toUtf8(only());
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QString AfterSalesModel::text(const api::AfterSaleRow& row, int column) const
{
    switch (static_cast<AfterSalesColumn>(column)) {
    case Order:
        return fromUtf8(row.orderNumber);
    case Kind:
        return caseKindText(row.kind);
    case Seller:
        return fromUtf8(row.sellerName);
    case Buyer:
        return fromUtf8(row.buyerName);
    case Items:
        return numberText(row.itemCount);
    case Reason:
        return refundReasonName(row.reason);
    case Course:
        return statusWord(row.status).text;
    case Opened:
        return momentText(row.openedAt, m_context.clock());
    }
    return {};
}

QVariant AfterSalesModel::value(const api::AfterSaleRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == StatusRole && column == Course) return QVariant::fromValue(statusWord(row.status));
    if (role == FullTextRole && column == Opened) {
        return fullMomentText(row.openedAt, m_context.clock());
    }
    return {};
}

} // namespace stoa::ui
