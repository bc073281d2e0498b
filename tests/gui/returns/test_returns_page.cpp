#include "api/claims.h"
#include "api/returns.h"
#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/returns/case_steps.h"
#include "ui/returns/returns_page.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

namespace stoa::test {

using Kind = api::AfterSaleKind;

class ReturnsPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::ReturnsPage> m_page;
    std::vector<api::AfterSaleRow> m_rows;
    OrderLineId m_line = OrderLineId::make();

    api::AfterSaleRow row(Kind kind, const char* status) const
    {
        api::AfterSaleRow row;
        row.kind = kind;
        row.id = kind == Kind::Return     ? ReturnId::make().text()
                 : kind == Kind::Exchange ? ExchangeId::make().text()
                                          : ClaimId::make().text();
        row.seller = OrgId::make();
        row.sellerName = "Maison Belhadj";
        row.order = OrderId::make();
        row.orderNumber = "M-4K7QX2ZA";
        row.buyerName = "Ioana Dumitrescu";
        row.status = status;
        row.reason = api::refund_reason::kDamaged;
        row.itemCount = 2;
        row.openedAt = row.updatedAt = m_fixture->now - std::chrono::hours(30);
        return row;
    }
    api::AfterSales all() const
    {
        api::AfterSales all;
        all.version = Version{7};
        for (const auto& each : m_rows) {
            api::AfterSaleView view;
            view.reason = each.reason;
            view.actorName = "Sue Support";
            view.openedAt = view.updatedAt = each.openedAt;
            view.lines.push_back({m_line, "Serving bowl", 2});
            if (each.kind == Kind::Return)
                all.returns.push_back({*ReturnId::parse(each.id), {}, view});
            else if (each.kind == Kind::Exchange)
                all.exchanges.push_back({*ExchangeId::parse(each.id), {}, view});
            else
                all.claims.push_back({*ClaimId::parse(each.id), {}, {}, view});
        }
        return all;
    }
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("returnsTable"));
    }
    QPushButton* button(const char* name) const
    {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void visit(std::vector<api::AfterSaleRow> rows)
    {
        m_rows = std::move(rows);
        m_page->visit({});
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        QTRY_VERIFY(m_page->findChild<QWidget*>(QStringLiteral("caseLines")));
    }
    // The command changes the case and answers with what there is then.
    template <class Request>
    void becomes(const char* status)
    {
        m_fixture->node.on<Request>([this, status](const Request&) {
            m_rows[0].status = status;
            return all();
        });
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->node.on<api::ListAfterSaleCases>([this](const api::ListAfterSaleCases& asked) {
            Page<api::AfterSaleRow> page;
            for (const auto& each : m_rows) {
                const bool isAsked = ui::nextSteps(each).empty() == asked.isOver;
                if (asked.record.value.empty() ? isAsked : each.id == asked.record.value)
                    page.items.push_back(each);
            }
            return page;
        });
        m_fixture->node.on<api::ListAfterSales>([this](const auto&) { return all(); });
        m_page = std::make_unique<ui::ReturnsPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void aLinkOpensWhatIsOver()
    {
        visit({row(Kind::Return, "requested")});
        m_rows.push_back(row(Kind::Return, "refunded"));
        const QString id = ui::fromUtf8(m_rows[1].id);
        m_page->visit(id);
        QTRY_COMPARE(table()->currentId(), id);
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void aReturnGoesItsWay()
    {
        visit({row(Kind::Return, "requested")});
        QCOMPARE(namelessControls(*m_page), QStringList());
        becomes<api::DecideReturn>("approved");
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_COMPARE(button("caseFirst")->text(), QStringLiteral("It came back"));
        const auto decided = m_fixture->node.calls<api::DecideReturn>()[0];
        QCOMPARE(decided.version, Version{7});
        QCOMPARE(decided.returnId.text(), m_rows[0].id);

        becomes<api::ReceiveReturn>("received");
        QTRY_VERIFY(button("caseFirst")->isEnabled());
        QTest::keyClick(table(), Qt::Key_A);
        auto* quantity = m_page->window()->findChild<QSpinBox*>(QStringLiteral("receiveQuantity0"));
        QVERIFY(quantity != nullptr);
        QCOMPARE(namelessControls(*m_page), QStringList());
        quantity->setValue(0);
        QVERIFY(!button("receiveSend")->isEnabled());
        quantity->setValue(1);
        m_page->window()
            ->findChild<QComboBox*>(QStringLiteral("receiveRestock0"))
            ->setCurrentIndex(1);
        button("receiveSend")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::ReceiveReturn>(), 1U);
        const auto received = m_fixture->node.calls<api::ReceiveReturn>()[0];
        QCOMPARE(received.lines.size(), 1U);
        QCOMPARE(received.lines[0].quantity.value, 1);
        QVERIFY(received.lines[0].restock == api::Restock::WriteOff);
        QTRY_COMPARE(button("caseFirst")->text(), QStringLiteral("Give money back"));

        const Money eur(6900, Currency::of("EUR"));
        api::RefundPreview preview;
        preview.buyer = eur;
        preview.fromSeller = preview.fromCommission = eur - eur;
        preview.needsApproval = true;
        m_fixture->node.reply<api::PreviewReturnRefund>(preview);
        becomes<api::RefundReturn>("refunded");
        QTRY_VERIFY(button("caseFirst")->isEnabled());
        button("caseFirst")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::RefundReturn>(), 1U);
        QVERIFY(m_fixture->prompt.confirmations.back().title.contains(QStringLiteral("69.00")));
        QVERIFY(m_fixture->prompt.confirmations.back().text.contains(QStringLiteral("second")));
        auto* state = m_page->findChild<ui::ViewState*>(QStringLiteral("returnsState"));
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        m_page->findChild<QTabBar*>(QStringLiteral("returnsTabs"))->setCurrentIndex(1);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!button("caseFirst")->isVisible());
    }

    void whatIsRefusedSaysWhy()
    {
        visit({row(Kind::Claim, "open")});
        becomes<api::DecideClaim>("denied");
        m_fixture->prompt.words = QStringLiteral("It was delivered and signed for.");
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_COMPARE(m_fixture->node.callCount<api::DecideClaim>(), 1U);
        const auto asked = m_fixture->node.calls<api::DecideClaim>()[0];
        QVERIFY(asked.decision == api::CaseDecision::Reject);
        QCOMPARE(asked.note.value, std::string("It was delivered and signed for."));
    }

    void anApprovedReturnIsCanceledNotRejected()
    {
        visit({row(Kind::Return, "approved")});
        becomes<api::DecideReturn>("canceled");
        m_fixture->prompt.words = QStringLiteral("It never came.");
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_COMPARE(m_fixture->node.callCount<api::DecideReturn>(), 1U);
        QVERIFY(m_fixture->node.calls<api::DecideReturn>()[0].decision ==
                api::CaseDecision::Cancel);
    }

    void aClaimIsSettledWithMoneyOrGoods()
    {
        visit({row(Kind::Claim, "approved")});
        becomes<api::ResolveClaim>("resolved");
        m_fixture->prompt.words = QStringLiteral("1Z999");
        button("caseSecond")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::ResolveClaim>(), 1U);
        const auto asked = m_fixture->node.calls<api::ResolveClaim>()[0];
        QVERIFY(asked.resolution == api::ClaimResolution::Replacement);
        QCOMPARE(asked.trackingNumber.value, std::string("1Z999"));
    }

    void anExchangeSendsItsReplacement()
    {
        visit({row(Kind::Exchange, "received")});
        becomes<api::FulfillExchange>("fulfilled");
        m_fixture->prompt.words = QString();
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_COMPARE(m_fixture->node.callCount<api::FulfillExchange>(), 1U);
    }

    void whatChangedMeanwhileIsSaidAndReadAgain()
    {
        visit({row(Kind::Return, "requested")});
        m_fixture->node.refuse<api::DecideReturn>(
            makeError(ErrorKind::Stale, "order.stale").with("seen", "7").with("current", "8"));
        const auto read = m_fixture->node.callCount<api::ListAfterSales>();
        button("caseFirst")->click();
        QTRY_VERIFY(m_fixture->node.callCount<api::ListAfterSales>() > read);
        QTRY_VERIFY(button("caseFirst")->isEnabled());
    }

    void whoMayNotIsToldWhy()
    {
        m_fixture->workspace.permissions = {api::Permission::OrdersRead,
                                            api::Permission::OrdersWrite};
        visit({row(Kind::Claim, "approved")});
        QVERIFY(button("caseFirst")->toolTip().contains(QStringLiteral("role")));
        m_rows = {row(Kind::Claim, "open")};
        m_page->refresh();
        QTRY_VERIFY(button("caseFirst")->isEnabled());
    }

    void everyOpenStateHasAStepAndNoClosedOne()
    {
        for (const char* open : {"requested", "approved", "received"}) {
            QVERIFY(!ui::nextSteps(row(Kind::Return, open)).empty());
            QVERIFY(!ui::nextSteps(row(Kind::Exchange, open)).empty());
        }
        for (const char* open : {"open", "approved"})
            QVERIFY(!ui::nextSteps(row(Kind::Claim, open)).empty());
        for (const char* closed :
             {"refunded", "fulfilled", "rejected", "canceled", "resolved", "denied"})
            QVERIFY(ui::nextSteps(row(Kind::Return, closed)).empty());
    }
};

} // namespace stoa::test

using stoa::test::ReturnsPageTest;
STOA_TEST(ReturnsPageTest)
#include "test_returns_page.moc"
