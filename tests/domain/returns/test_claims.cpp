#include "domain/payouts/escrow_operations.h"
#include "return_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class ClaimsTest : public QObject {
    Q_OBJECT

    std::optional<ReturnBench> m;

    api::OpenClaim claim(std::int64_t bowls) const
    {
        api::OpenClaim request;
        request.lines = {{m->line(0), bowls}};
        return request;
    }
    template <class Request>
    Request of(ClaimId id) const
    {
        Request request;
        request.claim = id;
        return request;
    }
    ClaimId approved(std::int64_t bowls)
    {
        const ClaimId id = must(m->ask(claim(bowls))).claims.back().id;
        must(m->ask(of<api::DecideClaim>(id)));
        return id;
    }
    std::vector<api::TimerKind> deadlines()
    {
        std::vector<api::TimerKind> kinds;
        for (const auto& each : must(m->shop.order(m->id())).deadlines)
            kinds.push_back(each.kind);
        return kinds;
    }
    bool hasDispute()
    {
        const auto kinds = deadlines();
        return std::ranges::find(kinds, api::TimerKind::Dispute) != kinds.end();
    }

private slots:
    void init() { m.emplace(); }

    void moneyGoesBackAndNothingNeedsToCome()
    {
        const ClaimId id = approved(2);
        QVERIFY(hasDispute());
        auto resolve = of<api::ResolveClaim>(id);
        resolve.shipping = m->shop.money("5.00");
        must(m->ask(resolve));
        QCOMPARE(m->now.claims[0].status, api::ClaimStatus::Resolved);
        QCOMPARE(m->now.claims[0].resolution, std::optional(api::ClaimResolution::Refund));
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.row.refunded, m->shop.money("25.00"));
        QCOMPARE(order.refunds[0].originator, api::RefundOriginator::Claim);
        QCOMPARE(order.refunds[0].originatorId, id.text());
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{6, 0}));
        QVERIFY(!hasDispute());
        QCOMPARE(m->shop.findings(), std::string());
    }

    void moreThanOnePersonDecidesWaits()
    {
        m->limit("15.00");
        const ClaimId id = approved(2);
        must(m->ask(of<api::ResolveClaim>(id)));
        QCOMPARE(m->now.claims[0].status, api::ClaimStatus::Approved);
        QVERIFY(hasDispute());
        const auto waiting = must(m->shop.order(m->id()));
        QVERIFY(waiting.row.refunded.isZero());
        QCOMPARE(waiting.refunds.at(0).status, api::RefundStatus::AwaitingApproval);
        QCOMPARE(waiting.refunds[0].originatorId, id.text());
        STOA_OK(m->approve(waiting.refunds[0].id));
        QCOMPARE(must(m->shop.order(m->id())).row.refunded, m->shop.money("20.00"));
        const auto claim = m->cases().claims.at(0);
        QCOMPARE(claim.status, api::ClaimStatus::Resolved);
        QCOMPARE(claim.resolution, std::optional(api::ClaimResolution::Refund));
        QVERIFY(!hasDispute());
        QCOMPARE(m->shop.findings(), std::string());
    }

    void whatWasCanceledMeanwhileIsNotPaid()
    {
        m->limit("15.00");
        const ClaimId id = approved(2);
        must(m->ask(of<api::ResolveClaim>(id)));
        auto cancel = of<api::DecideClaim>(id);
        cancel.decision = api::CaseDecision::Cancel;
        must(m->ask(cancel));
        const auto waiting = must(m->shop.order(m->id())).refunds.at(0);
        const auto before = m->shop.fingerprint();
        STOA_FAILS(m->approve(waiting.id), "after_sale.wrong_state");
        QCOMPARE(m->shop.fingerprint(), before);
    }

    void withGoodsBesidesItDoesNotWait()
    {
        m->limit("15.00");
        auto resolve = of<api::ResolveClaim>(approved(2));
        resolve.resolution = api::ClaimResolution::RefundAndReplacement;
        const auto before = m->shop.fingerprint();
        const auto refused = m->ask(resolve);
        STOA_FAILS(refused, "refund.approval_required");
        QVERIFY(refused.error().params ==
                (std::vector<Error::Param>{{"amount", "20.00 EUR"}, {"limit", "15.00 EUR"}}));
        QCOMPARE(m->shop.fingerprint(), before);
    }

    void theSameGoodsGoOutOnceMore()
    {
        auto resolve = of<api::ResolveClaim>(approved(2));
        resolve.resolution = api::ClaimResolution::Replacement;
        resolve.carrier = "DHL";
        must(m->ask(resolve));
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{4, 0}));
        QVERIFY(must(m->shop.order(m->id())).refunds.empty());
        QCOMPARE(m->now.claims[0].details.carrier, std::string("DHL"));
    }

    void bothAtOnce()
    {
        auto resolve = of<api::ResolveClaim>(approved(1));
        resolve.resolution = api::ClaimResolution::RefundAndReplacement;
        must(m->ask(resolve));
        QCOMPARE(m->shop.stockOf(m->bowl), (Stock{5, 0}));
        QCOMPARE(must(m->shop.order(m->id())).row.refunded, m->shop.money("10.00"));
        QCOMPARE(m->shop.findings(), std::string());
    }

    void theDeadlineEndsWithTheLastClaim()
    {
        const ClaimId first = approved(1);
        const ClaimId second = must(m->ask(claim(1))).claims.back().id;
        auto deny = of<api::DecideClaim>(second);
        deny.decision = api::CaseDecision::Reject;
        must(m->ask(deny));
        QCOMPARE(m->now.claims[1].status, api::ClaimStatus::Denied);
        QVERIFY(hasDispute());
        auto cancel = of<api::DecideClaim>(first);
        cancel.decision = api::CaseDecision::Cancel;
        must(m->ask(cancel));
        QVERIFY(!hasDispute());
    }

    // Whoever could release the money by hand is told to decide first.
    void anOpenClaimHoldsTheMoney()
    {
        const auto release = [this] {
            const api::ReleaseEscrow request{m->shop.seller, m->id(), "nobody confirms"};
            return m->shop.runOn(m->shop.bench.db(),
                                 [&](Unit& unit) { return payouts::handle(unit, request); });
        };
        const auto confirm = [this] {
            const api::ConfirmReceipt request{m->shop.seller, m->id(), m->order.row.buyerEmail};
            return m->shop.runOn(m->shop.bench.db(),
                                 [&](Unit& unit) { return payouts::handle(unit, request); });
        };
        const ClaimId id = approved(1);
        const auto before = m->shop.fingerprint();
        STOA_FAILS(release(), "escrow.claim_open");
        STOA_FAILS(confirm(), "escrow.claim_open");
        QCOMPARE(m->shop.fingerprint(), before);
        auto cancel = of<api::DecideClaim>(id);
        cancel.decision = api::CaseDecision::Cancel;
        must(m->ask(cancel));
        QCOMPARE(must(release()).status, api::EscrowStatus::Released);
        QCOMPARE(m->shop.findings(), std::string());
    }

    void aClaimThatNobodyDecidesGoesToTheBuyer()
    {
        approved(1);
        must(m->ask(claim(2)));
        STOA_OK(m->shop.runOn(m->shop.bench.db(), [&](Unit& unit) {
            return returns::expireClaims(unit, m->id(), m->providers());
        }));
        const auto order = must(m->shop.order(m->id()));
        QCOMPARE(order.row.refunded, m->shop.money("30.00"));
        QCOMPARE(order.refunds.size(), std::size_t{2});
        QVERIFY(!hasDispute());
        const auto before = m->shop.fingerprint();
        STOA_OK(m->shop.runOn(m->shop.bench.db(), [&](Unit& unit) {
            return returns::expireClaims(unit, m->id(), m->providers());
        }));
        QCOMPARE(m->shop.fingerprint(), before);
        QCOMPARE(m->shop.findings(), std::string());
    }

    void refusesAndWritesNothing()
    {
        QCOMPARE(m->refusal(claim(5)), std::string("claim.exceeds_sent"));
        const ClaimId id = must(m->ask(claim(4))).claims[0].id;
        QCOMPARE(m->refusal(claim(1)), std::string("claim.exceeds_sent"));
        QCOMPARE(m->refusal(of<api::ResolveClaim>(id)), std::string("after_sale.wrong_state"));
        QCOMPARE(m->refusal(of<api::ResolveClaim>(ClaimId::make())),
                 std::string("after_sale.not_found"));
        must(m->ask(of<api::DecideClaim>(id)));
        must(m->shop.script("UPDATE stock_level SET on_hand = 1, reserved = 0"));
        auto resolve = of<api::ResolveClaim>(id);
        resolve.resolution = api::ClaimResolution::Replacement;
        QCOMPARE(m->refusal(resolve), std::string("stock.insufficient"));
        resolve.resolution = api::ClaimResolution::Refund;
        resolve.shipping = m->shop.money("5.01");
        QCOMPARE(m->refusal(resolve), std::string("refund.shipping_exceeds_paid"));
    }
};

STOA_TEST(ClaimsTest)
#include "test_claims.moc"
