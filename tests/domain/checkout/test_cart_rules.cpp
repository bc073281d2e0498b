#include "domain/checkout/cart_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::checkout;

namespace {

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

api::CartLineView lineOf(OrgId seller, std::int64_t quantity)
{
    api::CartLineView line;
    line.seller = seller;
    line.variant = VariantId::make();
    line.quantity = line.available = quantity;
    line.isOnSale = true;
    line.sku = "CUP";
    line.unitPrice = eur(1000);
    return line;
}

} // namespace

class CartRulesTest : public QObject {
    Q_OBJECT

    const OrgId m_first = OrgId::make();
    const OrgId m_second = OrgId::make();
    api::CartView m_cart;
    api::CheckOut m_request;

    std::string code() const { return codeOf(split(m_cart, m_request)); }

private slots:
    void init()
    {
        m_cart = {};
        m_cart.lines = {lineOf(m_first, 2), lineOf(m_first, 1), lineOf(m_second, 3)};
        m_request = {};
        m_request.buyer.name = "Ioana";
        m_request.paymentMethod = "tok_visa";
    }

    void splitsIntoOneOrderForEachSeller()
    {
        m_request.shipping = {{m_second, eur(490)}};
        m_request.storeCredit = {{m_first, eur(700)}};
        const auto orders = must(split(m_cart, m_request));
        QCOMPARE(orders.size(), std::size_t{2});
        QCOMPARE(orders[0].seller, m_first);
        QCOMPARE(orders[0].lines.size(), std::size_t{2});
        QVERIFY(!orders[0].shipping);
        QCOMPARE(orders[1].lines[0].quantity, Quantity(3));
        QCOMPARE(orders[1].lines[0].unitPrice, std::optional(eur(1000)));
        QCOMPARE(orders[1].shipping, std::optional(eur(490)));
        QCOMPARE(orders[0].storeCredit, std::optional(eur(700)));
        QVERIFY(!orders[1].storeCredit);
        QCOMPARE(orders[1].buyer.name.value, std::string("Ioana"));
        QCOMPARE(orders[1].paymentMethod.value, std::string("tok_visa"));
    }

    void refusesInOrder()
    {
        m_cart.lines[2].available = 2;
        QCOMPARE(code(), std::string("stock.insufficient"));
        m_cart.lines[1].isOnSale = false;
        QCOMPARE(code(), std::string("variant.not_for_sale"));
        m_request.storeCredit = {{OrgId::make(), eur(1)}};
        QCOMPARE(code(), std::string("store_credit.unknown_seller"));
        m_request.storeCredit = {{m_first, eur(1)}, {m_first, eur(1)}};
        QCOMPARE(code(), std::string("store_credit.duplicate_seller"));
        m_request.shipping = {{OrgId::make(), eur(1)}};
        QCOMPARE(code(), std::string("shipping.unknown_seller"));
        m_request.shipping = {{m_first, eur(1)}, {m_first, eur(1)}};
        QCOMPARE(code(), std::string("shipping.duplicate_seller"));
        m_cart.lines.clear();
        QCOMPARE(code(), std::string("cart.empty"));
    }

    void aCartHasBounds()
    {
        STOA_OK(mayAdd(m_cart, OrgId::make()));
        while (m_cart.lines.size() < 11)
            m_cart.lines.push_back(lineOf(OrgId::make(), 1));
        STOA_OK(mayAdd(m_cart, m_first));
        STOA_FAILS(mayAdd(m_cart, OrgId::make()), "cart.too_many_sellers");
        while (m_cart.lines.size() < kMaxLines)
            m_cart.lines.push_back(lineOf(m_first, 1));
        STOA_FAILS(mayAdd(m_cart, m_first), "cart.too_many_lines");
    }
};

STOA_TEST(CartRulesTest)
#include "test_cart_rules.moc"
