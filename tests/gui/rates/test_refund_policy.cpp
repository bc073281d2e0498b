#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/rates/refund_rules_part.h"
#include "ui/widgets/label.h"
#include "ui/widgets/view_state.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

namespace stoa::test {

class RefundPolicyTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::RefundRulesPart> m_page;
    api::RefundPolicyView m_policy;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    QLineEdit* above() const { return child<QLineEdit>("refundPolicyAbove"); }
    QLineEdit* credit() const { return child<QLineEdit>("refundPolicyCredit"); }
    QSpinBox* days() const { return child<QSpinBox>("refundPolicyDays"); }
    QPushButton* saveButton() const { return child<QPushButton>("refundPolicySave"); }
    QString noteOf(const char* name) const
    {
        return child<QWidget>(name)->findChild<ui::Label*>()->text();
    }
    void type(QLineEdit* line, const QString& text)
    {
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    void pressSave(QWidget* in) { QTest::keyClick(in, Qt::Key_S, Qt::ControlModifier); }
    std::vector<api::SetRefundPolicy> sent() const
    {
        return m_fixture->node.calls<api::SetRefundPolicy>();
    }
    std::size_t reads() const { return m_fixture->node.callCount<api::GetRefundPolicy>(); }
    void somebodyElseSaves()
    {
        m_policy = {{Money(40'000, Currency::of("EUR"))}, 5, Version{9}, {}};
    }
    void visit()
    {
        m_page->visit({});
        QTRY_COMPARE(above()->text(), QStringLiteral("500.00 EUR, 80,000 JPY"));
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_policy = demoRefundPolicy();
        m_fixture->node.reply<api::ListRefundReasons>(demoRefundReasons());
        m_fixture->node.on<api::GetRefundPolicy>(
            [this](const api::GetRefundPolicy&) { return m_policy; });
        m_fixture->node.on<api::SetRefundPolicy>(
            [this](const api::SetRefundPolicy& asked) -> Result<api::RefundPolicyView> {
                if (asked.version != m_policy.version) {
                    return fail(makeError(ErrorKind::Stale, "policy.stale")
                                    .in("version")
                                    .with("seen", std::to_string(asked.version.value))
                                    .with("current", std::to_string(m_policy.version.value)));
                }
                m_policy = {asked.approvalAbove, asked.approvalDays,
                            Version{asked.version.value + 1}, asked.creditPerDay};
                return m_policy;
            });
        m_page = std::make_unique<ui::RefundRulesPart>(m_fixture->context());
        m_page->resize(1048, 560);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void showsWhatIsSaved()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(days()->text(), QStringLiteral("7 days"));
        QCOMPARE(credit()->text(), QStringLiteral("100.00 EUR"));
        QVERIFY(!saveButton()->isVisible());
        days()->setValue(1);
        QCOMPARE(days()->text(), QStringLiteral("1 day"));
    }

    void nothingIsSentWhenNothingChanged()
    {
        visit();
        pressSave(above());
        type(above(), QStringLiteral("500 EUR; 80000 JPY")); // the same, put differently
        pressSave(above());
        QVERIFY(!saveButton()->isVisible());
        days()->setValue(8);
        QVERIFY(saveButton()->isVisible());
        days()->setValue(7);
        QVERIFY(!saveButton()->isVisible());
        pressSave(days());
        QVERIFY(sent().empty());
    }

    void whatIsTypedIsSavedFromTheKeyboard()
    {
        visit();
        type(above(), QStringLiteral("250 EUR, 1200.50 USD"));
        days()->setValue(14);
        credit()->clear();
        pressSave(credit());
        QCOMPARE(saveButton()->toolTip(), QStringLiteral("It is being saved."));
        pressSave(credit()); // under way
        QTRY_VERIFY(!saveButton()->isVisible());
        QCOMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].version, Version{4});
        QVERIFY(sent()[0].approvalAbove == api::Amounts({Money(25'000, Currency::of("EUR")),
                                                         Money(120'050, Currency::of("USD"))}));
        QCOMPARE(sent()[0].approvalDays.value, 14);
        QVERIFY(sent()[0].creditPerDay.empty());
        QCOMPARE(above()->text(), QStringLiteral("250.00 EUR, 1,200.50 USD"));
        days()->setValue(13);
        saveButton()->click();
        QTRY_COMPARE(sent().size(), 2U);
        QCOMPARE(sent()[1].version, Version{5});
        const auto options = m_fixture->node.options<api::SetRefundPolicy>();
        QVERIFY(!options[0].idempotencyKey.empty());
        QVERIFY(options[0].idempotencyKey != options[1].idempotencyKey);
    }

    void theSameAgainAfterAFailureIsOneIntent()
    {
        visit();
        m_fixture->node.refuse<api::SetRefundPolicy>(
            makeError(ErrorKind::Timeout, "node.no_answer"));
        days()->setValue(3);
        saveButton()->click();
        QTRY_VERIFY(child<QWidget>("refundPolicyProblem")->isVisible());
        QCOMPARE(days()->value(), 3);
        saveButton()->click();
        QTRY_COMPARE(sent().size(), 2U);
        const auto options = m_fixture->node.options<api::SetRefundPolicy>();
        QCOMPARE(options[0].idempotencyKey, options[1].idempotencyKey);
    }

    void whatIsTypedWhileItIsSavedIsKept()
    {
        visit();
        m_fixture->node.hold<api::SetRefundPolicy>();
        days()->setValue(3);
        saveButton()->click();
        days()->setValue(2);
        m_fixture->node.releaseAll<api::SetRefundPolicy>();
        QTRY_VERIFY(saveButton()->isEnabled());
        QCOMPARE(days()->value(), 2);
        QVERIFY(saveButton()->isVisible());
        saveButton()->click();
        QTRY_VERIFY(!saveButton()->isVisible());
        QCOMPARE(sent()[1].version, Version{5});
        QCOMPARE(sent()[1].approvalDays.value, 2);
        const auto options = m_fixture->node.options<api::SetRefundPolicy>();
        QVERIFY(options[0].idempotencyKey != options[1].idempotencyKey);
    }

    void whatSomebodyElseSavedIsShownBeforeItIsOverwritten()
    {
        visit();
        days()->setValue(3);
        somebodyElseSaves();
        pressSave(days());
        auto* newer = child<QWidget>("refundPolicyNewer");
        QTRY_VERIFY(newer->isVisible());
        QCOMPARE(noteOf("refundPolicyNewer"),
                 QStringLiteral("Somebody else has changed this meanwhile. It says now: a second "
                                "person above 400.00 EUR; expires after 5 days; no amount of "
                                "credit. Yours is kept here; save it to put it over theirs."));
        QVERIFY(!child<QWidget>("refundPolicyProblem")->isVisible());
        QCOMPARE(days()->value(), 3);
        QCOMPARE(above()->text(), QStringLiteral("500.00 EUR, 80,000 JPY"));
        days()->setValue(4);
        QVERIFY(newer->isVisible());
        pressSave(days());
        QTRY_VERIFY(!newer->isVisible());
        QCOMPARE(sent().size(), 2U);
        QCOMPARE(sent()[1].version, Version{9});
        QCOMPARE(sent()[1].approvalDays.value, 4);
        QVERIFY(!saveButton()->isVisible());
    }

    void whatIsNotSavedIsNotReadOver()
    {
        visit();
        type(credit(), QStringLiteral("75 EUR"));
        somebodyElseSaves();
        m_fixture->node.publish("refund_policy.changed", "x");
        auto* newer = child<QWidget>("refundPolicyNewer");
        QTRY_VERIFY(newer->isVisible());
        QCOMPARE(credit()->text(), QStringLiteral("75 EUR"));
        m_fixture->prompt.isAgreeing = false;
        child<QPushButton>("refundPolicyDiscard")->click();
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QTest::qWait(0);
        QCOMPARE(credit()->text(), QStringLiteral("75 EUR"));
        m_fixture->prompt.isAgreeing = true;
        child<QPushButton>("refundPolicyDiscard")->click();
        QTRY_COMPARE(above()->text(), QStringLiteral("400.00 EUR"));
        QCOMPARE(credit()->text(), QString());
        QCOMPARE(days()->value(), 5);
        QVERIFY(!newer->isVisible());
        QVERIFY(sent().empty());
    }

    void withoutEditsTheNewerIsShownAtOnce()
    {
        visit();
        somebodyElseSaves();
        m_fixture->node.publish("refund_policy.changed", "x");
        QTRY_COMPARE(above()->text(), QStringLiteral("400.00 EUR"));
        QVERIFY(!child<QWidget>("refundPolicyNewer")->isVisible());
    }

    void whatIsWrongStandsAtItsField()
    {
        visit();
        type(credit(), QStringLiteral("10"));
        pressSave(credit());
        QVERIFY(credit()->accessibleDescription().startsWith(
            QStringLiteral("The currency is not known")));
        QVERIFY(sent().empty());
        type(credit(), QStringLiteral("10 EUR"));
        QCOMPARE(credit()->accessibleDescription(), QString());
        m_fixture->node.refuse<api::SetRefundPolicy>(
            makeError(ErrorKind::Invalid, "commission.negative_amount").in("approvalAbove[1]"));
        pressSave(credit());
        QTRY_VERIFY(
            above()->accessibleDescription().startsWith(QStringLiteral("An amount is below zero")));
        QVERIFY(!child<QWidget>("refundPolicyProblem")->isVisible());
        QVERIFY(saveButton()->isEnabled());
        m_fixture->node.refuse<api::SetRefundPolicy>(
            makeError(ErrorKind::Invalid, "field.out_of_range").in("approvalDays"));
        pressSave(credit());
        QTRY_VERIFY(!days()->accessibleDescription().isEmpty());
        QCOMPARE(above()->accessibleDescription(), QString());
    }

    void whatCannotBeReadIsTriedAgain()
    {
        m_fixture->node.refuse<api::GetRefundPolicy>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->visit({});
        auto* state = child<ui::ViewState>("refundPolicyState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        pressSave(m_page.get());
        QVERIFY(sent().empty());
        m_fixture->node.reply<api::GetRefundPolicy>(m_policy);
        emit state->actionTriggered(ui::ViewState::Kind::Error);
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Content);
        QCOMPARE(days()->value(), 7);
        QCOMPARE(reads(), 2U);
        m_fixture->node.refuse<api::GetRefundPolicy>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->refresh();
        QTRY_VERIFY(child<QWidget>("refundPolicyProblem")->isVisible());
        QCOMPARE(state->kind(), ui::ViewState::Kind::Content);
    }
};

} // namespace stoa::test

using stoa::test::RefundPolicyTest;
STOA_TEST(RefundPolicyTest)
#include "test_refund_policy.moc"
