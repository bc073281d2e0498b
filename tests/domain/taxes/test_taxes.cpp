// Taxes through an order's life in a real database: frozen when it is placed, kept back when its
// money is released, given back with refunds, and told in the report.

#include "domain/ledger/escrow.h"
#include "domain/taxes/tax_report.h"
#include "domain/taxes/taxes_sql.h"
#include "domain_shop/shop.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

namespace {

constexpr db::Statement kBalances{
    "test.balances",
    "SELECT string_agg(reason || ' ' || amount_minor, ', ' ORDER BY reason) AS text"
    " FROM ledger_transfer WHERE reason LIKE 'release%'"};

} // namespace

class TaxesTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;

    template <class Request>
    auto asMarketplace(const Request& request)
    {
        return m_shop->bench.run(m_shop->bench.marketplace(),
                                 [&](Unit& unit) { return taxes::handle(unit, request); });
    }
    std::vector<api::TaxReportRow> report()
    {
        const Timestamp now = m_shop->bench.clock.now();
        const api::GetTaxReport request{m_shop->seller, now - std::chrono::hours(24 * 30),
                                        now + std::chrono::hours(1)};
        return must(m_shop->bench.run(m_shop->seller,
                                      [&](Unit& unit) { return taxes::handle(unit, request); }))
            .rows;
    }
    api::OrderView place(VariantId variant, std::int64_t quantity, std::string_view shipping)
    {
        auto basket = m_shop->basket({{variant, quantity}});
        basket.shipping = m_shop->money(shipping);
        return must(m_shop->place(basket));
    }
    void release(OrderId order)
    {
        must(m_shop->deliver(order));
        m_shop->bench.clock.advance(std::chrono::hours(24 * 15));
        must(m_shop->bench.run(m_shop->seller, ledger::releaseDue));
    }

