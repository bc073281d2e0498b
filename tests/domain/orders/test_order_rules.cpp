#include "domain/orders/order_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

#include <set>

using namespace stoa;
using namespace stoa::test;
using namespace stoa::orders;

namespace {

const Currency kEur = Currency::of("EUR");

Money eur(std::int64_t minor)
{
    return Money(minor, kEur);
}

OrderParts parts(std::int64_t total, std::int64_t captured, std::int64_t refunded)
{
    OrderParts parts;
    parts.status = api::OrderStatus::Placed;
    parts.total = eur(total);
    parts.authorized = parts.captured = eur(captured);
    parts.refunded = eur(refunded);
    parts.quantity = 4;
    return parts;
}

Offered offer(VariantId variant, std::int64_t price)
{
    return {variant, ListingId::make(), "Bowl", "SKU", "", "", eur(price)};
}

} // namespace

class OrderRulesTest : public QObject {
    Q_OBJECT

    const VariantId m_variant = VariantId::make();
    const Terms m_terms{true, kEur, 825};

    api::PlaceOrder request(std::int64_t quantity) const
    {
        api::PlaceOrder request;
        request.seller = OrgId::make();
        request.shippingAddress.country = "DE";
        request.lines = {{m_variant, quantity, std::nullopt}};
        return request;
    }
    std::string decided(const Terms& terms, const api::PlaceOrder& request,
                        std::int64_t price = 1000) const
    {
        return problemOf(
            decide(terms, std::vector{offer(m_variant, price)}, request, OrderId::make()));
    }

private slots:
    void everyStatusIsReachable()
    {
        const StateTable<api::OrderStatus, Command, Who> table(kTransitions);
        QCOMPARE(reachable(table, api::OrderStatus::Draft).size(),
                 enumWords<api::OrderStatus>().size());
        QVERIFY(!next(table, api::OrderStatus::Canceled, Command::Place));
    }

    void everyDerivedStatusIsReachable()
    {
        std::set<api::PaymentStatus> payment;
        std::set<api::FulfillmentStatus> fulfillment;
        for (const auto status :
             {api::OrderStatus::Draft, api::OrderStatus::Placed, api::OrderStatus::Canceled}) {
            for (const std::int64_t captured : {0, 500, 1000}) {
                for (const std::int64_t authorized : {captured, std::int64_t{1000}}) {
                    for (const std::int64_t refunded : {std::int64_t{0}, captured / 2, captured}) {
                        for (std::int64_t fulfilled = 0; fulfilled <= 4; ++fulfilled) {
                            OrderParts each = parts(1000, captured, refunded);
                            each.status = status;
                            each.authorized = eur(authorized);
                            each.fulfilled = fulfilled;
                            payment.insert(deriveStatuses(each).payment);
                            fulfillment.insert(deriveStatuses(each).fulfillment);
                            each.delivered = fulfilled;
                            fulfillment.insert(deriveStatuses(each).fulfillment);
                        }
                    }
                }
            }
        }
        QCOMPARE(payment.size(), enumWords<api::PaymentStatus>().size());
        QCOMPARE(fulfillment.size(), enumWords<api::FulfillmentStatus>().size());
    }

    void derivesPaymentStatus()
    {
        QCOMPARE(deriveStatuses(parts(1000, 0, 0)).payment, api::PaymentStatus::None);
        QCOMPARE(deriveStatuses(parts(1000, 400, 0)).payment, api::PaymentStatus::PartiallyPaid);
        QCOMPARE(deriveStatuses(parts(1000, 1000, 0)).payment, api::PaymentStatus::Paid);
        QCOMPARE(deriveStatuses(parts(1000, 1000, 1)).payment,
                 api::PaymentStatus::PartiallyRefunded);
        QCOMPARE(deriveStatuses(parts(1000, 1000, 1000)).payment, api::PaymentStatus::Refunded);
        QCOMPARE(deriveStatuses(parts(0, 0, 0)).payment, api::PaymentStatus::Paid);
    }

