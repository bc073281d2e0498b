#include "domain/returns/returns_sql.h"
#include "return_bench.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class ReturnsTest : public QObject {
    Q_OBJECT

    std::optional<ReturnBench> m;

    ReturnId approved(std::int64_t bowls)
    {
        const ReturnId id = must(m->ask(m->request({{m->line(0), bowls}}))).returns.back().id;
        must(m->ask(m->of<api::DecideReturn>(id)));
        return id;
    }
    ReturnId received(std::int64_t bowls, std::int64_t count, api::Restock restock)
    {
        const ReturnId id = approved(bowls);
        auto receive = m->of<api::ReceiveReturn>(id);
        receive.lines = {{m->line(0), count, restock}};
        must(m->ask(receive));
        return id;
    }

private slots:
    void init() { m.emplace(); }

    void statementsFitTheSchema() { STOA_OK(prepareAll(m->shop.bench.db(), returns::sql::kAll)); }

    void checksAllowTheWordsOfTheEnums()
    {
        const auto words = [&](std::string_view column) {
            return m->shop.checkWords("after_sale", column);
        };
        QCOMPARE(words("return_status"), sorted(enumWords<api::ReturnStatus>()));
        QCOMPARE(words("exchange_status"), sorted(enumWords<api::ExchangeStatus>()));
        QCOMPARE(words("claim_status"), sorted(enumWords<api::ClaimStatus>()));
        QCOMPARE(words("resolution"), sorted(enumWords<api::ClaimResolution>()));
        QCOMPARE(m->shop.checkWords("after_sale_line", "restock"),
                 sorted(enumWords<api::Restock>()));
    }

    void comesBackIsCountedAndPaid()
    {
        const ReturnId id = approved(3);
        QCOMPARE(m->now.returns[0].status, api::ReturnStatus::Approved);
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{6, 0}));
        auto receive = m->of<api::ReceiveReturn>(id);
        receive.lines = {{m->line(0), 2, api::Restock::Restock}};
        must(m->ask(receive));
        QCOMPARE(m->shop.bench.events(), std::string("stock.moved return.received"));
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{8, 0}));
        QCOMPARE(m->now.returns[0].details.lines[0].received, 2);
        api::PreviewReturnRefund preview{m->shop.seller, m->id(), id};
        const auto before = m->shop.fingerprint();
        const auto shown = must(m->shop.runOn(
            m->shop.bench.db(), [&](Unit& unit) { return returns::handle(unit, preview); }));
        QCOMPARE(m->shop.fingerprint(), before);
        QCOMPARE(shown.buyer, m->shop.money("20.00"));
        must(m->ask(m->of<api::RefundReturn>(id)));
        QCOMPARE(m->now.returns[0].status, api::ReturnStatus::Refunded);
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{8, 0})); // the goods moved when they came
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.row.refunded, shown.buyer);
        QCOMPARE(order.refunds[0].originator, api::RefundOriginator::Return);
        QCOMPARE(order.refunds[0].originatorId, id.text());
        QCOMPARE(order.row.fulfillmentStatus, api::FulfillmentStatus::Fulfilled);
        QCOMPARE(m->shop.findings(), std::string());
    }

    void moreThanOnePersonDecidesWaitsAndThenEndsTheReturn()
    {
        m->limit("15.00");
        const ReturnId id = received(2, 2, api::Restock::Restock);
        must(m->ask(m->of<api::RefundReturn>(id)));
        QCOMPARE(m->now.returns[0].status, api::ReturnStatus::Received);
        const auto waiting = must(m->shop.order(m->id())).refunds.at(0);
        QCOMPARE(waiting.status, api::RefundStatus::AwaitingApproval);
        QCOMPARE(waiting.originatorId, id.text());
        must(m->ask(m->of<api::RefundReturn>(id))); // asked for once more
        must(m->approve(waiting.id));
        QCOMPARE(m->shop.bench.events(), std::string("refund.approved refund.requested "
                                                     "refund.succeeded payment.refunded "
                                                     "return.refunded"));
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.row.refunded, m->shop.money("20.00"));
        const auto before = m->shop.fingerprint();
        STOA_FAILS(m->approve(order.refunds.at(1).id), "after_sale.wrong_state");
        QCOMPARE(m->shop.fingerprint(), before);
        m->now.version = order.row.version;
        QCOMPARE(m->refusal(m->of<api::RefundReturn>(id)), std::string("after_sale.wrong_state"));
        QCOMPARE(m->shop.findings(), std::string());
    }

    void whatCameBackWornIsWorthLessAndWrittenOff()
    {
        const ReturnId id = received(1, 1, api::Restock::WriteOff);
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{6, 0}));
        auto refund = m->of<api::RefundReturn>(id);
        refund.amounts = {{m->line(0), m->shop.money("4.00")}};
        refund.shipping = m->shop.money("5.00");
        must(m->ask(refund));
        QCOMPARE(must(m->shop.order(m->id())).row.refunded, m->shop.money("9.00"));
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aPieceIsPromisedOnceAndFreeAgainWhenRejected()
    {
        const ReturnId id = must(m->ask(m->request({{m->line(0), 4}}))).returns[0].id;
        QCOMPARE(m->refusal(m->request({{m->line(0), 1}})), std::string("return.exceeds_sent"));
        auto reject = m->of<api::DecideReturn>(id);
        reject.decision = api::CaseDecision::Reject;
        reject.note = "Used";
        must(m->ask(reject));
        QCOMPARE(m->now.returns[0].status, api::ReturnStatus::Rejected);
        QCOMPARE(m->now.returns[0].details.decisionNote, std::string("Used"));
        STOA_OK(m->ask(m->request({{m->line(0), 4}})));
    }

    void refusesAndWritesNothing()
    {
        QCOMPARE(m->refusal(m->request({{m->line(0), 5}})), std::string("return.exceeds_sent"));
        QCOMPARE(m->refusal(m->request({{m->line(0), 1'000'000'000}})),
                 std::string("return.exceeds_sent"));
        QCOMPARE(m->refusal(m->of<api::DecideReturn>(ReturnId::make())),
                 std::string("after_sale.not_found"));
        const ReturnId id = approved(1);
        QCOMPARE(m->refusal(m->of<api::DecideReturn>(id)), std::string("after_sale.wrong_state"));
        QCOMPARE(m->refusal(m->of<api::RefundReturn>(id)), std::string("after_sale.wrong_state"));
        const auto current = m->now.version;
        m->now.version = Version{1};
        QCOMPARE(m->refusal(m->of<api::ReceiveReturn>(id)), std::string("order.stale"));
        m->now.version = current;
        auto receive = m->of<api::ReceiveReturn>(id);
        receive.lines = {{m->line(0), 1}};
        must(m->ask(receive));
        auto refund = m->of<api::RefundReturn>(id);
        refund.amounts = {{m->line(0), m->shop.money("10.01")}};
        QCOMPARE(m->refusal(refund), std::string("refund.amount_exceeds_line"));
        refund.amounts = {{m->line(1), m->shop.money("1.00")}};
        QCOMPARE(m->refusal(refund), std::string("order.line_unknown"));
        m->shop.usesScripted = true;
        m->shop.scripted.refunded = gateways::Verdict::Declined;
        QCOMPARE(m->refusal(m->of<api::RefundReturn>(id)), std::string("refund.declined"));
    }
};

STOA_TEST(ReturnsTest)
#include "test_returns.moc"
