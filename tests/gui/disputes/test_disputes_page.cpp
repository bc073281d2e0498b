#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/disputes/dispute_words.h"
#include "ui/disputes/disputes_page.h"
#include "ui/models/keyset_model_base.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

namespace stoa::test {

using Status = api::DisputeStatus;

class DisputesPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::DisputesPage> m_page;
    std::vector<api::DisputeView> m_disputes;

    api::DisputeView dispute(const char* number, Status status) const
    {
        const Money amount(6900, Currency::of("EUR"));
        const Money none(0, amount.currency());
        api::DisputeView view;
        view.id = DisputeId::make();
        view.seller = OrgId::make();
        view.sellerName = "Maison Belhadj";
        view.order = OrderId::make();
        view.orderNumber = number;
        view.provider = "stripe";
        view.reference = "dp_1";
        view.status = status;
        view.reason = "product_not_received";
        view.amount = view.fromEscrow = amount;
        view.fee = view.fromPayable = view.toDebt = view.fromCredit = none;
        view.respondBy = m_fixture->now + std::chrono::hours(52);
        view.createdAt = m_fixture->now - std::chrono::hours(30);
        view.version = Version{3};
        return view;
    }
    ui::TableView* table() const
    {
        return m_page->findChild<ui::TableView*>(QStringLiteral("disputesTable"));
    }
    QPushButton* button(const char* name) const
    {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    QString cell(int row, const char* column) const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column))).data().toString();
    }
    void visit(const QString& record = {})
    {
        m_page->visit(record);
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        QTRY_VERIFY(m_page->findChild<QWidget*>(QStringLiteral("disputeMoney")));
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_disputes = {dispute("M-4K7QX2ZA", Status::NeedsResponse),
                      dispute("M-4K7QX2ZB", Status::UnderReview),
                      dispute("M-4K7QX2ZC", Status::Lost)};
        m_fixture->node.on<api::ListDisputes>([this](const api::ListDisputes& asked) {
            Page<api::DisputeView> page;
            for (const auto& each : m_disputes) {
                const bool isAsked =
                    asked.dispute
                        ? each.id == *asked.dispute
                        : asked.status.empty() ||
                              std::ranges::find(asked.status, each.status) != asked.status.end();
                if (isAsked) page.items.push_back(each);
            }
            return page;
        });
        m_fixture->node.on<api::GetDispute>([this](const api::GetDispute& asked) {
            return *std::ranges::find(m_disputes, asked.dispute, &api::DisputeView::id);
        });
        m_page = std::make_unique<ui::DisputesPage>(m_fixture->context());
        m_page->resize(1232, 830);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void whatIsToBeAnsweredComesFirst()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(cell(0, "order"), QStringLiteral("M-4K7QX2ZA"));
        QCOMPARE(cell(0, "reason"), QStringLiteral("The goods did not arrive"));
        QCOMPARE(cell(0, "due"), QStringLiteral("2 days left"));
        auto* tabs = m_page->findChild<QTabBar*>(QStringLiteral("disputesTabs"));
        tabs->setCurrentIndex(1);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        tabs->setCurrentIndex(2);
        QTRY_COMPARE(cell(0, "order"), QStringLiteral("M-4K7QX2ZC"));
        tabs->setCurrentIndex(3);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }

    void anAnswerGoesWithTheVersionThatWasSeen()
    {
        visit();
        m_fixture->node.on<api::SubmitEvidence>([this](const api::SubmitEvidence& asked) {
            m_disputes[0].action = api::DisputeAction::Submit;
            m_disputes[0].evidence = asked.evidence.value;
            return m_disputes[0];
        });
        m_fixture->prompt.words = QStringLiteral("Signed for at the door.");
        QTest::keyClick(table(), Qt::Key_A);
        QTRY_COMPARE(m_fixture->node.callCount<api::SubmitEvidence>(), 1U);
        const auto sent = m_fixture->node.calls<api::SubmitEvidence>()[0];
        QCOMPARE(sent.version, Version{3});
        QCOMPARE(sent.evidence.value, std::string("Signed for at the door."));
        QTRY_VERIFY(button("disputeAnswer")->toolTip().contains(QStringLiteral("being told")));
        QVERIFY(!button("disputeAnswer")->isEnabled());
        QVERIFY(!button("disputeAccept")->isEnabled());
    }

    void givingInIsAskedTwice()
    {
        visit();
        m_fixture->prompt.isAgreeing = false;
        QTest::keyClick(table(), Qt::Key_X);
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QVERIFY(m_fixture->prompt.confirmations[0].isDestructive);
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::AcceptDispute>(), 0U);
        m_fixture->prompt.isAgreeing = true;
        m_fixture->node.refuse<api::AcceptDispute>(
            makeError(ErrorKind::Stale, "dispute.stale").with("seen", "3").with("current", "4"));
        const auto read = m_fixture->node.callCount<api::ListDisputes>();
        button("disputeAccept")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::AcceptDispute>(), 1U);
        QTRY_VERIFY(m_fixture->node.callCount<api::ListDisputes>() > read);
        QTRY_VERIFY(button("disputeAccept")->isEnabled());
    }

    void aLinkShowsAChargebackThatNoTabHolds()
    {
        visit(ui::fromUtf8(m_disputes[2].id.text()));
        QTRY_COMPARE(cell(0, "order"), QStringLiteral("M-4K7QX2ZC"));
        QVERIFY(m_page->findChild<QWidget*>(QStringLiteral("disputesOnly"))->isVisible());
        QVERIFY(button("disputeAnswer")->toolTip().contains(QStringLiteral("no answer")));
        QSignalSpy places(m_page.get(), &ui::DisputesPage::placeRequested);
        QTest::keyClick(table(), Qt::Key_O);
        QCOMPARE(places[0][0].value<ui::Place>().record, ui::fromUtf8(m_disputes[2].order.text()));
    }

    void afterItsDateNothingCanBeAnswered()
    {
        m_disputes[0].respondBy = m_fixture->now;
        visit();
        QCOMPARE(cell(0, "due"), QStringLiteral("too late"));
        QVERIFY(!button("disputeAnswer")->isEnabled());
        QVERIFY(button("disputeAccept")->isEnabled());
    }

    void whoMayNotIsToldWhy()
    {
        m_fixture->workspace.permissions = {api::Permission::LedgerRead};
        visit();
        QVERIFY(!button("disputeAnswer")->isEnabled());
        QVERIFY(button("disputeAnswer")->toolTip().contains(QStringLiteral("administrator")));
    }

    void everyStateHasItsWord()
    {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Status>>([&](auto each) {
            QVERIFY(!ui::disputeWord(dispute("M-1", each.value)).text.isEmpty());
        });
        QCOMPARE(ui::disputeReasonText("bank_cannot_process"),
                 QStringLiteral("Bank cannot process"));
    }
};

} // namespace stoa::test

using stoa::test::DisputesPageTest;
STOA_TEST(DisputesPageTest)
#include "test_disputes_page.moc"
