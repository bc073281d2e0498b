#include "ui/orders/orders_filter.h"

#include "ui/orders/order_words.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

using api::FulfillmentStatus;
using api::PaymentStatus;

QString say(const char* text)
{
    return QCoreApplication::translate("OrdersFilter", text);
}

std::optional<Timestamp> startOf(PlacedSince since, const Clockface& face)
{
    const int days = since == PlacedSince::Week ? 6 : since == PlacedSince::Month ? 29 : 0;
    if (since == PlacedSince::Ever) return std::nullopt;
    const QDate day = inZone(face.now, face.zone).date().addDays(-days);
    return Timestamp(day.startOfDay(face.zone).toMSecsSinceEpoch() * 1000);
}

template <class Value>
QString valuesText(const std::vector<Value>& values)
{
    if (values.size() == 1) return statusWord(enumText(values.front())).text;
    return say(QT_TRANSLATE_NOOP("OrdersFilter", "%1 of %2"))
        .arg(values.size())
        .arg(enumWords<Value>().size());
}

} // namespace

api::ListOrders ordersQuestion(const OrdersFilter& filter, const std::optional<OrgId>& seller,
                               const Clockface& face)
{
    api::ListOrders question;
    question.seller = seller;
    question.status.assign(filter.status.begin(), filter.status.end());
    question.paymentStatus.assign(filter.payment.begin(), filter.payment.end());
    question.fulfillmentStatus.assign(filter.fulfillment.begin(), filter.fulfillment.end());
    question.text = toUtf8(filter.text);
    question.placedFrom = startOf(filter.since, face);
    if (filter.isOverdue) question.placedBefore = face.now - kPromisedToSend;
    return question;
}

QString sinceText(PlacedSince since)
{
    switch (since) {
    case PlacedSince::Ever:
        return say(QT_TRANSLATE_NOOP("OrdersFilter", "Any time"));
    case PlacedSince::Today:
        return say(QT_TRANSLATE_NOOP("OrdersFilter", "Today"));
    case PlacedSince::Week:
        return say(QT_TRANSLATE_NOOP("OrdersFilter", "Last 7 days"));
    case PlacedSince::Month:
        return say(QT_TRANSLATE_NOOP("OrdersFilter", "Last 30 days"));
    }
    return {};
}

std::vector<OrdersView> ordersViews()
{
    OrdersFilter toSend;
    toSend.status = {api::OrderStatus::Placed};
    toSend.payment = {PaymentStatus::Paid, PaymentStatus::PartiallyRefunded};
    toSend.fulfillment = {FulfillmentStatus::Unfulfilled, FulfillmentStatus::Partial};
    OrdersFilter late = toSend;
    late.isOverdue = true;
    OrdersFilter unpaid;
    unpaid.status = {api::OrderStatus::Placed};
    unpaid.payment = {PaymentStatus::None, PaymentStatus::Authorized, PaymentStatus::PartiallyPaid};
    OrdersFilter refunded;
    refunded.payment = {PaymentStatus::PartiallyRefunded, PaymentStatus::Refunded};
    OrdersFilter canceled;
    canceled.status = {api::OrderStatus::Canceled};
    return {
        {QStringLiteral("all"), say(QT_TRANSLATE_NOOP("OrdersFilter", "All")), {}},
        {QStringLiteral("late"), say(QT_TRANSLATE_NOOP("OrdersFilter", "Late to send")), late},
        {QStringLiteral("toSend"), say(QT_TRANSLATE_NOOP("OrdersFilter", "To send")), toSend},
        {QStringLiteral("unpaid"), say(QT_TRANSLATE_NOOP("OrdersFilter", "Unpaid")), unpaid},
        {QStringLiteral("refunded"), say(QT_TRANSLATE_NOOP("OrdersFilter", "Refunded")), refunded},
        {QStringLiteral("canceled"), say(QT_TRANSLATE_NOOP("OrdersFilter", "Canceled")), canceled},
    };
}

std::optional<std::int64_t> viewCount(const OrdersView& view, const api::OrderFacets& facets)
{
    const OrdersFilter& filter = view.filter;
    const bool isPaymentOnly = !filter.payment.empty() && filter.fulfillment.empty() &&
                               filter.status.empty() && !filter.isOverdue;
    if (!isPaymentOnly) return std::nullopt;
    std::int64_t sum = 0;
    for (const api::StatusCount& count : facets.paymentStatus) {
        const auto status = enumFromText<api::PaymentStatus>(count.value);
        const bool isAsked = status && std::find(filter.payment.begin(), filter.payment.end(),
                                                 *status) != filter.payment.end();
        if (isAsked) sum += count.count;
        if (isAsked && count.isCapped) return std::nullopt;
    }
    return sum;
}

std::vector<FilterWord> filterWords(const OrdersFilter& filter)
{
    std::vector<FilterWord> words;
    if (filter.since != PlacedSince::Ever) {
        words.push_back({FilterPart::Since, say(QT_TRANSLATE_NOOP("OrdersFilter", "Placed")),
                         sinceText(filter.since).toLower()});
    }
    if (filter.isOverdue) {
        words.push_back({FilterPart::Overdue, say(QT_TRANSLATE_NOOP("OrdersFilter", "Placed")),
                         say(QT_TRANSLATE_NOOP("OrdersFilter", "over 3 days ago"))});
    }
    if (!filter.status.empty()) {
        words.push_back({FilterPart::Status, say(QT_TRANSLATE_NOOP("OrdersFilter", "Order")),
                         valuesText(filter.status)});
    }
    if (!filter.payment.empty()) {
        words.push_back({FilterPart::Payment, say(QT_TRANSLATE_NOOP("OrdersFilter", "Payment")),
                         valuesText(filter.payment)});
    }
    if (!filter.fulfillment.empty()) {
        words.push_back({FilterPart::Fulfillment,
                         say(QT_TRANSLATE_NOOP("OrdersFilter", "Delivery")),
                         valuesText(filter.fulfillment)});
    }
    return words;
}

OrdersFilter withoutPart(OrdersFilter filter, FilterPart part)
{
    switch (part) {
    case FilterPart::Status:
        filter.status.clear();
        break;
    case FilterPart::Payment:
        filter.payment.clear();
        break;
    case FilterPart::Fulfillment:
        filter.fulfillment.clear();
        break;
    case FilterPart::Since:
        filter.since = PlacedSince::Ever;
        break;
    case FilterPart::Overdue:
        filter.isOverdue = false;
        break;
    }
    return filter;
}

} // namespace stoa::ui
