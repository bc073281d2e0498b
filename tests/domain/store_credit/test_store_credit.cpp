// Whose credit there is, and what staff give.

#include "credit_bench.h"
#include "domain/refunds/approvals.h"
#include "domain/store_credit/store_credit_sql.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class StoreCreditTest : public QObject {
    Q_OBJECT

    std::optional<CreditBench> m_bench;

    Money money(std::string_view amount) const { return m_bench->money(amount); }
    Page<api::StoreCreditView> list(const api::ListStoreCredits& request, OrgId seller)
    {
        return must(m_bench->shop.bench.run(
            seller, [&](Unit& unit) { return store_credit::handle(unit, request); }));
    }
    std::string buyers(const std::string& text = {})
    {
        std::string found;
        for (const auto& each :
             list({m_bench->shop.seller, text, {}, 50}, m_bench->shop.seller).items)
            found += each.buyerEmail.value + ' ';
        return found;
    }
    std::string refusal(const Money& amount)
    {
        const auto before = m_bench->shop.fingerprint();
        const auto result = m_bench->grant(amount);
        if (m_bench->shop.fingerprint() != before) return "something was written";
        return codeOf(result);
    }

private slots:
    void init() { m_bench.emplace(); }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_bench->shop.bench.db(), store_credit::sql::kAll));
    }

    void checksAllowTheWordsOfTheEnums()
    {
        QCOMPARE(m_bench->shop.checkWords("refund_approval", "destination"),
                 sorted(enumWords<api::RefundDestination>()));
    }

    void grantTakesWhatTheSellerHasAndThenOwes()
    {
        m_bench->release(m_bench->place(1).row.id); // 9.00 for the seller
        const auto granted = must(m_bench->grant(money("12.00")));
        QCOMPARE(m_bench->shop.bench.events(), std::string("store_credit.granted"));
        QCOMPARE(granted.buyerEmail.value, std::string(kBuyer));
        QCOMPARE(granted.balance, money("12.00"));
        QVERIFY(granted.reserved.isZero());
        QCOMPARE(granted.changedAt, m_bench->shop.bench.clock.now());
        QVERIFY(m_bench->funds().payable.isZero());
        QCOMPARE(m_bench->funds().debt, money("3.00"));
        QCOMPARE(m_bench->shop.findings(), std::string());
        must(m_bench->grant(money("1.50")));
        QCOMPARE(m_bench->balance(), money("13.50"));
        QCOMPARE(m_bench->funds().debt, money("4.50"));
        QCOMPARE(m_bench->shop.findings(), std::string());
    }

    void aBuyerIsTheAddressInLowerCase()
    {
        must(m_bench->grant(money("1.00"), "Ioana@Example.ORG"));
        must(m_bench->grant(money("2.00"), "ioana@example.org"));
        QCOMPARE(m_bench->balance("IOANA@example.org"), money("3.00"));
        QCOMPARE(buyers(), std::string("ioana@example.org "));
        QVERIFY(m_bench->creditsOf("ana@example.org").empty());
    }

    void refusalsWriteNothing()
    {
        QCOMPARE(refusal(money("0.00")), std::string("store_credit.not_positive"));
        QCOMPARE(refusal(money("-1.00")), std::string("store_credit.not_positive"));
        QCOMPARE(refusal(Money(100, Currency::of("JPY"))), std::string("order.wrong_currency"));
        QCOMPARE(refusal(Money(1'000'000'000'001, m_bench->shop.currency)),
                 std::string("store_credit.above_limit"));
        api::SetRefundPolicy policy;
        policy.approvalAbove = {money("5.00")};
        must(m_bench->shop.bench.run(m_bench->shop.bench.marketplace(),
                                     [&](Unit& unit) { return refunds::handle(unit, policy); }));
        QCOMPARE(refusal(money("5.01")), std::string("store_credit.above_limit"));
        STOA_OK(m_bench->grant(money("5.00")));
    }

    void inADayOnePersonGivesFiveTimesThatOrWhatThePolicySays()
    {
        api::SetRefundPolicy policy;
        policy.approvalAbove = {money("5.00")};
        const auto set = [&] {
            must(m_bench->shop.bench.run(m_bench->shop.bench.marketplace(), [&](Unit& unit) {
                return refunds::handle(unit, policy);
            }));
        };
        set();
        for (int i = 0; i < 5; ++i)
            must(m_bench->grant(money("4.80"), i % 2 == 0 ? kBuyer : "ana@example.org"));
        QCOMPARE(problemOf(m_bench->grant(money("1.01"))),
                 std::string("refused store_credit.day_is_over_limit in amount"
                             " (limit=25.00 EUR, left=1.00 EUR)"));
        QCOMPARE(refusal(money("1.01")), std::string("store_credit.day_is_over_limit"));
        must(m_bench->grant(money("1.00")));
        policy.version = Version{1};
        policy.creditPerDay = {money("26.00")};
        set();
        must(m_bench->grant(money("1.00")));
        QCOMPARE(refusal(money("0.01")), std::string("store_credit.day_is_over_limit"));
        m_bench->shop.bench.clock.advance(std::chrono::days(1));
        must(m_bench->grant(money("5.00")));
        QCOMPARE(m_bench->shop.findings(), std::string());
    }

    void listsTheLastChangedFirst()
    {
        for (const char* buyer : {"a@x.example", "b@x.example", "c@y.example"}) {
            m_bench->shop.bench.clock.advance(std::chrono::seconds(1));
            must(m_bench->grant(money("1.00"), buyer));
        }
        m_bench->shop.bench.clock.advance(std::chrono::seconds(1));
        must(m_bench->grant(money("1.00"), "a@x.example"));
        QCOMPARE(buyers(), std::string("a@x.example c@y.example b@x.example "));
        QCOMPARE(buyers("X.EX"), std::string("a@x.example b@x.example "));
        QCOMPARE(buyers("%"), std::string());
        const OrgId seller = m_bench->shop.seller;
        const auto first = list({seller, {}, {}, 2}, seller);
        QCOMPARE(first.items.size(), std::size_t{2});
        const auto rest = list({seller, {}, *first.next, 2}, seller);
        QCOMPARE(rest.items.size(), std::size_t{1});
        QCOMPARE(rest.items[0].buyerEmail.value, std::string("b@x.example"));
        QVERIFY(!rest.next);
    }

    void otherSellersKnowNothingOfIt()
    {
        must(m_bench->grant(money("1.00")));
        const OrgId rival = m_bench->shop.bench.addSeller("Rival");
        QVERIFY(list({rival, {}, {}, 50}, rival).items.empty());
        const api::GetStoreCredit request{rival, kBuyer};
        const auto found = must(m_bench->shop.bench.run(
            rival, [&](Unit& unit) { return store_credit::handle(unit, request); }));
        QVERIFY(found.balances.empty());
    }

    void forgeryIsFound()
    {
        must(m_bench->grant(money("1.00")));
        must(m_bench->shop.script("UPDATE store_credit_grant SET amount_minor = amount_minor + 1"));
        QVERIFY(m_bench->shop.findings().starts_with("I11 "));
    }
};

STOA_TEST(StoreCreditTest)
#include "test_store_credit.moc"
