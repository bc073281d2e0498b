// Each rule finds what breaks it: the books are forged by hand, one row at a time.

#include "domain/ledger/escrow.h"
#include "domain/ledger/verify.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class VerifyTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;

    // The rules that speak, "I2 I4".
    std::string rules()
    {
        std::string text;
        for (const auto& each : must(ledger::verify(m_shop->bench.db(), m_shop->seller))) {
            if (text.ends_with(each.rule)) continue;
            text += (text.empty() ? "" : " ") + each.rule;
        }
        return text;
    }

private slots:
    void init()
    {
        m_shop.emplace();
        const auto bowl = m_shop->addVariant("10.00");
        const auto order = must(m_shop->place(m_shop->basket({{bowl, 3}})));
        must(m_shop->place(m_shop->basket({{bowl, 1}})));
        must(m_shop->refund(order.row.id, {{refundLine(order.lines[0].id, 1)}, {}, {}}));
        const auto arrived = must(m_shop->place(m_shop->basket({{bowl, 2}})));
        must(m_shop->deliver(arrived.row.id));
        m_shop->bench.clock.advance(std::chrono::hours(24 * 15));
        must(m_shop->bench.run(m_shop->seller, ledger::releaseDue));
        // The forger owns the table again.
        must(m_shop->script("GRANT UPDATE, DELETE ON ledger_transfer TO CURRENT_USER"));
    }

    void findsNothingInRightBooks() { QCOMPARE(m_shop->findings(), std::string()); }

    void findsForgery_data()
    {
        QTest::addColumn<QString>("forgery");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const char* forgery, const char* found) {
            QTest::newRow(name) << QString(forgery) << QString(found);
        };
        row("I1 another kind",
            "UPDATE ledger_transfer SET debit_kind = 'bank' WHERE reason = 'capture'", "I1");
        row("I1 and I3 transfer to nowhere",
            "UPDATE ledger_transfer SET credit_account_id = gen_random_uuid()"
            " WHERE reason = 'refund_settled'",
            "I1 I3");
        row("I2 and I4 balance",
            "UPDATE ledger_account SET credits_posted = credits_posted + 1"
            " WHERE kind = 'order_hold'",
            "I2 I4");
        row("I2 a transfer is gone", "DELETE FROM ledger_transfer WHERE reason = 'refund'", "I2");
        row("I4 and I5 order",
            "UPDATE marketplace_order SET refunded_minor = refunded_minor + 1"
            " WHERE refunded_minor > 0",
            "I4 I5");
        row("I5 refund", "UPDATE refund SET total_minor = total_minor + 1", "I5");
        row("I5 payment",
            "UPDATE payment SET refunded_minor = refunded_minor - 1 WHERE refunded_minor > 0",
            "I5");
        row("I5 line", "UPDATE order_line SET refunded_minor = refunded_minor + 1", "I5");
        row("I5 refund line", "UPDATE refund_line SET amount_minor = amount_minor - 1", "I5");
        row("I2 and I6 pending amount",
            "UPDATE ledger_transfer SET amount_minor = amount_minor + 1"
            " WHERE reason = 'refund_requested'",
            "I2 I6");
        row("I4 and I8 release",
            "UPDATE escrow SET seller_minor = seller_minor - 1 WHERE released_at IS NOT NULL",
            "I4 I8");
        row("I8 who got it",
            "UPDATE escrow SET seller_minor = seller_minor - 1, fee_minor = fee_minor + 1"
            " WHERE released_at IS NOT NULL",
            "I8");
        row("I10 tax that nobody collects",
            "UPDATE order_line SET tax_minor = 1, is_tax_collected = true", "I10");
        row("I10 tax given back by no refund",
            "UPDATE order_line SET tax_minor = 1, tax_refunded_minor = 1", "I10");
        row("I12 a line of more",
            "UPDATE order_line SET quantity = quantity + 1,"
            " total_minor = total_minor + unit_price_minor",
            "I12");
        row("I12 an edit that nobody made",
            "UPDATE marketplace_order SET reduced_minor = reduced_minor + 1", "I12");
        row("I5 and I12 an excess that no refund gave back",
            "UPDATE marketplace_order SET reduced_minor = 1, excess_refunded_minor = 1"
            " WHERE refunded_minor > 0",
            "I5 I12");
        row("I13 an edit that nobody paid",
            "INSERT INTO order_edit (org_id, edit_id, order_id, status, currency,"
            " total_before_minor, total_after_minor, before, after, note, actor, actor_name,"
            " created_at, decided_at, to_pay_minor)"
            " SELECT org_id, gen_random_uuid(), order_id, 'confirmed', currency, total_minor,"
            " total_minor, '{}', '{}', '', 'x', 'x', now(), now(), 1 FROM marketplace_order"
            " WHERE captured_minor = total_minor",
            "I13");
        row("I2 and I9 overdrawn",
            "ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_credit_covers_debit;"
            " UPDATE ledger_account SET debits_posted = credits_posted + 1"
            " WHERE kind = 'seller_payable'",
            "I2 I9");
        row("I7 tax on the commission",
            "ALTER TABLE order_line DROP CONSTRAINT order_line_within;"
            " UPDATE order_line SET commission_tax_refunded_minor = 1",
            "I7");
        row("I7 commission",
            "UPDATE order_line SET commission_refunded_minor = commission_refunded_minor + 1",
            "I7");
    }
    void findsForgery()
    {
        QFETCH(QString, forgery);
        QFETCH(QString, found);
        must(m_shop->script(forgery.toStdString()));
        QCOMPARE(QString::fromStdString(rules()), found);
    }

    void looksOnlyAtItsSeller()
    {
        must(m_shop->script("UPDATE order_line SET refunded_minor = refunded_minor + 1"));
        const OrgId rival = m_shop->bench.addSeller("Rival");
        QVERIFY(must(ledger::verify(m_shop->bench.db(), rival)).empty());
    }
};

STOA_TEST(VerifyTest)
#include "test_verify.moc"
