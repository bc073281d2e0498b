// Edits whose refund a second person decides: until then nothing has changed.

#include "domain/refunds/approvals.h"
#include "edit_bench.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class EditApprovalsTest : public QObject {
    Q_OBJECT

    const Actor m_mara = Bench::person("Mara");
    const Actor m_ben = Bench::person("Ben");
    std::optional<Shop> m_shop;
    VariantId m_bowl;
    VariantId m_vase;
    api::OrderView m_order; // 3 × 10.00, paid; more than 15.00 is decided by two

    OrderId id() const { return m_order.row.id; }
    api::OrderView now() { return must(m_shop->order(id())); }
    // One bowl instead of three, at another door.
    api::OrderEditContent smaller() const
    {
        auto content = resized(m_order.lines[0].id, 1);
        content.shippingAddress = m_order.shippingAddress;
        content.shippingAddress->city = "Sibiu";
        content.note = "One is enough.";
        return content;
    }
    template <class Work>
    auto as(const Actor& who, Work work)
    {
        return m_shop->bench.runOn(m_shop->bench.db(), m_shop->seller, who, work);
    }
    Result<api::OrderView> request(const api::OrderEditContent& content)
    {
        const api::EditOrder request{m_shop->seller, id(), now().row.version, content};
        return as(m_mara,
                  [&](Unit& unit) { return edits::handle(unit, request, m_shop->providers()); });
    }
    RefundId waiting()
    {
        const auto view = now();
        return std::ranges::find(view.refunds, api::RefundOriginator::Edit,
                                 &api::RefundView::originator)
            ->id;
    }
    Result<api::RefundView> approve(const Actor& who)
    {
        const RefundId refund = waiting();
        return as(who, [&](Unit& unit) {
            const auto doEdit = [&](Unit& on, const orders::OrderState& order,
                                    const std::string& edit, const refunds::Approved& approved) {
                return edits::doApproved(on, order, edit, approved, m_shop->providers());
            };
            return refunds::approve(unit, refund, m_shop->providers(), doEdit);
        });
    }
    void verifyUnchanged()
    {
        const auto view = now();
        QCOMPARE(view.row.total, m_order.row.total);
        QCOMPARE(view.row.version, m_order.row.version);
        QCOMPARE(view.shippingAddress.city.value, std::string("Brasov"));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 3}));
        QCOMPARE(m_shop->findings(), std::string());
    }