private slots:
    void init() { m_shop.emplace(); }

    void ordersKeepWhatWasDecided()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), taxes::sql::kAll));
        const auto bowl = m_shop->addVariant("11.90");
        m_shop->tax(1900, api::TaxCollector::Seller);
        const auto placed = place(bowl, 2, "5.95");
        QCOMPARE(placed.lines[0].tax, m_shop->money("3.80"));
        QCOMPARE(placed.lines[0].taxName, std::string("VAT"));
        QCOMPARE(placed.lines[0].taxBasisPoints, 1900);
        QCOMPARE(placed.shippingTax, m_shop->money("0.95"));
        QCOMPARE(placed.tax, m_shop->money("4.75"));
        QVERIFY(placed.collectedTax.isZero());
        m_shop->tax(0, api::TaxCollector::Marketplace);
        const auto seen = must(m_shop->order(placed.row.id));
        QCOMPARE(seen.lines[0].tax, m_shop->money("3.80"));
        QCOMPARE(seen.tax, m_shop->money("4.75"));
        QCOMPARE(seen.shippingTax, m_shop->money("0.95"));
        QVERIFY(place(bowl, 1, "0").tax.isZero());
    }

    void theSellersTaxIsTheSellersMoney()
    {
        const auto bowl = m_shop->addVariant("11.90");
        m_shop->tax(1900, api::TaxCollector::Seller);
        release(place(bowl, 1, "0").row.id);
        QCOMPARE(must(m_shop->bench.db().run(kBalances)).single().get<std::string>("text"),
                 std::string("release 1071, release_fee 119"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void theMarketplacesTaxIsKeptBackAndComesBackWithRefunds()
    {
        const auto bowl = m_shop->addVariant("11.90");
        m_shop->tax(1900, api::TaxCollector::Marketplace);
        const auto placed = place(bowl, 2, "1.19");
        QCOMPARE(placed.collectedTax, m_shop->money("3.99"));
        const api::RefundContent one{{refundLine(placed.lines[0].id, 1)}, {}, {}};
        auto preview = must(m_shop->preview(placed.row.id, one));
        QCOMPARE(preview.fromCollectedTax, m_shop->money("1.90"));
        QCOMPARE(preview.tax, m_shop->money("1.90"));
        QCOMPARE(preview.sellerNetAfter, m_shop->money("9.81")); // 11.90 + 1.19 - 1.19 - 2.09
        release(placed.row.id);
        QCOMPARE(must(m_shop->bench.db().run(kBalances)).single().get<std::string>("text"),
                 std::string("release 1862, release_fee 238, release_tax 399"));
        preview = must(m_shop->preview(placed.row.id, one));
        QCOMPARE(preview.fromPayable, m_shop->money("8.81")); // 11.90 - 1.19 - 1.90
        must(m_shop->refund(placed.row.id, one));
        QCOMPARE(m_shop->findings(), std::string());
        api::RefundContent rest;
        rest.extra = must(m_shop->order(placed.row.id)).row.total - m_shop->money("11.90");
        must(m_shop->refund(placed.row.id, rest));
        QCOMPARE(m_shop->findings(), std::string());
        const auto rows = report();
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].taxRefunded, rows[0].tax);
    }

    void theReportTellsWhatWasSoldAndGivenBack()
    {
        const auto bowl = m_shop->addVariant("11.90");
        place(bowl, 1, "0"); // without a rate
        m_shop->tax(1900, api::TaxCollector::Marketplace);
        const auto placed = place(bowl, 3, "5.95");
        must(m_shop->refund(placed.row.id,
                            {{refundLine(placed.lines[0].id, 1)}, m_shop->money("1.19"), {}}));
        const auto rows = report();
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].name, std::string());
        QCOMPARE(rows[0].sold, m_shop->money("11.90"));
        QVERIFY(rows[0].tax.isZero());
        QCOMPARE(rows[1].name, std::string("VAT"));
        QCOMPARE(rows[1].country, placed.row.country);
        QCOMPARE(rows[1].collector, api::TaxCollector::Marketplace);
        QCOMPARE(rows[1].sold, m_shop->money("41.65"));
        QCOMPARE(rows[1].tax, m_shop->money("6.65"));
        QCOMPARE(rows[1].refunded, m_shop->money("13.09"));
        QCOMPARE(rows[1].taxRefunded, m_shop->money("2.09"));
    }

    void aPeriodEndsAfterItBegins()
    {
        const Timestamp now = m_shop->bench.clock.now();
        const auto code = [&](Timestamp from, Timestamp until) {
            return codeOf(asMarketplace(api::GetTaxReport{std::nullopt, from, until}));
        };
        QCOMPARE(code(now, now), std::string("taxes.bad_period"));
        QCOMPARE(code(now, now + std::chrono::hours(24 * 400)), std::string("no error"));
        QCOMPARE(code(now, now + std::chrono::hours(24 * 401)), std::string("taxes.bad_period"));
    }

    void twoPeopleDoNotOverwriteEachOther()
    {
        api::ReplaceTaxRates request;
        request.rates.push_back({"VAT", "DE", std::nullopt, std::nullopt, std::nullopt, 1900});
        request.rates.push_back({"Reduced", "DE", CategoryId::make()});
        const auto unknown = asMarketplace(request);
        STOA_FAILS(unknown, "category.not_found");
        QCOMPARE(unknown.error().field, std::string("rates[1].category"));
        request.rates.pop_back();
        const auto written = must(asMarketplace(request));
        QCOMPARE(written.version, Version{1});
        QCOMPARE(written.rates.size(), std::size_t{1});
        QCOMPARE(written.rates[0].basisPoints.value, 1900);
        request.rates.clear();
        const auto stale = asMarketplace(request);
        QVERIFY(problemOf(stale).starts_with("stale taxes.stale in version (seen=0, current=1)"));
        request.version = Version{1};
        QVERIFY(must(asMarketplace(request)).rates.empty());
        QCOMPARE(must(asMarketplace(api::ListTaxRates{})).version, Version{2});
    }
};

STOA_TEST(TaxesTest)
#include "test_taxes.moc"