    void derivesFulfillmentFromWhatIsStillWanted()
    {
        OrderParts each = parts(1000, 1000, 0);
        each.withdrawn = 4;
        QCOMPARE(deriveStatuses(each).fulfillment, api::FulfillmentStatus::Canceled);
        each.withdrawn = 1;
        QCOMPARE(deriveStatuses(each).fulfillment, api::FulfillmentStatus::Unfulfilled);
        each.fulfilled = 2;
        QCOMPARE(deriveStatuses(each).fulfillment, api::FulfillmentStatus::Partial);
        each.fulfilled = 3;
        QCOMPARE(deriveStatuses(each).fulfillment, api::FulfillmentStatus::Fulfilled);
        each.delivered = 3;
        QCOMPARE(deriveStatuses(each).fulfillment, api::FulfillmentStatus::Delivered);
    }

    void refusesWhatTheRequestAloneShows()
    {
        api::PlaceOrder each = request(1);
        each.lines.clear();
        STOA_FAILS(checkRequest(each), "order.no_lines");
        each = request(1);
        each.lines.push_back({m_variant, 2, std::nullopt});
        STOA_FAILS(checkRequest(each), "order.duplicate_variant");
        QCOMPARE(checkRequest(each).error().field, std::string("lines[1].variant"));
        each = request(1);
        each.shippingAddress.country = "XX";
        STOA_FAILS(checkRequest(each), "country.unknown");
        QCOMPARE(checkRequest(each).error().field, std::string("shippingAddress.country"));
        each = request(1);
        each.shipping = eur(-1);
        STOA_FAILS(checkRequest(each), "order.negative_shipping");
        STOA_OK(checkRequest(request(1)));
    }

    void refusesWhatTheTermsAndOffersForbid()
    {
        QCOMPARE(decided({false, kEur, 825}, request(1)).substr(0, 24),
                 std::string("refused seller.suspended"));
        api::PlaceOrder each = request(1);
        each.lines[0].variant = VariantId::make();
        QVERIFY(decided(m_terms, each).starts_with("refused variant.not_for_sale"));
        each = request(1);
        each.lines[0].unitPrice = eur(999);
        QVERIFY(decided(m_terms, each).find("price.changed") != std::string::npos);
        QVERIFY(decided(m_terms, each).find("now=10.00 EUR") != std::string::npos);
        each.lines[0].unitPrice = Money(1000, Currency::of("USD"));
        QVERIFY(decided(m_terms, each).find("order.wrong_currency") != std::string::npos);
        each = request(1);
        each.shipping = Money(1, Currency::of("USD"));
        QVERIFY(decided(m_terms, each).find("order.wrong_currency") != std::string::npos);
        QVERIFY(decided({true, Currency::of("USD"), 0}, request(1)).find("order.wrong_currency") !=
                std::string::npos);
    }

    void refusesTotalsBeyondTheLimit()
    {
        QVERIFY(decided(m_terms, request(9999), 1'000'000'000'000'000)
                    .starts_with("refused order.total_too_large"));
        api::PlaceOrder each = request(1);
        each.shipping = eur(1);
        QVERIFY(decided(m_terms, each, kMaxTotalMinor).starts_with("refused order.total"));
        QCOMPARE(decided(m_terms, request(1), kMaxTotalMinor), std::string("no error"));
    }

    void freezesCommissionPerLineHalfEven()
    {
        api::PlaceOrder each = request(2);
        each.shipping = eur(495);
        const auto order = must(
            decide({true, kEur, 250}, std::vector{offer(m_variant, 1010)}, each, OrderId::make()));
        QCOMPARE(order.items, eur(2020));
        QCOMPARE(order.total, eur(2515));
        QCOMPARE(order.commission, eur(50)); // 2.5 % of 20.20 is 50.5 cents: to the even cent
        QCOMPARE(order.lines[0].commission, order.commission);
        QCOMPARE(order.itemCount, 2);
    }

    void numbersComeFromTheRandomBits()
    {
        const OrderId id(Uuid::makeV7(Timestamp(0), 0, 0x1f));
        QCOMPARE(orderNumber(id).size(), std::size_t{10});
        QVERIFY(orderNumber(id).starts_with("M-"));
        std::set<std::string> numbers;
        for (int i = 0; i < 10'000; ++i)
            numbers.insert(orderNumber(OrderId::make()));
        QCOMPARE(numbers.size(), std::size_t{10'000});
    }
};

STOA_TEST(OrderRulesTest)
#include "test_order_rules.moc"
