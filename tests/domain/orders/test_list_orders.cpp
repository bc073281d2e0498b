#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class ListOrdersTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    std::vector<api::OrderView> m_orders; // oldest first

    Result<Page<api::OrderRow>> page(const api::ListOrders& request, bool ofSeller = false)
    {
        return m_shop->bench.run(ofSeller ? std::optional(m_shop->seller) : std::nullopt,
                                 [&](Unit& unit) { return orders::handle(unit, request); });
    }
    // Numbers of the orders found, newest first.
    std::vector<std::string> found(const api::ListOrders& request, bool ofSeller = false)
    {
        std::vector<std::string> numbers;
        for (const auto& row : must(page(request, ofSeller)).items)
            numbers.push_back(row.number);
        return numbers;
    }
    std::vector<std::string> searched(std::string_view text)
    {
        api::ListOrders request;
        request.text = text;
        return found(request);
    }
    std::string number(std::size_t i) const { return m_orders[i].row.number; }

private slots:
    void initTestCase()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 1000);
        for (int i = 0; i < 7; ++i) {
            m_shop->bench.clock.advance(std::chrono::hours(1));
            auto request = m_shop->basket({{m_bowl, 1}});
            request.buyer = {"Buyer 100%_" + std::to_string(i),
                             "buyer" + std::to_string(i) + "@example.org"};
            m_orders.push_back(must(m_shop->place(request)));
        }
    }

    void readsNewestFirstPageByPage()
    {
        for (const bool ofSeller : {false, true}) {
            api::ListOrders request;
            request.limit = 3;
            std::vector<std::string> numbers;
            int pages = 0;
            for (;;) {
                const auto each = must(page(request, ofSeller));
                ++pages;
                for (const auto& row : each.items)
                    numbers.push_back(row.number);
                if (!each.next) break;
                request.after = *each.next;
            }
            QCOMPARE(pages, 3);
            QCOMPARE(numbers.size(), std::size_t{7});
            for (std::size_t i = 0; i < 7; ++i)
                QCOMPARE(numbers[i], number(6 - i));
        }
    }

    void refusesForeignCursors()
    {
        api::ListOrders request;
        request.after = "bm90IG91cnM";
        STOA_FAILS(page(request), "cursor.malformed");
    }

    void findsByNumberIdNameAndMail()
    {
        QCOMPARE(searched(number(2)), std::vector{number(2)});
        QCOMPARE(searched(number(2).substr(2, 6)), std::vector{number(2)});
        QCOMPARE(searched(" " + number(2).substr(0, 8) + " "), std::vector{number(2)});
        QCOMPARE(searched(m_orders[3].row.id.text()), std::vector{number(3)});
        QCOMPARE(searched("BUYER4@EXAMPLE"), std::vector{number(4)});
        QCOMPARE(searched("100%_5"), std::vector{number(5)});
        QVERIFY(searched("bu@").empty()); // a word that ends here
        QCOMPARE(searched("buyer 1"),
                 std::vector<std::string>({number(6), number(5), number(4), number(3), number(2),
                                           number(1), number(0)}));
        QVERIFY(searched("100%9").empty());
        QVERIFY(searched(OrderId::make().text()).empty());
    }

    void filtersByTimeAndStatus()
    {
        api::ListOrders request;
        request.placedFrom = m_orders[2].row.placedAt;
        request.placedBefore = m_orders[4].row.placedAt;
        QCOMPARE(found(request), (std::vector{number(3), number(2)}));
        request = {};
        request.paymentStatus = {api::PaymentStatus::Refunded};
        QVERIFY(found(request).empty());
        must(m_shop->refund(m_orders[1].row.id,
                            {{refundLine(m_orders[1].lines[0].id, 1)}, {}, {}}));
        QCOMPARE(found(request), std::vector{number(1)});
        QCOMPARE(found(request, true), std::vector{number(1)});
        request.fulfillmentStatus = {api::FulfillmentStatus::Unfulfilled};
        QVERIFY(found(request).empty());
        request.fulfillmentStatus = {api::FulfillmentStatus::Canceled};
        QCOMPARE(found(request), std::vector{number(1)});
    }

    void estimatesTheTotalFromStatistics()
    {
        api::ListOrders request;
        request.limit = 2;
        must(m_shop->script("ANALYZE marketplace_order"));
        QCOMPARE(must(page(request)).estimatedTotal, std::optional<std::int64_t>(7));
        request.limit = 50;
        request.text = "buyer3@";
        QCOMPARE(must(page(request)).estimatedTotal, std::optional<std::int64_t>(1));
    }

    void countsEachStatus()
    {
        for (const std::optional<OrgId> seller :
             {std::optional<OrgId>(), std::optional(m_shop->seller),
              std::optional(m_shop->bench.addSeller("Rival"))}) {
            const auto facets = must(m_shop->bench.run(
                seller, [&](Unit& unit) { return orders::handle(unit, api::GetOrderFacets{}); }));
            QCOMPARE(facets.paymentStatus.size(), enumWords<api::PaymentStatus>().size());
            QCOMPARE(facets.fulfillmentStatus.size(), enumWords<api::FulfillmentStatus>().size());
            const bool isRival = seller && *seller != m_shop->seller;
            std::int64_t paid = 0;
            std::int64_t all = 0;
            for (const auto& each : facets.paymentStatus) {
                QVERIFY(!each.isCapped);
                all += each.count;
                if (each.value == "paid") paid = each.count;
            }
            QCOMPARE(all, isRival ? 0 : 7);
            QCOMPARE(paid, isRival ? 0 : 6);
        }
    }
};

STOA_TEST(ListOrdersTest)
#include "test_list_orders.moc"
