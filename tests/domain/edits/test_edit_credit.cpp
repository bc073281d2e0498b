// Edits of orders that were paid with store credit, wholly or in part.

#include "../store_credit/credit_bench.h"
#include "edit_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class EditCreditTest : public QObject {
    Q_OBJECT

    std::optional<CreditBench> m_bench; // the buyer has 25.00; bowls cost 10.00

    Shop& shop() { return m_bench->shop; }
    Money money(std::string_view amount) const { return m_bench->money(amount); }
    api::OrderView toBowls(const api::OrderView& order, std::int64_t quantity)
    {
        return must(edit(shop(), order.row.id, resized(order.lines[0].id, quantity)));
    }

private slots:
    void init()
    {
        m_bench.emplace();
        must(m_bench->grant(money("25.00")));
    }

    void theProviderGivesBackFirst()
    {
        const auto order = m_bench->place(3, money("12.00")); // 18.00 by card
        auto view = toBowls(order, 2);
        QCOMPARE(view.refunds[0].total, money("10.00"));
        QVERIFY(view.refunds[0].credit.isZero());
        QCOMPARE(m_bench->balance(), money("13.00"));
        view = toBowls(order, 1);
        QCOMPARE(view.refunds[1].credit, money("2.00")); // the card has given 18.00
        QCOMPARE(m_bench->balance(), money("15.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.escrow, money("10.00"));
        QCOMPARE(shop().findings(), std::string());
    }

    void whatWasAllCreditIsCreditAgain()
    {
        const auto order = m_bench->place(2, money("20.00"));
        const auto view = toBowls(order, 1);
        QCOMPARE(view.refunds[0].credit, money("10.00"));
        QCOMPARE(m_bench->balance(), money("15.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(shop().findings(), std::string());
        m_bench->release(order.row.id);
        QCOMPARE(shop().findings(), std::string());
    }
};

STOA_TEST(EditCreditTest)
#include "test_edit_credit.moc"
