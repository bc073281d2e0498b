#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/lists/name_book.h"
#include "ui/rates/tax_editor.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace stoa::test {

class TaxEditorTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<QObject> m_owner;
    std::unique_ptr<ui::TaxEditor> m_page;
    api::TaxRatesView m_view;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("ratesTable"); }
    QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        const auto categories = demoCategories();
        m_view = demoTaxRates(categories[1], m_fixture->now);
        m_fixture->node.reply<api::ListSellers>({demoSellers(), {}, {}});
        m_fixture->node.reply<api::ListCategories>(categories);
        m_fixture->node.on<api::ListTaxRates>([this](const api::ListTaxRates&) { return m_view; });
        m_owner = std::make_unique<QObject>();
        m_page = std::make_unique<ui::TaxEditor>(
            m_fixture->context(), new ui::NameBook(m_fixture->context(), m_owner.get()));
        m_page->resize(1048, 560);
        m_page->show();
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QTRY_COMPARE(cell(0, 3), QStringLiteral("Books"));
    }
    void cleanup()
    {
        m_page.reset();
        m_owner.reset();
        m_fixture.reset();
    }

    void showsTheRatesInTheirOrder()
    {
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(cell(0, 1), QStringLiteral("VAT 7 %"));
        QCOMPARE(cell(0, 2), QStringLiteral("Germany"));
        QCOMPARE(cell(1, 3), QStringLiteral("every category"));
        QCOMPARE(cell(2, 5), QStringLiteral("20%"));
        QCOMPARE(cell(2, 6), QStringLiteral("the marketplace"));
    }

    void aRateIsAddedAndSaved()
    {
        m_fixture->node.on<api::ReplaceTaxRates>([this](const api::ReplaceTaxRates& asked) {
            m_view.rates = asked.rates;
            m_view.version = Version{3};
            return m_view;
        });
        QTest::keyClick(table(), Qt::Key_N);
        auto* dialog = child<QWidget>("taxDialog");
        QVERIFY(dialog);
        QCOMPARE(namelessControls(*dialog), QStringList());
        child<QLineEdit>("taxName")->setText(QStringLiteral("VAT 5 %"));
        auto* action = child<QPushButton>("taxSend");
        QCOMPARE(action->toolTip(), QStringLiteral("Choose where the goods go to."));
        auto* country = child<QComboBox>("taxCountry");
        country->setCurrentIndex(country->findData(QStringLiteral("HU")));
        child<QDoubleSpinBox>("taxRate")->setValue(5);
        child<QComboBox>("taxCollector")->setCurrentIndex(1);
        child<QCheckBox>("taxUntilOpen")->setChecked(false);
        child<QDateEdit>("taxUntilDay")->setDate(QDate(2026, 12, 31));
        action->click();
        QCOMPARE(cell(0, 4), QStringLiteral("until 31 Dec 2026"));
        QTest::keyClick(table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->node.callCount<api::ReplaceTaxRates>(), 1U);
        const auto sent = m_fixture->node.calls<api::ReplaceTaxRates>()[0];
        QCOMPARE(sent.version, Version{2});
        QCOMPARE(sent.rates.size(), 4U);
        QCOMPARE(sent.rates[0].country.value, std::string("HU"));
        QCOMPARE(sent.rates[0].basisPoints.value, 500);
        QCOMPARE(sent.rates[0].collector, api::TaxCollector::Marketplace);
        QCOMPARE(sent.rates[0].validUntil->text(), std::string("2027-01-01T00:00:00.000000Z"));
    }

    void aRefusalStandsAtItsRow()
    {
        m_fixture->node.refuse<api::ReplaceTaxRates>(
            makeError(ErrorKind::Invalid, "taxes.empty_range").in("rates[2].validUntil"));
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_Delete);
        child<QPushButton>("ratesSave")->click();
        QTRY_VERIFY(child<QWidget>("ratesProblem")->isVisible());
        m_fixture->node.refuse<api::ReplaceTaxRates>(
            makeError(ErrorKind::Invalid, "taxes.empty_range").in("rates[1].validUntil"));
        child<QPushButton>("ratesSave")->click();
        QTRY_COMPARE(table()->currentIndex().row(), 1);
        QVERIFY(table()
                    ->model()
                    ->index(1, 1)
                    .data(ui::FullTextRole)
                    .toString()
                    .startsWith(QStringLiteral("The rate would never hold")));
    }
};

} // namespace stoa::test

using stoa::test::TaxEditorTest;
STOA_TEST(TaxEditorTest)
#include "test_tax_editor.moc"
