#include "domain/ledger/ledger.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::AccountKind;

class ReportsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    std::vector<api::OrderView> m_orders;
    OrgId m_rival;

    Result<Page<api::TransferView>> journal(std::optional<OrgId> seller,
                                            const api::ListTransfers& request)
    {
        return m_shop->bench.run(seller, [&](Unit& unit) { return ledger::handle(unit, request); });
    }
    api::TrialBalanceView trialBalance(std::optional<OrgId> seller)
    {
        return must(m_shop->bench.run(
            seller, [&](Unit& unit) { return ledger::handle(unit, api::GetTrialBalance{}); }));
    }

private slots:
    void initTestCase()
    {
        m_shop.emplace();
        m_rival = m_shop->bench.addSeller("Rival");
        const auto bowl = m_shop->addVariant("10.00");
        for (int i = 0; i < 4; ++i) {
            m_shop->bench.clock.advance(std::chrono::minutes(1));
            m_orders.push_back(must(m_shop->place(m_shop->basket({{bowl, i + 1}}))));
        }
        m_shop->bench.clock.advance(std::chrono::minutes(1));
        must(m_shop->refund(m_orders[3].row.id,
                            {{refundLine(m_orders[3].lines[0].id, 1)}, {}, {}}));
    }

    void journalShowsMovesNewestFirstPageByPage()
    {
        for (const auto seller : {std::optional<OrgId>(), std::optional(m_shop->seller)}) {
            api::ListTransfers request;
            request.limit = 4;
            std::vector<std::string> lines;
            for (;;) {
                const auto page = must(journal(seller, request));
                for (const auto& each : page.items)
                    lines.push_back(each.reason + ' ' + each.amount.text());
                if (!page.next) break;
                request.after = *page.next;
            }
            QCOMPARE(lines.size(), std::size_t{6}); // what only reserves is not listed
            QVERIFY(lines[0].starts_with("refund"));
            QCOMPARE(lines[2], std::string("capture 40.00 EUR"));
            QCOMPARE(lines[5], std::string("capture 10.00 EUR"));
        }
        QVERIFY(must(journal(m_rival, {})).items.empty());
    }

    void journalOfOneOrder()
    {
        api::ListTransfers request;
        request.order = m_orders[3].row.id;
        const auto page = must(journal(std::nullopt, request));
        QCOMPARE(page.items.size(), std::size_t{3});
        QCOMPARE(page.items[2].order, std::optional(m_orders[3].row.id));
        QVERIFY(page.items[0].refund.has_value());
        QVERIFY(must(journal(m_rival, request)).items.empty());
    }

    void journalOfOneAccountAndCurrency()
    {
        api::ListTransfers request;
        request.account = {AccountKind::RefundClearing};
        request.currency = "EUR";
        const auto page = must(journal(std::nullopt, request));
        QCOMPARE(page.items.size(), std::size_t{2}); // asked for, and given back
        for (const auto& each : page.items) {
            QVERIFY(each.debit == AccountKind::RefundClearing ||
                    each.credit == AccountKind::RefundClearing);
            QCOMPARE(each.orderNumber, m_orders[3].row.number);
        }
        request.currency = "USD";
        QVERIFY(must(journal(std::nullopt, request)).items.empty());
    }

    void refusesForeignCursorsAndUnknownCurrencies()
    {
        api::ListTransfers request;
        request.after = "AAAA";
        STOA_FAILS(journal(std::nullopt, request), "cursor.malformed");
        request.after = "";
        request.currency = "XQQ";
        const auto page = journal(std::nullopt, request);
        STOA_FAILS(page, "currency.unknown");
        QCOMPARE(page.error().field, std::string("currency"));
    }

    void trialBalanceAddsUp()
    {
        for (const auto seller : {std::optional<OrgId>(), std::optional(m_shop->seller)}) {
            const auto view = trialBalance(seller);
            QVERIFY(view.isBalanced);
            QCOMPARE(view.transferCount, 6);
            QCOMPARE(view.balances.size(), std::size_t{3});
            QCOMPARE(view.balances[0].account, AccountKind::ProviderReceivable);
            QCOMPARE(view.balances[0].debits, m_shop->money("100.00"));
            QCOMPARE(view.balances[0].credits, m_shop->money("10.00"));
            QCOMPARE(view.balances[1].account, AccountKind::OrderHold);
            QCOMPARE(view.balances[1].debits, m_shop->money("10.00"));
            QCOMPARE(view.balances[1].credits, m_shop->money("100.00"));
            QCOMPARE(view.balances[2].account, AccountKind::RefundClearing);
        }
        QVERIFY(trialBalance(m_rival).balances.empty());
        QVERIFY(trialBalance(m_rival).isBalanced);
    }

    void trialBalanceSeesAForgedBalance()
    {
        must(m_shop->script("UPDATE ledger_account SET credits_posted = credits_posted + 1"
                            " WHERE kind = 'order_hold'"));
        QVERIFY(!trialBalance(m_shop->seller).isBalanced);
        QVERIFY(!trialBalance(std::nullopt).isBalanced);
        QVERIFY(trialBalance(m_rival).isBalanced);
    }
};

STOA_TEST(ReportsTest)
#include "test_reports.moc"
