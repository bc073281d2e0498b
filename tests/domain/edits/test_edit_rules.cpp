#include "domain/edits/edit_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::edits;

namespace {

const Currency kEur = Currency::of("EUR");

Money eur(std::int64_t minor)
{
    return Money(minor, kEur);
}

orders::LineState lineState(std::int64_t quantity, std::int64_t unitPrice, std::int64_t commission,
                            std::int64_t tax)
{
    orders::LineState line;
    line.id = OrderLineId::make();
    line.variant = VariantId::make();
    line.title = "Bowl";
    line.sku = "BOWL";
    line.quantity = quantity;
    line.unitPrice = eur(unitPrice);
    line.total = eur(unitPrice * quantity);
    line.commission = eur(commission);
    line.commissionTax = eur(tax);
    line.refunded = line.commissionRefunded = line.commissionTaxRefunded = eur(0);
    line.tax = line.taxRefunded = eur(0);
    return line;
}

} // namespace

class EditRulesTest : public QObject {
    Q_OBJECT

    const OrgId m_seller = OrgId::make();
    const VariantId m_vase = VariantId::make();
    orders::OrderState m_order; // 4 × 10.00 and 1 × 5.00, shipping 4.90, paid
    api::Address m_address;
    ledger::Escrow m_escrow;
    orders::Terms m_terms;
    std::vector<orders::Offered> m_offers; // both lines at other prices, and a vase at 30.00
    api::OrderEditContent m_content;

    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }
    Result<EditPlan> planned() const
    {
        return planEdit({m_seller, m_order, m_address, m_escrow, m_terms, m_offers}, m_content);
    }
    EditPlan plan() const { return must(planned()); }
    std::string code() const { return codeOf(planned()); }
    std::string problem() const { return problemOf(planned()); }
    orders::Offered offer(VariantId variant, std::int64_t price) const
    {
        return {variant, ListingId::make(), "Vase", "VASE", "", "", eur(price)};
    }

