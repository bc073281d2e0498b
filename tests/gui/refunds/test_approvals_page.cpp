#include "gui/accessible.h"
#include "gui/demo_orders.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/refunds/approvals_page.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class ApprovalsPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::ApprovalsPage> m_page;
    std::vector<api::RefundApprovalRow> m_rows;

    api::RefundApprovalRow waiting(std::int64_t index, bool mayDecide) const
    {
        const api::OrderRow order = demoOrder(index, m_fixture->now);
        api::RefundApprovalRow row;
        row.refund.id = RefundId::make();
        row.refund.status = api::RefundStatus::AwaitingApproval;
        row.refund.total = order.total;
        row.refund.shipping = row.refund.extra = Money(0, order.total.currency());
        row.refund.reason = api::refund_reason::kDamaged;
        row.refund.note = "Two bowls are broken.";
        row.refund.actorName = "Sue Support";
        row.refund.createdAt = m_fixture->now - std::chrono::hours(2);
        row.refund.approval =
            api::RefundApproval{m_fixture->now + std::chrono::hours(100), {}, {}, {}};
        row.seller = order.seller;
        row.sellerName = order.sellerName;
        row.order = order.id;
        row.orderNumber = order.number;
        row.mayDecide = mayDecide;
        return row;
    }
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("approvalsTable"));
    }
    QPushButton* button(const char* name) const
    {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void visit()
    {
        m_page->visit({});
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        QTRY_VERIFY(m_page->findChild<QWidget*>(QStringLiteral("approvalParts")));
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_rows = {waiting(0, true), waiting(1, false)};
        m_fixture->node.on<api::ListRefundApprovals>([this](const auto& asked) {
            Page<api::RefundApprovalRow> page{m_rows, {}, {}};
            if (asked.refund)
                std::erase_if(page.items,
                              [&](const auto& row) { return row.refund.id != *asked.refund; });
            return page;
        });
        m_fixture->node.on<api::GetOrder>([this](const api::GetOrder& asked) {
            const auto index = asked.order == m_rows.front().order ? 0 : 1;
            return demoOrderView(demoOrder(index, m_fixture->now));
        });
        m_page = std::make_unique<ui::ApprovalsPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void aLinkToOneThatWasDecidedSaysSo()
    {
        m_page->visit(ui::fromUtf8(m_rows[1].refund.id.text()));
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        m_page->visit(ui::fromUtf8(RefundId::make().text()));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("approvalsState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
    }

    void showsWhatWaitsAndWhoMayDecide()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        const auto cell = [&](int row, const char* column) {
            return model->index(row, model->columnOf(QString::fromLatin1(column)))
                .data()
                .toString();
        };
        QCOMPARE(cell(0, "reason"), QStringLiteral("Arrived damaged"));
        QCOMPARE(cell(0, "decision"), QStringLiteral("You can decide"));
        QCOMPARE(cell(1, "decision"), QStringLiteral("Second person"));
        QVERIFY(button("approvalApprove")->isEnabled());
        table()->setCurrentIndex(model->index(1, 0));
        QTRY_VERIFY(!button("approvalApprove")->isEnabled());
        QVERIFY(button("approvalApprove")->toolTip().contains(QStringLiteral("Somebody else")));
        QVERIFY(button("approvalDecline")->isEnabled()); // their own can be taken back
    }

    void approvingIsAskedAndDoneOnce()
    {
        visit();
        m_fixture->prompt.isAgreeing = false;
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::ApproveRefund>(), 0U);
        m_fixture->prompt.isAgreeing = true;
        m_fixture->node.hold<api::ApproveRefund>();
        m_fixture->node.on<api::ApproveRefund>([this](const api::ApproveRefund&) {
            auto refund = m_rows.front().refund;
            m_rows.erase(m_rows.begin());
            return refund;
        });
        button("approvalApprove")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::ApproveRefund>(), 1U);
        QVERIFY(!button("approvalApprove")->isEnabled());
        QTest::keyClick(table(), Qt::Key_A);
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::ApproveRefund>(), 1U);
        m_fixture->node.releaseAll<api::ApproveRefund>();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
    }

    void decliningSaysWhy()
    {
        visit();
        m_fixture->node.on<api::DeclineRefund>([this](const api::DeclineRefund&) {
            auto refund = m_rows.front().refund;
            m_rows.clear();
            return refund;
        });
        m_fixture->prompt.words = QStringLiteral("The pictures show another bowl.");
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_COMPARE(m_fixture->node.callCount<api::DeclineRefund>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::DeclineRefund>()[0].note.value,
                 std::string("The pictures show another bowl."));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("approvalsState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
    }

    void whatChangedMeanwhileIsSaidAndReadAgain()
    {
        visit();
        m_fixture->node.refuse<api::ApproveRefund>(
            makeError(ErrorKind::Refused, "refund_approval.amount_changed")
                .with("was", "69.00 EUR")
                .with("now", "34.50 EUR"));
        const auto read = m_fixture->node.callCount<api::ListRefundApprovals>();
        button("approvalApprove")->click();
        QTRY_VERIFY(m_fixture->node.callCount<api::ListRefundApprovals>() > read);
        QTRY_VERIFY(button("approvalApprove")->isEnabled());
    }

    void leadsToTheOrder()
    {
        visit();
        QSignalSpy places(m_page.get(), &ui::ApprovalsPage::placeRequested);
        QTest::keyClick(table(), Qt::Key_O);
        QVERIFY(places[0][0].value<ui::Place>() ==
                (ui::Place{QStringLiteral("orders"), ui::fromUtf8(m_rows[0].order.text())}));
    }

    void onlyFinanceApproves()
    {
        m_fixture->workspace.permissions = {api::Permission::OrdersRead,
                                            api::Permission::RefundsWrite};
        visit();
        QVERIFY(button("approvalApprove")->toolTip().contains(QStringLiteral("finance")));
        QVERIFY(button("approvalDecline")->isEnabled());
    }
};

} // namespace stoa::test

using stoa::test::ApprovalsPageTest;
STOA_TEST(ApprovalsPageTest)
#include "test_approvals_page.moc"
