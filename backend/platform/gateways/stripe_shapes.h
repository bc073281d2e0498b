#pragma once
// Stripe's shapes: forms that it takes, objects and errors that it answers with, and what they mean
// to us. Pure.

#include "platform/gateways/payment_gateway.h"
#include "platform/gateways/provider_link.h"
#include "platform/json/json.h"

namespace stoa::gateways::stripe {

// "amount=1250&currency=eur&metadata%5Battempt%5D=…".
class Form {
public:
    Form& add(std::string_view name, std::string_view value);
    Form& add(std::string_view name, std::int64_t value);
    Form& addAmount(const Money& amount); // amount and currency
    Form& addAttempt(const Uuid& attempt);
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

// ISK and UGX have no minor unit, and Stripe wants two decimals nevertheless.
// Source: docs.stripe.com/currencies#special-cases.
std::int64_t amountOf(const Money& money);

std::optional<json::object> readObject(std::string_view body);
std::string textAt(const json::object& object, std::initializer_list<std::string_view> path);

// Of an answer to a request that creates or changes an object, and of an object that was found.
Outcome outcomeOf(const HttpAnswer& answer);
Outcome outcomeOfObject(const json::object& object);

// Errors: provider.unavailable when it is no such object.
Result<Dispute> disputeOf(const json::object& object);
Result<BalancePage> balanceOf(const json::object& list);
// What a balance transaction of this type is, and with it its source and its amount.
BalanceKind balanceKindOf(std::string_view type, std::string_view source, const Money& amount);

// Errors: webhook.malformed, webhook.unknown_event.
Result<Notice> noticeOf(const json::object& event);

} // namespace stoa::gateways::stripe
