#include "domain/refunds/approvals.h"
#include "domain/refunds/refund_approvals_sql.h"
#include "domain/refunds/refunds.h"
#include "domain_shop/shop.h"
#include "support/in_parallel.h"
#include "support/random.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using api::RefundStatus;

class ApprovalsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    VariantId m_bowl;
    api::OrderView m_order; // 3 × 10.00, shipping 5.00; 15.00 is for two to decide
    const Actor m_ada = Bench::person("Ada");
    const Actor m_ben = Bench::person("Ben");

    OrderId id() const { return m_order.row.id; }
    api::OrderView order() { return must(m_shop->order(id())); }
    api::RefundContent bowls(std::int64_t quantity) const
    {
        api::RefundContent content;
        content.lines = {refundLine(m_order.lines[0].id, quantity)};
        return content;
    }
    Result<api::RefundPolicyView> limit(std::vector<Money> amounts, std::int64_t version)
    {
        api::SetRefundPolicy request;
        request.version = Version{version};
        request.approvalAbove.assign(amounts.begin(), amounts.end());
        return m_shop->bench.run(m_shop->bench.marketplace(),
                                 [&](Unit& unit) { return refunds::handle(unit, request); });
    }
    Result<api::RefundView> ask(const api::RefundContent& content)
    {
        const api::RequestRefund request{m_shop->seller, id(), order().row.version, content};
        return m_shop->bench.run(m_shop->seller, m_ada, [&](Unit& unit) {
            return refunds::handle(unit, request, m_shop->providers());
        });
    }
    Result<api::OrderView> cancel(const api::CancelContent& content)
    {
        const api::CancelOrder request{m_shop->seller, id(), order().row.version, content};
        return m_shop->bench.run(m_shop->seller, m_ada, [&](Unit& unit) {
            return refunds::handle(unit, request, m_shop->providers());
        });
    }
    Result<api::RefundView> approveOn(db::Connection& connection, const Actor& who, RefundId refund)
    {
        return m_shop->bench.runOn(connection, m_shop->seller, who, [&](Unit& unit) {
            return refunds::approve(unit, refund, m_shop->providers(), {});
        });
    }
    Result<api::RefundView> approve(RefundId refund)
    {
        return approveOn(m_shop->bench.db(), m_ben, refund);
    }
    Result<api::RefundView> decline(RefundId refund)
    {
        return m_shop->bench.run(m_shop->seller, m_ben, [&](Unit& unit) {
            return refunds::handle(unit, api::DeclineRefund{m_shop->seller, refund, "Too much."});
        });
    }
    Result<Page<api::RefundApprovalRow>> list(const Actor& who, std::optional<OrgId> seller = {},
                                              std::optional<RefundId> refund = {})
    {
        return m_shop->bench.run(seller, who, [&](Unit& unit) {
            return refunds::handle(unit, api::ListRefundApprovals{seller, "", 50, refund});
        });
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        auto request = m_shop->basket({{m_bowl, 3}});
        request.shipping = m_shop->money("5.00");
        m_order = must(m_shop->place(request));
        must(limit({m_shop->money("15.00")}, 0));
    }

    void statementsFitTheSchema()
    {
        STOA_OK(prepareAll(m_shop->bench.db(), refund_approvals::sql::kAll));
    }

    void withoutAPolicyOneIsEnough()
    {
        must(limit({Money(1, Currency::of("USD"))}, 1)); // of another currency
        QCOMPARE(must(ask(bowls(3))).status, RefundStatus::Succeeded);
    }

    void theLimitItselfIsForOne()
    {
        auto content = bowls(1);
        content.shipping = m_shop->money("5.00");
        QVERIFY(!must(m_shop->preview(id(), content)).needsApproval);
        QCOMPARE(must(ask(content)).status, RefundStatus::Succeeded);
    }

    void waitsWithNothingMoved()
    {
        QVERIFY(must(m_shop->preview(id(), bowls(2))).needsApproval);
        const auto refund = must(ask(bowls(2)));
        QCOMPARE(m_shop->bench.events(), std::string("refund.awaiting_approval"));
        QCOMPARE(refund.status, RefundStatus::AwaitingApproval);
        QCOMPARE(refund.total, m_shop->money("20.00"));
        const auto view = order();
        QVERIFY(view.row.refunded.isZero());
        QCOMPARE(view.row.version, m_order.row.version);
        QCOMPARE(view.escrow, m_shop->money("35.00"));
        QCOMPARE(view.transfers.size(), std::size_t{1});
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].id, refund.id);
        QCOMPARE(view.refunds[0].status, RefundStatus::AwaitingApproval);
        QCOMPARE(view.refunds[0].lines.at(0).quantity, 2);
        QCOMPARE(view.refunds[0].lines[0].amount, m_shop->money("20.00"));
        QCOMPARE(view.refunds[0].approval->expiresAt,
                 m_shop->bench.clock.now() + std::chrono::days(7));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void goesOnAsTheRefundThatItIs()
    {
        const auto waiting = must(ask(bowls(2)));
        const auto refund = must(approve(waiting.id));
        QCOMPARE(m_shop->bench.events(),
                 std::string("refund.approved stock.moved refund.requested refund.succeeded "
                             "payment.refunded"));
        QCOMPARE(refund.id, waiting.id);
        QCOMPARE(refund.status, RefundStatus::Succeeded);
        QCOMPARE(refund.actorName, std::string("Ada"));
        QCOMPARE(refund.approval->decidedByName, std::string("Ben"));
        const auto view = order();
        QCOMPARE(view.row.refunded, m_shop->money("20.00"));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].status, RefundStatus::Succeeded);
        QCOMPARE(view.refunds[0].actorName, std::string("Ada"));
        QCOMPARE(view.refunds[0].approval->decidedByName, std::string("Ben"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 1}));
        QCOMPARE(m_shop->findings(), std::string());
        STOA_FAILS(approve(waiting.id), "refund_approval.decided");
        STOA_FAILS(decline(waiting.id), "refund_approval.decided");
    }

    void whoAsksDoesNotApprove()
    {
        const auto waiting = must(ask(bowls(2)));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(approveOn(m_shop->bench.db(), m_ada, waiting.id), "refund_approval.same_person");
        STOA_FAILS(approve(RefundId::make()), "refund_approval.not_found");
        const OrgId rival = m_shop->bench.addSeller("Rival");
        STOA_FAILS(m_shop->bench.run(rival, m_ben,
                                     [&](Unit& unit) {
                                         return refunds::approve(unit, waiting.id,
                                                                 m_shop->providers(), {});
                                     }),
                   "refund_approval.not_found");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void isDeclinedWithAReason()
    {
        const auto waiting = must(ask(bowls(2)));
        const auto declined = must(decline(waiting.id));
        QCOMPARE(m_shop->bench.events(), std::string("refund.declined"));
        QCOMPARE(declined.status, RefundStatus::Declined);
        QCOMPARE(declined.lines.size(), std::size_t{1});
        const auto view = order();
        QCOMPARE(view.refunds[0].status, RefundStatus::Declined);
        QCOMPARE(view.refunds[0].approval->note, std::string("Too much."));
        QVERIFY(view.row.refunded.isZero());
        const auto again = approve(waiting.id);
        STOA_FAILS(again, "refund_approval.decided");
        QVERIFY(again.error().params == (std::vector<Error::Param>{{"status", "declined"}}));
    }

    void expires()
    {
        const auto waiting = must(ask(bowls(2)));
        auto& bench = m_shop->bench;
        const auto expired = [&] {
            return must(refunds::expiredApprovals(bench.db(), bench.clock.now()));
        };
        const auto end = [&] {
            STOA_OK(bench.run(m_shop->seller,
                              [&](Unit& unit) { return refunds::expire(unit, waiting.id); }));
        };
        bench.clock.advance(std::chrono::days(7) - std::chrono::seconds(1));
        QVERIFY(expired().empty());
        end(); // too early: does nothing
        QCOMPARE(order().refunds[0].status, RefundStatus::AwaitingApproval);
        bench.clock.advance(std::chrono::seconds(1));
        QCOMPARE(expired().size(), std::size_t{1});
        QVERIFY(!must(list(m_ben)).items.at(0).mayDecide);
        STOA_FAILS(approve(waiting.id), "refund_approval.decided");
        end();
        QCOMPARE(bench.events(), std::string("refund.expired"));
        QCOMPARE(order().refunds[0].status, RefundStatus::Expired);
        QVERIFY(expired().empty());
        QVERIFY(must(list(m_ben)).items.empty());
    }

    void isListedForThoseWhoDecide()
    {
        must(ask(bowls(2)));
        m_shop->bench.clock.advance(std::chrono::hours(1));
        const auto second = must(ask(bowls(3)));
        const auto page = must(list(m_ben));
        QCOMPARE(page.items.size(), std::size_t{2});
        QCOMPARE(page.items[1].refund.id, second.id);
        QCOMPARE(page.items[1].orderNumber, m_order.row.number);
        QVERIFY(page.items[1].mayDecide);
        QVERIFY(!must(list(m_ada)).items[1].mayDecide);
        QCOMPARE(must(list(m_ben, m_shop->seller)).items.size(), std::size_t{2});
        const OrgId rival = m_shop->bench.addSeller("Rival");
        QVERIFY(must(list(m_ben, rival)).items.empty());

        const auto only = must(list(m_ben, {}, second.id));
        QCOMPARE(only.items.size(), std::size_t{1});
        QCOMPARE(only.items[0].refund.id, second.id);
        QVERIFY(must(list(m_ben, rival, second.id)).items.empty());
        must(decline(second.id));
        QVERIFY(must(list(m_ben, {}, second.id)).items.empty()); // it does not wait any more
    }

    // By what the order is when it is approved, not when it was asked for.
    void isHeldAgainstWhatIsLeft()
    {
        const auto first = must(ask(bowls(2)));
        const auto second = must(ask(bowls(2)));
        must(approve(first.id));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(approve(second.id), "refund.quantity_exceeds_ordered");
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(order().row.refunded, m_shop->money("20.00"));
        STOA_OK(decline(second.id));
    }

    void twoWhoApproveAtOnceGiveBackOnce()
    {
        std::vector<RefundId> waiting;
        for (int i = 0; i < 4; ++i)
            waiting.push_back(must(ask(bowls(2))).id);
        std::atomic<int> made = 0;
        inParallel(8, [&](std::size_t i) {
            const auto connection = m_shop->bench.connect();
            if (approveOn(*connection, m_ben, waiting[i % waiting.size()])) ++made;
        });
        QCOMPARE(made.load(), 1);
        QCOMPARE(order().row.refunded, m_shop->money("20.00"));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void onlySoManyWait()
    {
        for (std::int64_t i = 0; i < refunds::kMaxWaiting; ++i)
            must(ask(bowls(2)));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(ask(bowls(2)), "refund.too_many_waiting");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void aCancellationWaitsWhole()
    {
        const auto before = cancel({});
        QCOMPARE(must(before).row.status, api::OrderStatus::Placed);
        const auto waiting = before->refunds.at(0);
        QCOMPARE(waiting.status, RefundStatus::AwaitingApproval);
        QCOMPARE(waiting.originator, api::RefundOriginator::Cancellation);
        QCOMPARE(waiting.total, m_shop->money("35.00"));
        QVERIFY(before->cancellations.empty());
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        const auto refund = must(approve(waiting.id));
        QCOMPARE(refund.total, m_shop->money("35.00"));
        const auto view = order();
        QCOMPARE(view.row.status, api::OrderStatus::Canceled);
        QCOMPARE(view.cancellations.at(0).id.text(), view.refunds.at(0).originatorId);
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 0}));
        QCOMPARE(m_shop->findings(), std::string());
    }

    void aCancellationThatFitsNoMoreIsRefused()
    {
        const auto waiting = must(cancel({})).refunds.at(0);
        must(m_shop->refund(id(), bowls(1))); // meanwhile, of one person
        const auto before = m_shop->fingerprint();
        QVERIFY(!approve(waiting.id));
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void partsCountTogether()
    {
        QCOMPARE(must(ask(bowls(1))).status, RefundStatus::Succeeded);
        QVERIFY(must(m_shop->preview(id(), bowls(1))).needsApproval);
        const auto second = must(ask(bowls(1)));
        QCOMPARE(second.status, RefundStatus::AwaitingApproval);
        QCOMPARE(second.total, m_shop->money("10.00"));
        QCOMPARE(must(m_shop->refund(id(), bowls(1))).status,
                 RefundStatus::AwaitingApproval); // of another person, too
        QCOMPARE(must(approve(second.id)).status, RefundStatus::Succeeded);
        api::RefundContent shipping;
        shipping.shipping = m_shop->money("5.00");
        QCOMPARE(must(ask(shipping)).status, RefundStatus::Succeeded); // 10.00 + 5.00
        QCOMPARE(must(ask(bowls(1))).status, RefundStatus::AwaitingApproval);
        QCOMPARE(m_shop->findings(), std::string());
    }

    void whatDidNotReachTheBuyerDoesNotCount()
    {
        must(ask(bowls(1)));
        STOA_OK(m_shop->script("UPDATE refund SET status = 'failed'"));
        QCOMPARE(must(ask(bowls(1))).status, RefundStatus::Succeeded);
        STOA_OK(m_shop->script("UPDATE refund SET actor = 'system'"));
        QCOMPARE(must(ask(bowls(1))).status, RefundStatus::Succeeded);
    }

    // The clock needs nobody's approval.
    void whatTheNodeDoesItselfDoesNotWait()
    {
        Actor system;
        system.kind = Actor::Kind::System;
        system.name = "System";
        const auto state = must(m_shop->bench.run(m_shop->seller, system, [&](Unit& unit) {
            return orders::loadState(unit, id(), orders::ForUpdate::No);
        }));
        const auto canceled = must(m_shop->bench.run(m_shop->seller, system, [&](Unit& unit) {
            return refunds::cancelOrder(unit, state, {}, m_shop->providers());
        }));
        QVERIFY(canceled.id.has_value());
        QCOMPARE(order().row.paymentStatus, api::PaymentStatus::Refunded);
    }

    void thePolicyIsChangedByVersion()
    {
        STOA_FAILS(limit({}, 0), "policy.stale");
        STOA_FAILS(limit({m_shop->money("-1.00")}, 1), "commission.negative_amount");
        STOA_FAILS(limit({m_shop->money("1.00"), m_shop->money("2.00")}, 1),
                   "commission.duplicate_currency");
        const auto policy =
            must(limit({m_shop->money("0.00"), Money(500, Currency::of("JPY"))}, 1));
        QCOMPARE(policy.version, Version{2});
        QCOMPARE(policy.approvalAbove.size(), std::size_t{2});
        QCOMPARE(must(ask(bowls(1))).status, RefundStatus::AwaitingApproval); // everything waits
    }

    void whatIsApprovedIsWhatIsPaid_data()
    {
        QTest::addColumn<QString>("code");
        for (const char* code : {"JPY", "EUR", "KWD"})
            QTest::newRow(code) << QString(code);
    }
    void whatIsApprovedIsWhatIsPaid()
    {
        QFETCH(QString, code);
        Random random;
        m_shop.emplace(code.toStdString(), random.between(0, 5000));
        const auto bowl =
            m_shop->addVariant(Money(random.between(1, 99'999), m_shop->currency), 1000);
        must(limit({Money(random.between(0, 99'999), m_shop->currency)}, 0));
        for (int i = 0; i < 6; ++i) {
            auto request = m_shop->basket({{bowl, random.between(1, 5)}});
            request.shipping = Money(random.between(0, 999), m_shop->currency);
            m_order = must(m_shop->place(request));
            api::RefundContent content = bowls(1);
            if (random.chance(0.5)) {
                content.extra =
                    Money(random.between(0, request.shipping->minor()), m_shop->currency);
            }
            const auto preview = must(m_shop->preview(id(), content));
            auto refund = must(ask(content));
            QCOMPARE(refund.status == RefundStatus::AwaitingApproval, preview.needsApproval);
            QCOMPARE(refund.total, preview.buyer);
            if (preview.needsApproval) refund = must(approve(refund.id));
            QCOMPARE(refund.status, RefundStatus::Succeeded);
            QCOMPARE(order().row.refunded, preview.buyer);
            QCOMPARE(order().escrow, preview.escrowAfter);
            QCOMPARE(m_shop->findings(), std::string());
        }
    }
};

STOA_TEST(ApprovalsTest)
#include "test_approvals.moc"
