#include "ui/orders/orders_model.h"

#include "ui/orders/order_words.h"
#include "ui/text/amounts.h"
#include "ui/text/places.h"

namespace stoa::ui {

namespace {

enum OrdersColumn { Number, Placed, Buyer, Seller, Country, Items, Status, Total };

std::vector<Column> orderColumns()
{
    return {
        {QStringLiteral("number"), OrdersModel::tr("Order"), CellKind::Strong, 126, 1, 0, false},
        {QStringLiteral("placed"), OrdersModel::tr("Placed"), CellKind::Time, 80, 1, 0, false},
        {QStringLiteral("buyer"), OrdersModel::tr("Buyer"), CellKind::Text, 124, 1, 2, false},
        {QStringLiteral("seller"), OrdersModel::tr("Seller"), CellKind::Dim, 136, 2, 2, false},
        {QStringLiteral("country"), OrdersModel::tr("Ships to"), CellKind::Dim, 110, 4, 1, false},
        {QStringLiteral("items"), OrdersModel::tr("Items"), CellKind::Number, 60, 4, 0, false},
        {QStringLiteral("status"), OrdersModel::tr("Status"), CellKind::Chip, 132, 1, 0, false},
        {QStringLiteral("total"), OrdersModel::tr("Total"), CellKind::Money, 116, 1, 0, false},
    };
}

} // namespace

OrdersModel::OrdersModel(const PageContext& context, QObject* parent)
    : KeysetModel(orderColumns(), parent), m_context(context)
{}

void OrdersModel::setFilter(const OrdersFilter& filter)
{
    m_filter = filter;
    m_question = ordersQuestion(filter, m_context.workspace().seller, m_context.clock());
    reload();
}

const api::OrderRow* OrdersModel::orderOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void OrdersModel::refreshOrders(const QStringList& ids)
{
    std::size_t reads = 0;
    for (const QString& id : ids) {
        const int at = rowOf(id);
        if (at < kRefreshRows || reads == kMaxSingleReads) continue;
        ++reads;
        m_context.connection.call(this, api::GetOrder{row(at).seller, row(at).id},
                                  [this](const Result<api::OrderView>& order) {
                                      if (order) replaceRow(order->row);
                                  });
    }
}

void OrdersModel::requestPage(const std::string& after, int limit, Callback callback)
{
    api::ListOrders question = m_question;
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QVariant OrdersModel::value(const api::OrderRow& row, int column, int role) const
{
    if (role == MoneyRole && column == Total) return QVariant::fromValue(row.total);
    if (role == StatusRole && column == Status) {
        return QVariant::fromValue(orderWord(row, m_context.clock().now));
    }
    if (role == FullTextRole && column == Placed) {
        return fullMomentText(row.placedAt, m_context.clock());
    }
    if (role == FullTextRole && column == Buyer) return fromUtf8(row.buyerEmail);
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<OrdersColumn>(column)) {
    case Number:
        return fromUtf8(row.number);
    case Placed:
        return momentText(row.placedAt, m_context.clock());
    case Buyer:
        return fromUtf8(row.buyerName);
    case Seller:
        return fromUtf8(row.sellerName);
    case Country:
        return countryName(row.country);
    case Items:
        return numberText(row.itemCount);
    case Status:
        return orderWord(row, m_context.clock().now).text;
    case Total:
        return moneyText(row.total);
    }
    return {};
}

} // namespace stoa::ui
