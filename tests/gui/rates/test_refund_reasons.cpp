#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/rates/refund_rules_part.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace stoa::test {

class RefundReasonsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::RefundRulesPart> m_page;
    std::vector<api::RefundReasonView> m_reasons;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("refundReasonsTable"); }
    int rows() const { return table()->model()->rowCount(); }
    QStringList cells(int row) const
    {
        QStringList all;
        for (int i = 0; i < table()->model()->columnCount(); ++i)
            all << table()->model()->index(row, i).data().toString();
        return all;
    }
    QWidget* dialog() const { return child<QWidget>("refundReasonDialog"); }
    QPushButton* action() const { return child<QPushButton>("refundReasonSend"); }
    QLineEdit* label() const { return child<QLineEdit>("refundReasonLabel"); }
    QLineEdit* code() const { return child<QLineEdit>("refundReasonCode"); }
    QString problem() const
    {
        return child<QWidget>("refundReasonProblem")->findChild<ui::Label*>()->text();
    }
    std::vector<api::PutRefundReason> sent() const
    {
        return m_fixture->node.calls<api::PutRefundReason>();
    }
    // Opens the form by key, at the row if it is one.
    void open(Qt::Key key, int row = 0)
    {
        table()->setCurrentIndex(table()->model()->index(row, 0));
        QTest::keyClick(table(), key);
        QVERIFY(dialog());
    }
    void refuse(ErrorKind kind, const char* what, const char* field = "")
    {
        m_fixture->node.refuse<api::PutRefundReason>(makeError(kind, what).in(field));
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_reasons = demoRefundReasons();
        m_fixture->node.reply<api::GetRefundPolicy>(demoRefundPolicy());
        m_fixture->node.on<api::ListRefundReasons>(
            [this](const api::ListRefundReasons&) { return m_reasons; });
        m_fixture->node.on<api::PutRefundReason>([this](const api::PutRefundReason& asked) {
            std::erase_if(m_reasons,
                          [&](const auto& each) { return each.code == asked.code.value; });
            m_reasons.push_back({asked.code, asked.label, asked.isNoteRequired, asked.restock,
                                 asked.isActive, asked.position, Version{asked.version.value + 1}});
            std::ranges::sort(m_reasons, {}, &api::RefundReasonView::position);
            return m_reasons;
        });
        m_page = std::make_unique<ui::RefundRulesPart>(m_fixture->context());
        m_page->resize(1048, 560);
        m_page->show();
        m_page->visit({});
        QTRY_COMPARE(rows(), 3);
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsThemInTheirOrder()
    {
        QCOMPARE(namelessControls(*m_page), QStringList());
        QVERIFY(!m_fixture->node.calls<api::ListRefundReasons>()[0].isActiveOnly);
        QCOMPARE(cells(0), QStringList({"10", "The buyer asked for it", "requested_by_customer", "",
                                        "Restock", "in use"}));
        QCOMPARE(cells(1), QStringList({"20", "Broken on arrival", "damaged", "required",
                                        "Write off", "in use"}));
        QCOMPARE(cells(2), QStringList({"80", "Goodwill of the house", "goodwill", "",
                                        "Buyer keeps", "not in use"}));
        QStringList facts;
        for (const auto* each : m_page->header().findChildren<ui::Label*>())
            facts << each->text();
        QVERIFY(facts.contains(QStringLiteral("3 reasons, 2 in use")));
    }

    void oneIsAddedFromTheKeyboard()
    {
        open(Qt::Key_N);
        QCOMPARE(namelessControls(*dialog()), QStringList());
        QCOMPARE(action()->toolTip(), QStringLiteral("Say how people read it."));
        QTest::keyClicks(label(), QStringLiteral("Arrived too late"));
        QCOMPARE(action()->toolTip(), QStringLiteral("Give the reason a code."));
        QTest::keyClicks(code(), QStringLiteral("damaged"));
        QCOMPARE(action()->toolTip(), QStringLiteral("There is a reason with this code."));
        code()->selectAll();
        QTest::keyClicks(code(), QStringLiteral("arrived_late"));
        QTest::keyClick(child<QComboBox>("refundReasonRestock"), Qt::Key_End);
        QTest::keyClick(child<QCheckBox>("refundReasonNote"), Qt::Key_Space);
        QTest::keyClick(code(), Qt::Key_Return);
        QTRY_COMPARE(rows(), 4);
        QCOMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].code.value, std::string("arrived_late"));
        QCOMPARE(sent()[0].version, Version{});
        QCOMPARE(sent()[0].label.value, std::string("Arrived too late"));
        QVERIFY(sent()[0].isNoteRequired);
        QCOMPARE(sent()[0].restock, api::Restock::Keep);
        QVERIFY(sent()[0].isActive);
        QCOMPARE(sent()[0].position.value, 90);
        QVERIFY(!m_fixture->node.options<api::PutRefundReason>()[0].idempotencyKey.empty());
        QTRY_COMPARE(table()->currentId(), QStringLiteral("arrived_late"));
    }

    void oneIsChangedButNotItsCode()
    {
        open(Qt::Key_Return, 1);
        QVERIFY(!code()->isEnabled());
        QCOMPARE(code()->text(), QStringLiteral("damaged"));
        QCOMPARE(action()->toolTip(), QStringLiteral("Nothing is changed."));
        QTest::keyClick(label(), Qt::Key_Return);
        QVERIFY(sent().empty());
        child<QSpinBox>("refundReasonPosition")->setValue(5);
        child<QCheckBox>("refundReasonActive")->setChecked(false);
        action()->click();
        QTRY_COMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].code.value, std::string("damaged"));
        QCOMPARE(sent()[0].version, Version{3});
        QCOMPARE(sent()[0].label.value, std::string("Broken on arrival"));
        QVERIFY(sent()[0].isNoteRequired);
        QCOMPARE(sent()[0].restock, api::Restock::WriteOff);
        QVERIFY(!sent()[0].isActive);
        QCOMPARE(sent()[0].position.value, 5);
        QTRY_COMPARE(cells(0)[1], QStringLiteral("Broken on arrival"));
        QCOMPARE(cells(0)[5], QStringLiteral("not in use"));
        QCOMPARE(table()->currentId(), QStringLiteral("damaged"));
    }

    void aRefusedCodeStandsAtItsField()
    {
        open(Qt::Key_N);
        label()->setText(QStringLiteral("Arrived too late"));
        code()->setText(QStringLiteral("Too late"));
        refuse(ErrorKind::Invalid, "refund_reason.bad_code", "code");
        action()->click();
        QTRY_VERIFY(code()->accessibleDescription().startsWith(
            QStringLiteral("A reason's code has characters that it may not have")));
        QVERIFY(!child<QWidget>("refundReasonProblem")->isVisible());
        code()->setText(QStringLiteral("too_late"));
        QCOMPARE(code()->accessibleDescription(), QString());
        QVERIFY(action()->isEnabled());
        QCOMPARE(rows(), 3);
    }

    void theLastInUseStays()
    {
        open(Qt::Key_E, 1);
        child<QCheckBox>("refundReasonActive")->setChecked(false);
        refuse(ErrorKind::Refused, "refund_reason.last");
        action()->click();
        QTRY_VERIFY(child<QWidget>("refundReasonProblem")->isVisible());
        QCOMPARE(problem(), QStringLiteral("One reason has to stay in use. Add or switch on "
                                           "another one first."));
    }

    void whatSomebodyElseSavedIsShownBeforeItIsOverwritten()
    {
        open(Qt::Key_E, 1);
        label()->setText(QStringLiteral("Broken"));
        m_reasons[1] = {"damaged", "In pieces", false, api::Restock::Keep, true, 15, Version{5}};
        refuse(ErrorKind::Stale, "refund_reason.stale", "version");
        action()->click();
        QTRY_COMPARE(problem().remove(QChar(0x2068)).remove(QChar(0x2069)),
                     QStringLiteral("Somebody else has changed it meanwhile: In pieces, Buyer "
                                    "keeps, no note required, in use, place 15. Save once more "
                                    "to put yours over theirs."));
        QCOMPARE(label()->text(), QStringLiteral("Broken"));
        action()->click();
        QTRY_COMPARE(sent().size(), 2U);
        QCOMPARE(sent()[1].version, Version{5});
        QCOMPARE(sent()[1].label.value, std::string("Broken"));
        const auto options = m_fixture->node.options<api::PutRefundReason>();
        QVERIFY(options[0].idempotencyKey != options[1].idempotencyKey);
    }

    void aCodeThatSomebodyElseTookIsNotOverwritten()
    {
        open(Qt::Key_N);
        label()->setText(QStringLiteral("Arrived too late"));
        code()->setText(QStringLiteral("too_late"));
        m_reasons.push_back({"too_late", "Late", false, api::Restock::Keep, true, 100, Version{1}});
        refuse(ErrorKind::Stale, "refund_reason.stale", "version");
        action()->click();
        QTRY_COMPARE(problem(), QStringLiteral("Somebody else has added a reason with this code."));
        QVERIFY(!action()->isEnabled());
        code()->setText(QStringLiteral("much_too_late"));
        QVERIFY(action()->isEnabled());
    }

    void whatOthersChangeIsShown()
    {
        m_reasons[2].isActive = true;
        m_fixture->node.publish("refund_reason.changed", "x");
        QTRY_COMPARE(cells(2)[5], QStringLiteral("in use"));
    }

    void whatCannotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::ListRefundReasons>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page = std::make_unique<ui::RefundRulesPart>(m_fixture->context());
        m_page->show();
        m_page->visit({});
        auto* state = child<ui::ViewState>("refundReasonsState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        QTest::keyClick(m_page.get(), Qt::Key_N);
        QVERIFY(!dialog());
        m_fixture->node.reply<api::ListRefundReasons>(m_reasons);
        emit state->actionTriggered(ui::ViewState::Kind::Error);
        QTRY_COMPARE(rows(), 3);
    }
};

} // namespace stoa::test

using stoa::test::RefundReasonsTest;
STOA_TEST(RefundReasonsTest)
#include "test_refund_reasons.moc"
