#include "gui/accessible.h"
#include "gui/demo_rates.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/rates/rates_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QDateEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

namespace stoa::test {

class RatesPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::RatesPage> m_page;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("taxReportTable"); }
    QString cell(int row, const char* column) const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column)))
            .data()
            .toString()
            .replace(QChar::Nbsp, QLatin1Char(' '));
    }
    void open()
    {
        m_page = std::make_unique<ui::RatesPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
        m_page->visit({});
    }
    void openReport()
    {
        open();
        child<QTabBar>("taxesAndCommissionParts")->setCurrentIndex(3);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }
    api::GetTaxReport asked() const { return m_fixture->node.calls<api::GetTaxReport>().back(); }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        const auto sellers = demoSellers();
        const auto categories = demoCategories();
        m_fixture->node.reply<api::ListSellers>({sellers, {}, {}});
        m_fixture->node.reply<api::ListCategories>(categories);
        m_fixture->node.reply<api::ListCommissionRules>(
            demoRules(sellers[0], categories[0], m_fixture->now));
        m_fixture->node.reply<api::ListTaxRates>(demoTaxRates(categories[1], m_fixture->now));
        m_fixture->node.reply<api::GetTaxReport>(demoTaxReport());
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void theReportBeginsWithTheLastMonth()
    {
        openReport();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(asked().from.text(), std::string("2026-10-01T00:00:00.000000Z"));
        QCOMPARE(asked().until.text(), std::string("2026-11-01T00:00:00.000000Z"));
        QVERIFY(!asked().seller);
        QCOMPARE(cell(0, "country"), QStringLiteral("Germany"));
        QCOMPARE(cell(0, "tax"), QStringLiteral("1,900.00 EUR"));
        QCOMPARE(cell(0, "due"), QStringLiteral("1,881.00 EUR"));
        QCOMPARE(cell(2, "collector"), QStringLiteral("the marketplace"));
        QStringList facts;
        for (const auto* label : m_page->findChildren<ui::Label*>())
            facts << label->text().replace(QChar::Nbsp, QLatin1Char(' '));
        QVERIFY(facts.contains(QStringLiteral("Tax left: 2,081.00 EUR, 100.00 GBP")));
    }

    void otherPeriodsAndSellersAreAskedFor()
    {
        openReport();
        auto* period = child<QComboBox>("taxReportPeriod");
        emit period->activated(3);
        QTRY_COMPARE(asked().from.text(), std::string("2026-07-01T00:00:00.000000Z"));
        QCOMPARE(asked().until.text(), std::string("2026-10-01T00:00:00.000000Z"));
        child<QDateEdit>("taxReportTo")->setDate(QDate(2026, 9, 15));
        QTRY_COMPARE(asked().until.text(), std::string("2026-09-16T00:00:00.000000Z"));
        QCOMPARE(period->currentText(), QStringLiteral("Other days"));
        auto* seller = child<QComboBox>("taxReportSeller");
        QTRY_COMPARE(seller->count(), 3);
        seller->setCurrentIndex(1);
        emit seller->activated(1);
        QTRY_VERIFY(asked().seller.has_value());
    }

    void aPeriodThatIsNoneIsSaid()
    {
        openReport();
        m_fixture->node.refuse<api::GetTaxReport>(
            makeError(ErrorKind::Invalid, "taxes.bad_period").in("until").with("most", "400"));
        child<QDateEdit>("taxReportFrom")->setDate(QDate(2020, 1, 1));
        auto* state = child<ui::ViewState>("taxReportState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        QVERIFY(!child<QPushButton>("taxReportExport")->isEnabled());
    }

    void nothingSoldIsSaid()
    {
        m_fixture->node.reply<api::GetTaxReport>({});
        open();
        child<QTabBar>("taxesAndCommissionParts")->setCurrentIndex(3);
        QTRY_COMPARE(child<ui::ViewState>("taxReportState")->kind(), ui::ViewState::Kind::Empty);
        QVERIFY(!child<QPushButton>("taxReportExport")->isEnabled());
    }

    void theReportIsSavedAsAFile()
    {
        openReport();
        QTemporaryDir folder;
        m_fixture->prompt.path = folder.filePath(QStringLiteral("taxes.csv"));
        QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
        QFile file(m_fixture->prompt.path);
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"));
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[1], QStringLiteral("DE,VAT 19 %,19.00,seller,EUR,11900.00,1900.00,119.00,"
                                          "19.00,1881.00"));
        QVERIFY(lines[3].startsWith(QStringLiteral("GB,'=VAT,20.00,marketplace,GBP,600.00")));
    }

    void theRulesStandBeforeTheReport()
    {
        m_fixture->node.reply<api::GetRefundPolicy>(demoRefundPolicy());
        m_fixture->node.reply<api::ListRefundReasons>(demoRefundReasons());
        open();
        auto* tabs = child<QTabBar>("taxesAndCommissionParts");
        QStringList words;
        for (int i = 0; i < tabs->count(); ++i)
            words << tabs->tabText(i);
        QCOMPARE(words, QStringList({"Commission", "Taxes", "Refunds", "Tax report"}));
        QCOMPARE(m_fixture->node.callCount<api::GetRefundPolicy>(), 0U); // nobody has been there
        QTest::keyClick(m_page.get(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(child<QWidget>("refundRules")->isVisible());
        QTRY_COMPARE(child<ui::TableView>("refundReasonsTable")->model()->rowCount(), 3);
        QCOMPARE(m_fixture->node.callCount<api::GetRefundPolicy>(), 1U);
    }

    void whoMayNotWriteRulesSeesTheReportAlone()
    {
        m_fixture->workspace.permissions = {api::Permission::LedgerRead};
        m_fixture->workspace.seller = OrgId::make();
        open();
        QCOMPARE(child<QTabBar>("taxesAndCommissionParts")->count(), 1);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QCOMPARE(m_fixture->node.callCount<api::ListCommissionRules>(), 0U);
        QVERIFY(!child<QWidget>("refundRules"));
        QCOMPARE(m_fixture->node.callCount<api::GetRefundPolicy>(), 0U);
        QCOMPARE(m_fixture->node.callCount<api::ListRefundReasons>(), 0U);
    }
};

} // namespace stoa::test

using stoa::test::RatesPageTest;
STOA_TEST(RatesPageTest)
#include "test_rates_page.moc"
