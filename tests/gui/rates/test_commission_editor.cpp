#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/lists/name_book.h"
#include "ui/rates/amounts_line.h"
#include "ui/rates/commission_editor.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace stoa::test {

class CommissionEditorTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<QObject> m_owner;
    std::unique_ptr<ui::CommissionEditor> m_page;
    std::vector<api::SellerView> m_sellers;
    std::vector<api::CategoryView> m_categories;
    api::CommissionRulesView m_view;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("rulesTable"); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    QStringList names() const
    {
        QStringList all;
        for (int i = 0; i < rows(); ++i)
            all << cell(i, 1);
        return all;
    }
    void visit()
    {
        m_page->visit({});
        QTRY_COMPARE(rows(), static_cast<int>(m_view.rules.size()));
    }
    void choose(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(table(), static_cast<Qt::Key>(key), modifiers);
    }
    const std::vector<api::ReplaceCommissionRules> sent() const
    {
        return m_fixture->node.calls<api::ReplaceCommissionRules>();
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_sellers = demoSellers();
        m_categories = demoCategories();
        m_view = demoRules(m_sellers[0], m_categories[0], m_fixture->now);
        m_fixture->node.reply<api::ListSellers>({m_sellers, {}, {}});
        m_fixture->node.reply<api::ListCategories>(m_categories);
        m_fixture->node.on<api::ListCommissionRules>(
            [this](const api::ListCommissionRules&) { return m_view; });
        m_fixture->node.on<api::ReplaceCommissionRules>(
            [this](const api::ReplaceCommissionRules& asked) -> Result<api::CommissionRulesView> {
                if (asked.version != m_view.version) {
                    return fail(makeError(ErrorKind::Stale, "commission.stale")
                                    .with("seen", std::to_string(asked.version.value))
                                    .with("current", std::to_string(m_view.version.value)));
                }
                m_view.rules = asked.rules;
                ++m_view.version.value;
                return m_view;
            });
        m_owner = std::make_unique<QObject>();
        m_page = std::make_unique<ui::CommissionEditor>(
            m_fixture->context(), new ui::NameBook(m_fixture->context(), m_owner.get()));
        m_page->resize(1048, 560);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_owner.reset();
        m_fixture.reset();
    }

    void showsTheRulesInTheirOrder()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QTRY_COMPARE(cell(0, 2), QStringLiteral("Maison Belhadj"));
        QTRY_COMPARE(cell(0, 3), QStringLiteral("Home / Kitchen"));
        QCOMPARE(cell(1, 2), QStringLiteral("every seller"));
        QCOMPARE(cell(1, 4), QStringLiteral("from 500.00 EUR, 80,000 JPY"));
        QCOMPARE(cell(1, 5), QStringLiteral("until 31 Dec 2026"));
        QCOMPARE(cell(0, 6), QStringLiteral("8.25% + 0.30 EUR an item, at least 1.00 EUR"));
        QCOMPARE(cell(0, 7), QStringLiteral("19%"));
        QVERIFY(!child<QPushButton>("rulesSave")->isVisible());
    }

    void nothingIsSentBeforeItIsSaved()
    {
        visit();
        choose(2);
        press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(names(), QStringList({"Belhadj, kitchen", "All else", "Dear things"}));
        QCOMPARE(table()->currentIndex().row(), 1);
        press(Qt::Key_Delete);
        QCOMPARE(names(), QStringList({"Belhadj, kitchen", "Dear things"}));
        QVERIFY(child<QPushButton>("rulesSave")->isVisible());
        QVERIFY(m_page->undo());
        QVERIFY(m_page->undo());
        QVERIFY(!m_page->undo());
        QCOMPARE(names(), QStringList({"Belhadj, kitchen", "Dear things", "All else"}));
        QVERIFY(!child<QPushButton>("rulesSave")->isVisible());
        choose(0);
        child<QPushButton>("rulesDown")->click();
        QVERIFY(sent().empty());
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(sent().size(), 1U);
        QCOMPARE(sent()[0].version, Version{7});
        QCOMPARE(sent()[0].rules[0].name.value, std::string("Dear things"));
        QCOMPARE(sent()[0].rules.size(), 3U);
        QTRY_VERIFY(!child<QPushButton>("rulesSave")->isVisible());
        press(Qt::Key_S, Qt::ControlModifier); // nothing to save
        QCOMPARE(sent().size(), 1U);
    }

    void aRuleIsAddedAboveTheCurrentOne()
    {
        visit();
        QTRY_COMPARE(cell(0, 2), QStringLiteral("Maison Belhadj"));
        choose(1);
        press(Qt::Key_N);
        auto* dialog = child<QWidget>("ruleDialog");
        QVERIFY(dialog);
        QCOMPARE(namelessControls(*dialog), QStringList());
        auto* action = child<QPushButton>("ruleSend");
        QCOMPARE(action->toolTip(), QStringLiteral("Give the rule a name."));
        child<QLineEdit>("ruleName")->setText(QStringLiteral("Nakano, low"));
        auto* seller = child<QComboBox>("ruleSeller");
        seller->setCurrentIndex(seller->findText(QStringLiteral("Nakano Knives")));
        child<QDoubleSpinBox>("ruleShare")->setValue(7.5);
        child<QLineEdit>("ruleMost")->setText(QStringLiteral("10 QQQ"));
        action->click();
        QVERIFY(child<QLineEdit>("ruleMost")
                    ->accessibleDescription()
                    .startsWith(QStringLiteral("The currency is not known")));
        QCOMPARE(rows(), 3);
        child<QLineEdit>("ruleMost")->setText(QStringLiteral("20 EUR, 3000 JPY"));
        action->click();
        QCOMPARE(names(),
                 QStringList({"Belhadj, kitchen", "Nakano, low", "Dear things", "All else"}));
        child<QPushButton>("rulesSave")->click();
        QTRY_COMPARE(sent().size(), 1U);
        const api::CommissionRule rule = sent()[0].rules[1];
        QVERIFY(rule.seller == m_sellers[1].id);
        QVERIFY(!rule.category);
        QCOMPARE(rule.basisPoints.value, 750);
        QCOMPARE(rule.most.size(), 2U);
        QCOMPARE(rule.most[0].minor(), 2000);
        QCOMPARE(rule.most[1].minor(), 3000);
    }

    void changingARuleKeepsWhatItSaid()
    {
        visit();
        QTRY_COMPARE(cell(0, 3), QStringLiteral("Home / Kitchen"));
        choose(1);
        press(Qt::Key_E);
        QCOMPARE(child<QLineEdit>("rulePriceFrom")->text(),
                 QStringLiteral("500.00 EUR, 80,000 JPY"));
        child<QPushButton>("ruleSend")->click();
        QTRY_VERIFY(!child<QWidget>("ruleDialog"));
        choose(0);
        press(Qt::Key_Return);
        child<QPushButton>("ruleSend")->click();
        child<QPushButton>("rulesSave")->click();
        QTRY_COMPARE(sent().size(), 1U);
        const auto rules = demoRules(m_sellers[0], m_categories[0], m_fixture->now).rules;
        const auto saved = sent()[0];
        for (std::size_t i = 0; i < 2; ++i) {
            const api::CommissionRule& is = saved.rules[i];
            QVERIFY(is.seller == rules[i].seller && is.category == rules[i].category);
            QCOMPARE(ui::amountsLine(is.priceFrom), ui::amountsLine(rules[i].priceFrom));
            QCOMPARE(ui::amountsLine(is.fixed), ui::amountsLine(rules[i].fixed));
            QVERIFY(is.least == rules[i].least && is.validUntil == rules[i].validUntil);
            QCOMPARE(is.basisPoints.value, rules[i].basisPoints.value);
            QCOMPARE(is.taxBasisPoints.value, rules[i].taxBasisPoints.value);
        }
    }

    void aRefusalStandsAtItsRowAndInItsForm()
    {
        visit();
        choose(0);
        press(Qt::Key_Down, Qt::AltModifier);
        m_fixture->node.refuse<api::ReplaceCommissionRules>(
            makeError(ErrorKind::Invalid, "commission.least_above_most").in("rules[1].least"));
        press(Qt::Key_S, Qt::ControlModifier);
        auto* problem = child<QWidget>("rulesProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->findChild<ui::Label*>()->text().endsWith(
            QStringLiteral("Nothing was saved.")));
        QCOMPARE(table()->currentIndex().row(), 1);
        QVERIFY(table()
                    ->model()
                    ->index(1, 1)
                    .data(ui::FullTextRole)
                    .toString()
                    .startsWith(QStringLiteral("The minimum is above the maximum")));
        press(Qt::Key_E);
        QVERIFY(child<QLineEdit>("ruleLeast")
                    ->accessibleDescription()
                    .startsWith(QStringLiteral("The minimum is above the maximum")));
        child<QLineEdit>("ruleLeast")->clear();
        child<QPushButton>("ruleSend")->click();
        QVERIFY(!problem->isVisible());
        QVERIFY(child<QPushButton>("rulesSave")->isEnabled());
    }

    void whoseListHoldsIsAsked()
    {
        visit();
        choose(0);
        press(Qt::Key_Delete);
        m_view.version = Version{9}; // somebody else
        m_fixture->prompt.isAgreeing = false;
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QCOMPARE(m_fixture->prompt.confirmations[0].title,
                 QStringLiteral("Somebody else has saved another list"));
        QTest::qWait(0);
        QCOMPARE(rows(), 2);
        QCOMPARE(sent().size(), 1U);
        m_fixture->prompt.isAgreeing = true;
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(sent().size(), 3U);
        QCOMPARE(sent()[2].version, Version{9});
        QTRY_VERIFY(!child<QPushButton>("rulesSave")->isVisible());
    }

    void whatIsNotSavedIsNotReadOver()
    {
        visit();
        choose(0);
        press(Qt::Key_Delete);
        m_view.rules.clear();
        m_fixture->node.publish("commission.rules_replaced", "x");
        QTest::qWait(0);
        m_page->refresh();
        QTest::qWait(0);
        QCOMPARE(rows(), 2);
        m_fixture->prompt.isAgreeing = false;
        child<QPushButton>("rulesDiscard")->click();
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QTest::qWait(0);
        QCOMPARE(rows(), 2);
        m_fixture->prompt.isAgreeing = true;
        child<QPushButton>("rulesDiscard")->click();
        QTRY_COMPARE(rows(), 0);
        auto* state = child<ui::ViewState>("rulesState");
        QCOMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QVERIFY(child<QWidget>("ruleDialog"));
    }

    void whatALineCostsIsTriedByTheListAsItStandsHere()
    {
        const Currency eur = Currency::of("EUR");
        m_fixture->node.reply<api::PreviewCommission>({1, "Dear things", 500, Money(10'000, eur),
                                                       Money(500, eur), Money(95, eur),
                                                       Money(9'405, eur)});
        visit();
        auto* seller = child<QComboBox>("previewSeller");
        QTRY_COMPARE(seller->count(), 3);
        choose(0);
        press(Qt::Key_Delete);
        child<QLineEdit>("previewPrice")->setText(QStringLiteral("100 EUR"));
        seller->setCurrentIndex(1);
        QTRY_COMPARE(m_fixture->node.callCount<api::PreviewCommission>(), 1U);
        const auto asked = m_fixture->node.calls<api::PreviewCommission>()[0];
        QVERIFY(asked.seller == m_sellers[0].id);
        QCOMPARE(asked.rules->size(), 2U);
        QCOMPARE(asked.unitPrice.minor(), 10'000);
        QStringList texts;
        QTRY_VERIFY(!child<QWidget>("previewValues")->findChildren<ui::Label*>().isEmpty());
        for (const auto* label : child<QWidget>("previewValues")->findChildren<ui::Label*>())
            texts << label->text();
        QVERIFY2(texts.contains(QStringLiteral("2. Dear things")), qPrintable(texts.join('|')));
        QVERIFY(texts.contains(QStringLiteral("94.05\u00a0EUR")));
        child<QLineEdit>("previewPrice")->setText(QStringLiteral("100"));
        QTRY_VERIFY(child<QLineEdit>("previewPrice")
                        ->accessibleDescription()
                        .startsWith(QStringLiteral("The currency is not known")));
    }

    void whatCanNotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::ListCommissionRules>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->visit({});
        auto* state = child<ui::ViewState>("rulesState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        m_fixture->node.reply<api::ListCommissionRules>(m_view);
        emit state->actionTriggered(ui::ViewState::Kind::Error);
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(state->kind(), ui::ViewState::Kind::Content);
    }
};

} // namespace stoa::test

using stoa::test::CommissionEditorTest;
STOA_TEST(CommissionEditorTest)
#include "test_commission_editor.moc"
