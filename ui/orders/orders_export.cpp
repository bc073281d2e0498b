#include "ui/orders/orders_export.h"

#include "ui/text/csv.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace stoa::ui {

QStringList orderExportColumns()
{
    const auto say = [](const char* text) {
        return QCoreApplication::translate("OrdersExport", text);
    };
    return {say(QT_TRANSLATE_NOOP("OrdersExport", "Order")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Id")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Placed (UTC)")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Buyer")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "E-mail")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Country")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Seller")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Items")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Status")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Payment")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Delivery")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Total")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Refunded")),
            say(QT_TRANSLATE_NOOP("OrdersExport", "Currency"))};
}

QStringList orderExportCells(const api::OrderRow& order)
{
    return {fromUtf8(order.number),
            fromUtf8(order.id.text()),
            fromUtf8(order.placedAt.text()),
            harmlessCell(fromUtf8(order.buyerName)),
            harmlessCell(fromUtf8(order.buyerEmail)),
            fromUtf8(order.country),
            harmlessCell(fromUtf8(order.sellerName)),
            QString::number(order.itemCount),
            fromUtf8(enumText(order.status)),
            fromUtf8(enumText(order.paymentStatus)),
            fromUtf8(enumText(order.fulfillmentStatus)),
            csvAmount(order.total),
            csvAmount(order.refunded),
            fromUtf8(std::string(order.total.currency().code()))};
}

} // namespace stoa::ui
