// Cases of all orders: those that wait, the longest waiting first, and those that are over.

#include "domain/returns/case_queue.h"
#include "return_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class CaseQueueTest : public QObject {
    Q_OBJECT

    ReturnBench m_bench;

    Page<api::AfterSaleRow> list(api::ListAfterSaleCases request = {})
    {
        return must(m_bench.shop.bench.run(
            m_bench.shop.seller, [&](Unit& unit) { return returns::handle(unit, request); }));
    }
    void wait() { m_bench.shop.bench.clock.advance(std::chrono::hours(1)); }

private slots:
    void tellsWhatWaitsAndWhatIsOver()
    {
        QVERIFY(list().items.empty());
        must(m_bench.ask(m_bench.request({{m_bench.line(0), 2}})));
        wait();
        api::OpenClaim claim;
        claim.lines = {{m_bench.line(1), 1}};
        must(m_bench.ask(claim));
        wait();
        must(m_bench.ask(m_bench.request({{m_bench.line(0), 1}})));

        auto open = list();
        QCOMPARE(open.items.size(), std::size_t{3});
        QCOMPARE(open.items[0].id, m_bench.now.returns[0].id.text());
        QCOMPARE(open.items[0].itemCount, 2);
        QCOMPARE(open.items[0].orderNumber, m_bench.order.row.number);
        QCOMPARE(open.items[0].status, std::string("requested"));
        QVERIFY(open.items[1].kind == api::AfterSaleKind::Claim);
        QCOMPARE(open.items[1].id, m_bench.now.claims[0].id.text());
        QCOMPARE(open.items[1].status, std::string("open"));

        auto reject = m_bench.of<api::DecideReturn>(m_bench.now.returns[0].id);
        reject.decision = api::CaseDecision::Reject;
        must(m_bench.ask(reject));
        reject.returnId = m_bench.now.returns[1].id;
        must(m_bench.ask(reject));
        open = list();
        QCOMPARE(open.items.size(), std::size_t{1});
        api::ListAfterSaleCases over;
        over.isOver = true;
        const auto closed = list(over);
        QCOMPARE(closed.items.size(), std::size_t{2});
        QCOMPARE(closed.items[0].id, m_bench.now.returns[1].id.text()); // the newest first
        QCOMPARE(closed.items[0].status, std::string("rejected"));
        QVERIFY(must(m_bench.shop.bench.run(OrgId::make(), [&](Unit& unit) {
                    return returns::handle(unit, api::ListAfterSaleCases{});
                })).items.empty());
    }

    void oneIsFoundByItsIdAlone()
    {
        must(m_bench.ask(m_bench.request({{m_bench.line(0), 1}})));
        const ReturnId id = m_bench.now.returns.back().id;
        api::ListAfterSaleCases request;
        request.record = id.text();
        const auto found = [&](std::optional<OrgId> seller) {
            return must(m_bench.shop.bench.run(
                            seller, [&](Unit& unit) { return returns::handle(unit, request); }))
                .items;
        };
        QCOMPARE(found(m_bench.shop.seller).size(), std::size_t{1});
        QCOMPARE(found(std::nullopt).at(0).id, id.text());
        QVERIFY(found(OrgId::make()).empty());

        auto reject = m_bench.of<api::DecideReturn>(id);
        reject.decision = api::CaseDecision::Reject;
        must(m_bench.ask(reject));
        QCOMPARE(found(std::nullopt).at(0).status, std::string("rejected"));

        request.record = ClaimId(id.uuid()).text(); // it is no claim
        QVERIFY(found(std::nullopt).empty());
        request.record = OrderId(id.uuid()).text();
        const auto refused = m_bench.shop.bench.run(
            m_bench.shop.seller, [&](Unit& unit) { return returns::handle(unit, request); });
        STOA_FAILS(refused, "id.malformed");
        QCOMPARE(refused.error().field, std::string("record"));
    }

    void pagesGoOnWhereTheLastEnded()
    {
        for (int i = 0; i < 2; ++i) {
            wait();
            must(m_bench.ask(m_bench.request({{m_bench.line(1), 1}})));
        }
        for (const bool isOver : {false, true}) {
            std::vector<std::string> seen;
            api::ListAfterSaleCases request;
            request.isOver = isOver;
            request.limit = 1;
            for (int page = 0; page < 5; ++page) {
                const auto found = list(request);
                for (const auto& row : found.items)
                    seen.push_back(row.id);
                if (!found.next) break;
                request.after = *found.next;
            }
            const auto unique = std::set<std::string>(seen.begin(), seen.end()).size();
            QCOMPARE(unique, seen.size());
            request.limit = 200;
            request.after = {};
            QCOMPARE(seen.size(), list(request).items.size());
        }
    }
};

STOA_TEST(CaseQueueTest)
#include "test_case_queue.moc"
