#include "domain/payments/payments.h"
#include "domain_shop/shop.h"
#include "platform/gateways/sandbox_gateway.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using gateways::Verdict;

class PaymentsTest : public QObject {
    Q_OBJECT

    const Money m_amount{1234, Currency::of("EUR")};

private slots:
    void everyStateIsReachable()
    {
        const StateTable<api::PaymentState, payments::Command, payments::Who> table(
            payments::kTransitions);
        QCOMPARE(reachable(table, api::PaymentState::Processing).size(),
                 enumWords<api::PaymentState>().size());
        QCOMPARE(reachable(table, api::PaymentState::Succeeded).size(), std::size_t{1});
        // What came to nothing may only turn out to have been taken after all.
        for (const auto end : {api::PaymentState::Failed, api::PaymentState::Canceled})
            QCOMPARE(reachable(table, end).size(), std::size_t{2});
    }

    void sandboxDecidesByToken_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("visa") << "tok_visa"
                              << "Visa ·· 4242";
        QTest::newRow("mastercard") << "tok_mastercard"
                                    << "Mastercard ·· 4444";
        QTest::newRow("declined") << "tok_declined"
                                  << "card_declined";
        QTest::newRow("funds") << "tok_insufficient_funds"
                               << "insufficient_funds";
        QTest::newRow("unknown") << "tok_visa2"
                                 << "unknown";
        QTest::newRow("empty") << ""
                               << "unknown";
    }
    void sandboxDecidesByToken()
    {
        QFETCH(QString, token);
        QFETCH(QString, outcome);
        const gateways::SandboxGateway sandbox;
        QVERIFY(sandbox.isInstant());
        const auto charged = payments::charge(sandbox, m_amount, token.toStdString());
        if (charged) {
            QCOMPARE(QString::fromStdString(charged->method), outcome);
            QCOMPARE(charged->state, api::PaymentState::Succeeded);
            QCOMPARE(charged->amount, m_amount);
            QCOMPARE(charged->provider, std::string("sandbox"));
            QVERIFY(charged->reference.ends_with(charged->id.uuid().text()));
        } else if (outcome == "unknown") {
            STOA_FAILS(charged, "payment.unknown_method");
            QCOMPARE(charged.error().field, std::string("paymentMethod"));
        } else {
            STOA_FAILS(charged, "payment.declined");
            QCOMPARE(QString::fromStdString(charged.error().params[0].second), outcome);
        }
    }

    void sameAttemptGetsTheSameAnswer()
    {
        const gateways::SandboxGateway sandbox;
        const Uuid attempt = Uuid::makeV7();
        QCOMPARE(sandbox.authorise(attempt, m_amount, "tok_visa").reference,
                 sandbox.authorise(attempt, m_amount, "tok_visa").reference);
        QCOMPARE(sandbox.refund(attempt, m_amount, "ref").reference,
                 sandbox.refund(attempt, m_amount, "ref").reference);
    }

    void doubtIsNeitherSuccessNorRefusal()
    {
        ScriptedGateway gateway;
        const payments::Captured payment{PaymentId::make(), "ref", m_amount, m_amount};
        gateway.refunded = Verdict::InDoubt;
        const auto refund = payments::giveBack(gateway, payment, RefundId::make(), m_amount);
        STOA_FAILS(refund, "refund.in_doubt");
        QCOMPARE(refund.error().kind, ErrorKind::InDoubt);
        gateway.refunded = Verdict::Declined;
        STOA_FAILS(payments::giveBack(gateway, payment, RefundId::make(), m_amount),
                   "refund.declined");
        gateway.captured = Verdict::InDoubt;
        STOA_FAILS(payments::charge(gateway, m_amount, "any"), "payment.in_doubt");
    }
};

STOA_TEST(PaymentsTest)
#include "test_payments.moc"
