#include "checkout_bench.h"
#include "domain/checkout/cart_rules.h"
#include "domain/checkout/checkout_sql.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class CartsTest : public QObject {
    Q_OBJECT

    std::optional<CheckoutBench> m;

    Result<api::CartView> set(std::int64_t quantity)
    {
        return m->ask(api::SetCartLine{m->cart.id, m->shop.seller, m->bowl, quantity});
    }

private slots:
    void init() { m.emplace(); }

    void statementsFitTheSchemaAndWordsTheEnums()
    {
        STOA_OK(prepareAll(m->shop.bench.db(), checkout::sql::kAll));
        QCOMPARE(m->shop.checkWords("checkout", "state"), sorted(enumWords<api::CheckoutState>()));
    }

    void showsWhatItCostsNowAndReservesNothing()
    {
        QCOMPARE(m->cart.lines.size(), std::size_t{2});
        QCOMPARE(m->cart.items, std::vector{m->shop.money("24.00")});
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{5, 0}));
        m->shop.setPrice(m->bowl, m->shop.money("12.00"));
        const auto cart = must(m->ask(api::GetCart{m->cart.id}));
        QCOMPARE(cart.items, std::vector{m->shop.money("28.00")});
        m->shop.takeOffSale(m->bowl);
        const auto later = must(m->ask(api::GetCart{m->cart.id}));
        QCOMPARE(later.items, std::vector{m->shop.money("4.00")});
        const auto gone = std::ranges::find(later.lines, m->bowl, &api::CartLineView::variant);
        QVERIFY(!gone->isOnSale);
        QVERIFY(!gone->unitPrice);
    }

    void theLastOneSaysTheQuantityAndNoneTakesItOut()
    {
        must(set(3));
        m->cart = must(set(9999));
        const auto bowls = std::ranges::find(m->cart.lines, m->bowl, &api::CartLineView::variant);
        QCOMPARE(bowls->quantity, 9999);
        QCOMPARE(bowls->available, 5);
        m->cart = must(set(0));
        QCOMPARE(m->cart.lines.size(), std::size_t{1});
        QCOMPARE(must(set(0)).lines.size(), std::size_t{1});
    }

    void aCartRunsOutAWeekAfterItsLastChange()
    {
        m->shop.bench.clock.advance(std::chrono::days(6));
        must(set(1));
        m->shop.bench.clock.advance(checkout::kCartLife - std::chrono::seconds(1));
        STOA_OK(m->ask(api::GetCart{m->cart.id}));
        m->shop.bench.clock.advance(std::chrono::seconds(1));
        STOA_FAILS(m->ask(api::GetCart{m->cart.id}), "cart.not_found");
        STOA_FAILS(set(1), "cart.not_found");
        const auto forget = [&] {
            return must(checkout::forgetCarts(m->shop.bench.db(),
                                              m->shop.bench.marketplace().uuid(),
                                              m->shop.bench.clock.now(), 10));
        };
        QCOMPARE(forget(), std::size_t{1});
        QCOMPARE(forget(), std::size_t{0});
    }

    void refusesWhatIsNotThere()
    {
        STOA_FAILS(m->ask(api::GetCart{CartId::make()}), "cart.not_found");
        STOA_FAILS(m->ask(api::SetCartLine{m->cart.id, m->shop.seller, VariantId::make(), 1}),
                   "variant.not_for_sale");
        // The other seller's variant is not on this one's shelf.
        STOA_FAILS(m->ask(api::SetCartLine{m->cart.id, m->shop.seller, m->stall.variant, 1}),
                   "variant.not_for_sale");
    }
};

STOA_TEST(CartsTest)
#include "test_carts.moc"
