#pragma once
// Which orders are shown: what the tabs, facets, chips and the search field change together. A
// value; the page keeps one and asks the model for it. Empty lists mean "any".

#include "api/orders.h"
#include "ui/text/times.h"

#include <QString>

namespace stoa::ui {

enum class PlacedSince { Ever, Today, Week, Month };

struct OrdersFilter {
    std::vector<api::OrderStatus> status;
    std::vector<api::PaymentStatus> payment;
    std::vector<api::FulfillmentStatus> fulfillment;
    PlacedSince since = PlacedSince::Ever;
    bool isOverdue = false; // placed longer ago than kPromisedToSend
    QString text;

    bool isEmpty() const { return *this == OrdersFilter{}; }
    friend bool operator==(const OrdersFilter&, const OrdersFilter&) = default;
};

// The question to the node. Moments are fixed here, so that all pages of one list agree.
api::ListOrders ordersQuestion(const OrdersFilter& filter, const std::optional<OrgId>& seller,
                               const Clockface& face);

QString sinceText(PlacedSince since);

// The tabs: filters with a name. The first is All.
struct OrdersView {
    QString id; // stable
    QString title;
    OrdersFilter filter;
};
std::vector<OrdersView> ordersViews();
// How many orders there are in a view; nothing for views of more than the payment, because the node
// counts each axis by itself.
std::optional<std::int64_t> viewCount(const OrdersView& view, const api::OrderFacets& facets);

// One filter in force, for a chip: `part` goes back to withoutPart().
enum class FilterPart { Status, Payment, Fulfillment, Since, Overdue };
struct FilterWord {
    FilterPart part;
    QString label; // "Payment"
    QString value; // "Paid", "2 of 7"
};
std::vector<FilterWord> filterWords(const OrdersFilter& filter);
OrdersFilter withoutPart(OrdersFilter filter, FilterPart part);

// Adds the value, or takes it away when it is there; the order of the enum is kept.
template <class Value>
void toggle(std::vector<Value>& values, Value value)
{
    const auto at = std::lower_bound(values.begin(), values.end(), value);
    if (at != values.end() && *at == value)
        values.erase(at);
    else
        values.insert(at, value);
}

} // namespace stoa::ui
