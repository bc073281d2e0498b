#include "checkout_bench.h"
#include "domain/ledger/verify.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using checkout::Group;

class CheckoutTest : public QObject {
    Q_OBJECT

    std::optional<CheckoutBench> m;
    std::vector<Group> m_started;

    Result<api::CheckoutView> checkOut(const api::CheckOut& request)
    {
        return m->inMarketplace([&](Unit& unit) {
            return checkout::handle(unit, request, [&](Unit&, const Group& group) -> Done {
                m_started.push_back(group);
                return {};
            });
        });
    }
    api::CheckoutView now() { return must(m->ask(api::GetCheckout{m_started.at(0).checkout})); }
    Done place(std::size_t index)
    {
        const Group& group = m_started.at(0);
        return m->shop.bench.run(group.orders[index].seller, [&](Unit& unit) {
            return checkout::placeOrder(unit, group, group.orders[index], m->shop.providers());
        });
    }
    Done cancel(std::size_t index)
    {
        const Group& group = m_started.at(0);
        return m->shop.bench.run(group.orders[index].seller, [&](Unit& unit) {
            return checkout::cancelOrder(unit, group, m->shop.providers());
        });
    }
    // The refusal's code, after proof that nothing was started.
    std::string refusal(const api::CheckOut& request)
    {
        const auto result = checkOut(request);
        if (!m_started.empty()) return "something was started";
        if (must(m->ask(api::GetCart{m->cart.id})).checkout) return "the cart was taken";
        return codeOf(result);
    }

private slots:
    void init()
    {
        m.emplace();
        m_started.clear();
    }

    void aGroupIsPlacedSellerBySeller()
    {
        const auto started = must(checkOut(m->request()));
        QCOMPARE(m->shop.bench.events(), std::string("checkout.started"));
        QCOMPARE(started.state, api::CheckoutState::Placing);
        QCOMPARE(started.orders.size(), std::size_t{2});
        QVERIFY(!started.orders[0].order);
        STOA_OK(place(0));
        STOA_OK(place(1));
        STOA_OK(place(1)); // a step that runs again
        STOA_OK(m->inMarketplace([&](Unit& unit) { return checkout::finish(unit, m_started[0]); }));
        const auto done = now();
        QCOMPARE(done.state, api::CheckoutState::Placed);
        for (const auto& order : done.orders)
            QCOMPARE(order.status, std::optional(api::OrderStatus::Placed));
        QVERIFY(done.orders[0].order != done.orders[1].order);
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{5, 2}));
        QCOMPARE(m->shop.stockOf(m->stall), (Stock{5, 1}));
        QCOMPARE(m->shop.findings(), std::string());
    }

    void whatWasPlacedIsCanceledWhenTheRestIsRefused()
    {
        must(checkOut(m->request()));
        STOA_OK(place(0));
        must(m->shop.script("UPDATE stock_level SET on_hand = reserved"));
        STOA_FAILS(place(1), "stock.insufficient");
        STOA_OK(cancel(1)); // there is nothing to undo
        STOA_OK(cancel(0));
        STOA_OK(cancel(0));
        STOA_OK(m->inMarketplace([&](Unit& unit) {
            return checkout::giveUp(unit, m_started[0], "stock.insufficient");
        }));
        const auto failed = now();
        QCOMPARE(failed.state, api::CheckoutState::Failed);
        QCOMPARE(failed.failure, std::string("stock.insufficient"));
        const auto placed = std::ranges::find_if(
            failed.orders, [](const auto& order) { return order.order.has_value(); });
        QVERIFY(placed != failed.orders.end());
        QCOMPARE(placed->status, std::optional(api::OrderStatus::Canceled));
        QVERIFY(!must(m->ask(api::GetCart{m->cart.id})).checkout); // the buyer may try again
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aCartIsCheckedOutOnce()
    {
        must(checkOut(m->request()));
        STOA_FAILS(checkOut(m->request()), "cart.checked_out");
        STOA_FAILS(m->ask(api::SetCartLine{m->cart.id, m->shop.seller, m->bowl, 1}),
                   "cart.checked_out");
        QCOMPARE(m_started.size(), std::size_t{1});
    }

    void refusesWhatCanBeKnownBefore()
    {
        auto request = m->request();
        request.version = Version{1};
        QCOMPARE(refusal(request), std::string("cart.stale"));
        request = m->request();
        request.shippingAddress.country = "ZZ";
        QCOMPARE(refusal(request), std::string("country.unknown"));
        request = m->request();
        request.shipping = {{m->stall.seller, m->shop.money("-1.00")}};
        QCOMPARE(refusal(request), std::string("order.negative_shipping"));
        m->cart = must(m->ask(api::SetCartLine{m->cart.id, m->shop.seller, m->bowl, 6}));
        QCOMPARE(refusal(m->request()), std::string("stock.insufficient"));
        m->shop.takeOffSale(m->bowl);
        QCOMPARE(refusal(m->request()), std::string("variant.not_for_sale"));
        STOA_FAILS(m->ask(api::GetCheckout{CheckoutId::make()}), "checkout.not_found");
    }
};

STOA_TEST(CheckoutTest)
#include "test_checkout.moc"
