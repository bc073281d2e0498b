#include "return_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class ExchangesTest : public QObject {
    Q_OBJECT

    std::optional<ReturnBench> m;

    api::RequestExchange request(VariantId replacement, std::int64_t quantity = 2) const
    {
        api::RequestExchange request;
        request.lines = {{m->line(0), quantity, replacement}};
        return request;
    }
    template <class Request>
    Request of(ExchangeId id) const
    {
        Request request;
        request.exchange = id;
        return request;
    }
    ExchangeId approved(VariantId replacement)
    {
        const ExchangeId id = must(m->ask(request(replacement))).exchanges.back().id;
        must(m->ask(of<api::DecideExchange>(id)));
        return id;
    }
    api::ReceiveExchange receipt(ExchangeId id) const
    {
        auto receive = of<api::ReceiveExchange>(id);
        receive.lines = {{m->line(0), 2}};
        return receive;
    }

private slots:
    void init() { m.emplace(); }

    void otherGoodsGoOutWhenTheFirstCameBack()
    {
        const VariantId other = m->shop.addVariant("10.00", 3);
        const ExchangeId id = approved(other);
        QCOMPARE(m->shop.stockOf(other), (Stock{3, 2}));
        must(m->ask(receipt(id)));
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{8, 0}));
        auto send = of<api::FulfillExchange>(id);
        send.carrier = "DHL";
        send.trackingNumber = "JD9";
        must(m->ask(send));
        QCOMPARE(m->shop.stockOf(other), (Stock{1, 0}));
        const auto& exchange = m->now.exchanges[0];
        QCOMPARE(exchange.status, api::ExchangeStatus::Fulfilled);
        QCOMPARE(exchange.details.trackingNumber, std::string("JD9"));
        QCOMPARE(exchange.details.lines[0].replacementSku, std::string("SKU-3"));
        QVERIFY(must(m->shop.order(m->id())).refunds.empty());
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aCheaperReplacementGivesTheDifferenceBack()
    {
        const ExchangeId id = approved(m->shop.addVariant("8.50", 3));
        must(m->ask(receipt(id)));
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.row.refunded, m->shop.money("3.00"));
        QCOMPARE(order.refunds[0].originator, api::RefundOriginator::Exchange);
        QCOMPARE(order.refunds[0].originatorId, id.text());
        QCOMPARE(m->shop.findings(), std::string());
    }

    void whatAnEditCouldNotGiveBackGoesWithTheDifference()
    {
        must(
            m->shop.script("UPDATE marketplace_order SET shipping_minor = 0, reduced_minor = 500,"
                           " total_minor = total_minor - 500; INSERT INTO order_edit SELECT org_id,"
                           " order_id, order_id, 'confirmed', currency, total_minor + 500,"
                           " total_minor, '{}', '{}', NULL, '', NULL, 'test', '', placed_at,"
                           " placed_at FROM marketplace_order"));
        const ExchangeId id = approved(m->shop.addVariant("8.50", 3));
        must(m->ask(receipt(id)));
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.refunds.at(0).total, m->shop.money("8.00"));
        QCOMPARE(order.row.refunded, m->shop.money("3.00"));
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aLargeDifferenceWaitsAndTheExchangeGoesOn()
    {
        m->limit("2.00");
        const ExchangeId id = approved(m->shop.addVariant("8.50", 3));
        must(m->ask(receipt(id)));
        QCOMPARE(m->now.exchanges[0].status, api::ExchangeStatus::Received);
        const auto waiting = must(m->shop.order(m->id()));
        QVERIFY(waiting.row.refunded.isZero());
        QCOMPARE(waiting.refunds.at(0).status, api::RefundStatus::AwaitingApproval);
        must(m->ask(of<api::FulfillExchange>(id)));
        const auto refund = must(m->approve(waiting.refunds[0].id));
        QCOMPARE(refund.originator, api::RefundOriginator::Exchange);
        QCOMPARE(refund.originatorId, id.text());
        QCOMPARE(must(m->shop.order(m->id())).row.refunded, m->shop.money("3.00"));
        QCOMPARE(m->cases().exchanges[0].status, api::ExchangeStatus::Fulfilled);
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aDearerReplacementIsNeverCharged()
    {
        const VariantId dear = m->shop.addVariant("12.00", 3);
        const auto before = m->shop.fingerprint();
        const auto refused = m->ask(request(dear));
        STOA_FAILS(refused, "exchange.costs_more");
        QCOMPARE(refused.error().params[0].second, std::string("4.00 EUR"));
        QCOMPARE(m->shop.fingerprint(), before);
        auto waived = request(dear);
        waived.isDifferenceWaived = true;
        const ExchangeId id = must(m->ask(waived)).exchanges[0].id;
        must(m->ask(of<api::DecideExchange>(id)));
        must(m->ask(receipt(id)));
        QVERIFY(must(m->shop.order(m->id())).refunds.empty());
    }

    void aCanceledExchangeFreesItsReplacements()
    {
        const VariantId other = m->shop.addVariant("10.00", 2);
        const ExchangeId id = approved(other);
        auto cancel = of<api::DecideExchange>(id);
        cancel.decision = api::CaseDecision::Cancel;
        must(m->ask(cancel));
        QCOMPARE(m->shop.stockOf(other), (Stock{2, 0}));
        QCOMPARE(m->now.exchanges[0].status, api::ExchangeStatus::Canceled);
    }

    void refusesAndWritesNothing()
    {
        QCOMPARE(m->refusal(request(VariantId::make())), std::string("variant.not_for_sale"));
        QCOMPARE(m->refusal(request(m->bowl, 5)), std::string("return.exceeds_sent"));
        const VariantId foreign = m->shop.addVariant(Money(1000, Currency::of("USD")), 5);
        QCOMPARE(m->refusal(request(foreign)), std::string("order.wrong_currency"));
        const VariantId endless = m->shop.addVariant("9999999999.00", 5);
        QCOMPARE(m->refusal(request(endless)), std::string("order.total_too_large"));
        const VariantId last = m->shop.addVariant("10.00", 1);
        const ExchangeId id = must(m->ask(request(last))).exchanges[0].id;
        QCOMPARE(m->refusal(of<api::DecideExchange>(id)), std::string("stock.insufficient"));
        QCOMPARE(m->refusal(of<api::FulfillExchange>(id)), std::string("after_sale.wrong_state"));
    }
};

STOA_TEST(ExchangesTest)
#include "test_exchanges.moc"