private slots:
    void init()
    {
        m_order = {};
        m_order.id = OrderId::make();
        m_order.number = "M-00000000";
        m_order.status = api::OrderStatus::Placed;
        m_order.lines = {lineState(4, 1000, 401, 77), lineState(1, 500, 50, 10)};
        m_order.shipping = eur(490);
        m_order.total = m_order.authorized = m_order.captured = eur(4990);
        m_order.refunded = m_order.shippingRefunded = eur(0);
        m_order.shippingTax = m_order.shippingTaxRefunded = eur(0);
        m_order.reduced = m_order.excessRefunded = eur(0);
        m_order.payments = {{PaymentId::make(), "ref", eur(4990), eur(0), "sandbox", eur(0)}};
        m_address = {"Ioana Dumitrescu", "Strada Lunga 5", "", "500026", "Brasov", "", "RO"};
        m_escrow = {};
        m_escrow.state.disputed = eur(0);
        m_terms = {true, kEur, 1000};
        m_offers = {offer(m_order.lines[0].variant, 1700), offer(m_order.lines[1].variant, 900),
                    offer(m_vase, 3000)};
        m_content = {};
    }

    void aSmallerLineKeepsItsPriceAndItsRates()
    {
        m_content.lines = {{line(0), 3}};
        const auto smaller = plan();
        const auto& after = smaller.after.lines[0];
        QCOMPARE(after.quantity, 3);
        QCOMPARE(after.unitPrice, eur(1000));
        QCOMPARE(after.total, eur(3000));
        QCOMPARE(after.commission + after.commissionTax, eur(358)); // three quarters of 4.78
        QCOMPARE(after.commission, eur(300));
        QCOMPARE(smaller.after.total, eur(3990));
        QCOMPARE(smaller.after.reduced, eur(1000));
        QCOMPARE(smaller.after.captured, eur(4990));
        QCOMPARE(smaller.back, eur(1000));
        QVERIFY(smaller.toPay.isZero());
        QCOMPARE(smaller.released.size(), std::size_t{1});
        QCOMPARE(smaller.released[0].quantity, 1);
        QVERIFY(smaller.reserved.empty());
    }

    void taxesAreFoundAtTheRatesThatTheOrderHas()
    {
        auto& bowls = m_order.lines[0];
        bowls.tax = eur(639); // 19 % in 40.00
        bowls.taxBasisPoints = 1900;
        bowls.isTaxCollected = true;
        m_order.shippingTax = eur(78);
        m_order.shippingTaxBasisPoints = 1900;
        m_content.lines = {{line(0), 3}};
        m_content.shipping = eur(300);
        const auto smaller = plan();
        QCOMPARE(smaller.after.lines[0].tax, eur(479));
        QCOMPARE(smaller.after.shippingTax, eur(48));
        QCOMPARE(smaller.back, eur(1190));
        const auto preview = previewOf(m_order, smaller);
        QCOMPARE(preview.taxBefore, eur(717));
        QCOMPARE(preview.taxAfter, eur(527));
        QCOMPARE(preview.sellerNetAfter, eur(3800 - 358 - 60 - 479)); // shipping's is the seller's
        m_content.lines = {{line(0), 5}};
        QCOMPARE(plan().after.lines[0].tax, eur(798));
    }

    void theMarketplaceKeepsNoMoreOfALineThanItIs()
    {
        m_order.lines[0] = lineState(4, 1, 2, 0);
        m_order.lines[0].tax = eur(2);
        m_order.lines[0].taxBasisPoints = 10'000;
        m_order.lines[0].isTaxCollected = true;
        m_order.total = m_order.authorized = m_order.captured = eur(994);
        for (std::int64_t quantity = 3; quantity > 0; --quantity) {
            m_content.lines = {{line(0), quantity}};
            const auto after = plan().after.lines[0];
            QVERIFY(after.commission + after.commissionTax + after.tax <= after.total);
        }
    }

    void aLineOfNothingStaysAndCostsNothing()
    {
        m_content.lines = {{line(0), 0}};
        const auto gone = plan();
        QCOMPARE(gone.after.lines.size(), std::size_t{2});
        QCOMPARE(gone.after.lines[0].total, eur(0));
        QCOMPARE(gone.after.lines[0].commission, eur(0));
        QCOMPARE(gone.after.lines[0].commissionTax, eur(0));
        QCOMPARE(gone.back, eur(4000));
        m_order = gone.after;
        m_content.lines = {{line(0), 1}};
        QVERIFY(problem().starts_with("refused order_edit.line_removed in lines[0].line"));
    }

    void aLargerLineKeepsItsPriceAndPaysTheCommissionOfToday()
    {
        m_terms.commissionBasisPoints = 2000;
        m_content.lines = {{line(0), 6}};
        const auto larger = plan();
        QCOMPARE(larger.after.lines[0].total, eur(6000)); // not 17.00 each
        QCOMPARE(larger.after.lines[0].commission, eur(801));
        QCOMPARE(larger.after.lines[0].commissionTax, eur(77));
        QCOMPARE(larger.toPay, eur(2000));
        QVERIFY(larger.back.isZero());
        QCOMPARE(larger.reserved.size(), std::size_t{1});
        QCOMPARE(larger.reserved[0].share.quantity, 2);
        QCOMPARE(larger.reserved[0].field, std::string("lines[0]"));
    }

    void smallAndLargeAgainIsNotCheaper()
    {
        m_order.lines[0].commissionTax = eur(0);
        m_content.lines = {{line(0), 1}};
        m_order = plan().after;
        m_content.lines = {{line(0), 4}};
        QVERIFY(plan().after.lines[0].commission >= eur(400));
    }

    void aNewLineIsDecidedAsInANewOrder()
    {
        m_content.lines = {{line(0), 1}};
        m_content.added = {{m_vase, 1, eur(3000)}};
        const auto swapped = plan();
        QVERIFY(swapped.back.isZero() && swapped.toPay.isZero());
        QCOMPARE(swapped.after.total, eur(4990));
        QCOMPARE(swapped.after.lines.size(), std::size_t{3});
        QCOMPARE(swapped.added.lines.size(), std::size_t{1});
        QCOMPARE(swapped.after.lines[2].id, swapped.added.lines[0].id);
        QCOMPARE(swapped.after.lines[2].total, eur(3000));
        QCOMPARE(swapped.after.lines[2].commission, eur(300));
        QCOMPARE(swapped.reserved[0].share.line, std::size_t{2});
        const auto preview = previewOf(m_order, swapped);
        QCOMPARE(preview.lines.size(), std::size_t{2});
        QCOMPARE(preview.lines[0].quantityBefore, 4);
        QCOMPARE(preview.lines[0].quantityAfter, 1);
        QVERIFY(!preview.lines[1].line);
        QCOMPARE(preview.lines[1].sku, std::string("VASE"));
        QCOMPARE(preview.totalBefore, preview.totalAfter);
        QCOMPARE(preview.sellerNetBefore, eur(4990 - 401 - 77 - 50 - 10));
        QCOMPARE(preview.sellerNetAfter,
                 eur(4990) - preview.commissionAfter - preview.commissionTaxAfter);
    }

    void whatARefundGaveBackOfACommissionStaysGivenBack()
    {
        m_order.lines[0].refunded = eur(3000); // its commission was 4.01, of which 3.01 went back
        m_order.lines[0].commissionRefunded = eur(301);
        m_order.lines[0].commissionTaxRefunded = eur(58);
        m_order.refunded = eur(3000);
        m_content.lines = {{line(0), 3}};
        const auto after = plan().after.lines[0];
        QCOMPARE(after.commission, eur(301));
        QCOMPARE(after.commissionTax, eur(58));
        QCOMPARE(plan().back, eur(1000));
    }

    void whatDidNotGoBackCountsInTheNextEdit()
    {
        m_order.total = eur(3990); // an edit took 10.00 off, and its refund failed
        m_order.lines[0] = lineState(3, 1000, 300, 58);
        m_order.lines[0].variant = m_offers[0].variant;
        m_order.reduced = eur(1000);
        m_content.lines = {{line(0), 4}};
        QVERIFY(plan().back.isZero() && plan().toPay.isZero());
        QVERIFY(plan().after.excess().isZero());
        m_content.lines = {{line(0), 2}};
        QCOMPARE(plan().back, eur(2000));
        m_content.lines = {{line(0), 5}};
        QCOMPARE(plan().toPay, eur(1000));
    }

    void refusesByTheStateOfTheOrder()
    {
        m_content.lines = {{OrderLineId::make(), 1}}; // said only after all of these
        m_escrow.releasedAt = Timestamp(1);
        QCOMPARE(code(), std::string("order_edit.released"));
        m_escrow.hasClaim = true;
        QCOMPARE(code(), std::string("order_edit.claimed"));
        m_escrow.state.disputed = eur(1);
        QCOMPARE(code(), std::string("order_edit.disputed"));
        m_order.captured = eur(0);
        QCOMPARE(code(), std::string("order.payment_pending"));
        m_order.status = api::OrderStatus::Canceled;
        QCOMPARE(code(), std::string("order.canceled"));
    }

    void refusesInOrder()
    {
        m_content.lines = {{line(1), 1}, {line(0), 9}, {line(0), 2}, {OrderLineId::make(), 1}};
        m_content.added = {{m_vase, 1, eur(1)}, {m_vase, 1, std::nullopt}};
        m_content.shipping = Money(-1, Currency::of("USD"));
        m_content.shippingAddress = m_address;
        m_content.shippingAddress->country = "XX";
        m_terms.isOpen = false;
        QVERIFY(problem().starts_with("invalid order.duplicate_line in lines[2].line"));
        m_content.lines.erase(m_content.lines.begin() + 2);
        QVERIFY(problem().starts_with("invalid order.line_unknown in lines[2].line"));
        m_content.lines.pop_back();
        QVERIFY(problem().starts_with("invalid order.wrong_currency in shipping"));
        m_content.shipping = eur(-1);
        QVERIFY(problem().starts_with("invalid order.negative_shipping in shipping"));
        m_order.shippingRefunded = eur(100);
        m_content.shipping = eur(99);
        QVERIFY(problem().starts_with("refused order_edit.shipping_gone in shipping (least=1.00"));
        m_content.shipping = eur(490);
        QVERIFY(problem().starts_with("invalid country.unknown in shippingAddress.country"));
        m_content.shippingAddress->country = "DE";
        QVERIFY(problem().starts_with(
            "refused order_edit.other_country in shippingAddress.country (country=RO)"));
        m_content.shippingAddress = m_address;
        QVERIFY(problem().starts_with("invalid order.duplicate_variant in added[1].variant"));
        m_content.added.pop_back();
        QCOMPARE(code(), std::string("seller.suspended"));
        m_terms.isOpen = true;
        QVERIFY(problem().starts_with("conflict price.changed in added[0].unitPrice"));
        m_content.added[0].unitPrice.reset();
        m_offers.erase(m_offers.begin());
        QVERIFY(problem().starts_with("refused variant.not_for_sale in lines[1].quantity"));
        m_content.lines.clear();
        m_offers.pop_back();
        QVERIFY(problem().starts_with("refused variant.not_for_sale in added[0].variant"));
        m_content.added.clear();
        QCOMPARE(code(), std::string("order_edit.nothing")); // the shipping and address it has
        m_content.lines = {{line(0), 0}, {line(1), 0}};
        QCOMPARE(code(), std::string("order_edit.leaves_nothing"));
    }

    void refusesWhatIsGone_data()
    {
        QTest::addColumn<int>("fulfilled");
        QTest::addColumn<int>("packed");
        QTest::addColumn<int>("withdrawn");
        QTest::addColumn<int>("refundedQuantity");
        QTest::addColumn<int>("refundedMinor");
        QTest::addColumn<int>("least");
        QTest::newRow("sent") << 2 << 0 << 0 << 0 << 0 << 2;
        QTest::newRow("packed") << 0 << 3 << 0 << 0 << 0 << 3;
        QTest::newRow("canceled") << 0 << 0 << 1 << 1 << 1000 << 1;
        QTest::newRow("sent and given back") << 2 << 0 << 0 << 2 << 2000 << 2;
        QTest::newRow("refunded, and to be kept") << 0 << 0 << 0 << 2 << 2000 << 2;
        QTest::newRow("a part of the price") << 0 << 0 << 0 << 0 << 1001 << 2;
        QTest::newRow("all of it") << 1 << 1 << 1 << 1 << 1000 << 3;
    }
    void refusesWhatIsGone()
    {
        QFETCH(int, fulfilled);
        QFETCH(int, packed);
        QFETCH(int, withdrawn);
        QFETCH(int, refundedQuantity);
        QFETCH(int, refundedMinor);
        QFETCH(int, least);
        auto& bowls = m_order.lines[0];
        bowls.fulfilled = fulfilled;
        bowls.packed = packed;
        bowls.withdrawn = withdrawn;
        bowls.refundedQuantity = refundedQuantity;
        bowls.refunded = m_order.refunded = eur(refundedMinor);
        m_content.lines = {{line(0), least - 1}};
        QCOMPARE(problem(), "refused order_edit.quantity_gone in lines[0].quantity (least=" +
                                std::to_string(least) + ")");
        m_content.lines = {{line(0), least}};
        QCOMPARE(plan().after.lines[0].quantity, least);
    }

    void aVariantMayComeBackAtTodaysPriceOnceItsLineIsOut()
    {
        m_content.added = {{m_order.lines[1].variant, 1, std::nullopt}};
        QVERIFY(problem().starts_with("invalid order.duplicate_variant in added[0].variant"));
        m_content.lines = {{line(1), 0}};
        QCOMPARE(plan().toPay, eur(400));
    }

    void refusesTooMuch()
    {
        while (m_order.lines.size() < 200)
            m_order.lines.push_back(lineState(1, 0, 0, 0));
        m_content.added = {{m_vase, 1, std::nullopt}};
        QVERIFY(problem().starts_with("refused order_edit.too_many_lines (most=200)"));
        m_order.lines.resize(2);
        m_content.added[0].quantity = 9999;
        m_offers[2].price = eur(orders::kMaxTotalMinor / 9999);
        QCOMPARE(code(), std::string("order.total_too_large"));
    }

    void anAddressAloneIsAnEditOfNoMoney()
    {
        m_content.shippingAddress = m_address;
        m_content.shippingAddress->street = "Strada Republicii 12";
        QCOMPARE(plan().address->street.value, std::string("Strada Republicii 12"));
        QVERIFY(plan().back.isZero() && plan().toPay.isZero());
    }
};

STOA_TEST(EditRulesTest)
#include "test_edit_rules.moc"
