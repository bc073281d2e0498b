#pragma once
// The rules of orders, pure: what a basket costs and whether it may be placed, and which statuses
// follow from the parts of an order. No clock, no I/O.

#include "api/orders.h"
#include "core/state_table.h"
#include "domain/orders/commission_rules.h"
#include "domain/taxes/tax_rules.h"

#include <span>

namespace stoa::orders {

// Of one order, so that sums over a marketplace's years stay within Money's range.
constexpr std::int64_t kMaxTotalMinor = 1'000'000'000'000;

enum class Command { Place, Cancel };
enum class Who { Buyer, Staff };
using Transition = stoa::Transition<api::OrderStatus, Command, Who>;

inline constexpr std::array kTransitions{
    Transition{api::OrderStatus::Draft, Command::Place, api::OrderStatus::Placed, Who::Buyer},
    Transition{api::OrderStatus::Draft, Command::Cancel, api::OrderStatus::Canceled, Who::Buyer},
    Transition{api::OrderStatus::Placed, Command::Cancel, api::OrderStatus::Canceled, Who::Staff},
};

// What the three axes are derived from. Quantities are sums over the lines; `withdrawn` will never
// be shipped. `captured` and `refunded` are without what went back because an edit lowered the
// total: an order that was edited is paid.
struct OrderParts {
    api::OrderStatus status = api::OrderStatus::Draft;
    Money total;
    Money authorized;
    Money captured;
    Money refunded;
    std::int64_t quantity = 0;
    std::int64_t fulfilled = 0;
    std::int64_t delivered = 0;
    std::int64_t withdrawn = 0;
};

struct Statuses {
    api::OrderStatus status = api::OrderStatus::Draft;
    api::PaymentStatus payment = api::PaymentStatus::None;
    api::FulfillmentStatus fulfillment = api::FulfillmentStatus::Unfulfilled;
    friend bool operator==(const Statuses&, const Statuses&) = default;
};

Statuses deriveStatuses(const OrderParts& parts);

// What an order is decided on: the seller's terms and what is on sale of the basket.
struct Terms {
    bool isOpen = true;
    Currency currency;
    std::int64_t commissionBasisPoints = 0;
    std::span<const CommissionTerms> commissionRules{};
    Version commissionVersion{}; // of the rules
    std::span<const taxes::TaxTerms> taxRates{};
    Timestamp at{};
};

struct Offered {
    VariantId variant;
    ListingId listing;
    std::string title;
    std::string sku;
    std::string optionsText;
    std::string imageUrl;
    Money price;
    std::string categoryPath{};
};

struct DecidedLine {
    OrderLineId id;
    Offered offer;
    std::int64_t quantity = 0;
    Money total;
    Money commission; // of this line, half-even; frozen from here on, like all that follows
    Money commissionTax;
    std::string commissionRule; // its name; empty: the seller's own terms
    std::int64_t commissionBasisPoints = 0;
    std::int64_t commissionTaxBasisPoints = 0;
    taxes::TaxSnapshot tax{};
};

struct DecidedOrder {
    OrderId id;
    std::string number;
    std::vector<DecidedLine> lines;
    Money items;
    Money shipping;
    Money total;
    Money commission;
    Money commissionTax;
    taxes::TaxSnapshot shippingTax{}; // at the rate of the dearest line
    Money tax;                        // of lines and shipping
    Money collectedTax;               // of it: what the marketplace passes on
    Version commissionVersion{};
    std::int64_t itemCount = 0;
};

// What the request alone can be refused for, before anything is read. Errors, in this order:
// order.no_lines, order.duplicate_variant (field), country.unknown (field), order.wrong_currency
// (shipping against a unit price; field), order.negative_shipping (field),
// store_credit.not_positive (field).
Done checkRequest(const api::PlaceOrder& request);

// Errors, in this order: seller.suspended, variant.not_for_sale (field), order.wrong_currency
// (field), price.changed (field, params now), order.total_too_large (params most),
// store_credit.exceeds_total (field, params most).
Result<DecidedOrder> decide(const Terms& terms, std::span<const Offered> offers,
                            const api::PlaceOrder& request, OrderId id);

// order.total_too_large (Refused, params most).
Error tooLarge(Currency currency);

// "M-" and eight Crockford digits of the id's random bits.
std::string orderNumber(OrderId id);

} // namespace stoa::orders