private slots:
    void init()
    {
        m_shop.emplace();
        m_bowl = m_shop->addVariant("10.00", 10);
        m_vase = m_shop->addVariant("12.00", 10);
        m_order = must(m_shop->place(m_shop->basket({{m_bowl, 3}})));
        api::SetRefundPolicy policy;
        policy.version = Version{0};
        policy.approvalAbove = {m_shop->money("15.00")};
        must(m_shop->bench.run(m_shop->bench.marketplace(),
                               [&](Unit& unit) { return refunds::handle(unit, policy); }));
    }

    void waitsAsAWhole()
    {
        QVERIFY(must(previewEdit(*m_shop, id(), smaller())).needsApproval);
        const auto view = must(request(smaller()));
        QCOMPARE(m_shop->bench.events(), std::string("refund.awaiting_approval"));
        QCOMPARE(view.edits[0].status, api::OrderEditStatus::Requested);
        QCOMPARE(view.edits[0].totalAfter, m_shop->money("10.00"));
        QVERIFY(!view.edits[0].decidedAt);
        QCOMPARE(view.refunds[0].status, api::RefundStatus::AwaitingApproval);
        QCOMPARE(view.refunds[0].total, m_shop->money("20.00"));
        QCOMPARE(view.refunds[0].originatorId, view.edits[0].id.text());
        verifyUnchanged();
    }

    void takesNoOtherEditMeanwhile()
    {
        must(request(smaller()));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(edit(*m_shop, id(), resized(m_order.lines[0].id, 2)), "order_edit.open");
        STOA_FAILS(previewEdit(*m_shop, id(), resized(m_order.lines[0].id, 2)), "order_edit.open");
        QCOMPARE(m_shop->fingerprint(), before);
    }

    void isDoneWhenSomebodyElseApproves()
    {
        must(request(smaller()));
        STOA_FAILS(approve(m_mara), "refund_approval.same_person");
        verifyUnchanged();
        m_shop->bench.clock.advance(std::chrono::hours(1));
        QCOMPARE(must(approve(m_ben)).status, api::RefundStatus::Succeeded);
        QCOMPARE(m_shop->bench.events(),
                 std::string("refund.approved stock.moved order.edited refund.requested"
                             " refund.succeeded payment.refunded"));
        const auto view = now();
        QCOMPARE(view.row.total, m_shop->money("10.00"));
        QCOMPARE(view.row.paymentStatus, api::PaymentStatus::Paid);
        QCOMPARE(view.shippingAddress.city.value, std::string("Sibiu"));
        QCOMPARE(view.edits.size(), std::size_t{1});
        QCOMPARE(view.edits[0].status, api::OrderEditStatus::Confirmed);
        QCOMPARE(view.edits[0].actorName, std::string("Mara"));
        QCOMPARE(view.edits[0].note, std::string("One is enough."));
        QCOMPARE(view.edits[0].decidedAt, std::optional(m_shop->bench.clock.now()));
        QCOMPARE(view.refunds.size(), std::size_t{1});
        QCOMPARE(view.refunds[0].note, std::string("One is enough."));
        QCOMPARE(m_shop->stockOf(m_bowl), (Stock{10, 1}));
        QCOMPARE(m_shop->findings(), std::string());
        STOA_FAILS(approve(m_ben), "refund_approval.decided");
    }

    void isDeclined()
    {
        must(request(smaller()));
        const api::DeclineRefund decline{m_shop->seller, waiting(), "Ask them again."};
        must(as(m_ben, [&](Unit& unit) { return refunds::handle(unit, decline); }));
        QCOMPARE(now().edits[0].status, api::OrderEditStatus::Declined);
        verifyUnchanged();
        must(edit(*m_shop, id(), resized(m_order.lines[0].id, 2))); // another one may come
        QCOMPARE(m_shop->findings(), std::string());
    }

    void expires()
    {
        must(request(smaller()));
        m_shop->bench.clock.advance(std::chrono::days(8));
        const RefundId refund = waiting();
        STOA_FAILS(approve(m_ben), "refund_approval.decided");
        STOA_OK(as(m_ben, [&](Unit& unit) { return refunds::expire(unit, refund); }));
        QCOMPARE(now().edits[0].status, api::OrderEditStatus::Expired);
        verifyUnchanged();
    }

    void givesBackWhatWasApprovedOrNothing()
    {
        auto content = smaller();
        content.lines[0].quantity = 0;
        content.added = {{m_vase, 1, std::nullopt}};
        must(request(content)); // 18.00 back
        m_shop->setPrice(m_vase, m_shop->money("11.00"));
        const auto before = m_shop->fingerprint();
        STOA_FAILS(approve(m_ben), "price.changed");
        m_shop->setPrice(m_vase, m_shop->money("12.00"));
        QCOMPARE(m_shop->fingerprint(), before);
        api::CancelContent one;
        one.lines = {{m_order.lines[0].id, 1}};
        must(m_shop->cancel(id(), one));
        STOA_FAILS(approve(m_ben), "order_edit.quantity_gone");
        QCOMPARE(m_shop->findings(), std::string());
    }

    void anAddedLineIsThereOnceItIsApproved()
    {
        auto content = resized(m_order.lines[0].id, 0);
        content.added = {{m_vase, 1, std::nullopt}};
        content.shipping = m_shop->money("0.00");
        must(request(content));
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{10, 0}));
        QCOMPARE(must(approve(m_ben)).total, m_shop->money("18.00"));
        QCOMPARE(now().lines[1].variant, m_vase);
        QCOMPARE(m_shop->stockOf(m_vase), (Stock{10, 1}));
        QCOMPARE(m_shop->findings(), std::string());
    }
};

STOA_TEST(EditApprovalsTest)
#include "test_edit_approvals.moc"
