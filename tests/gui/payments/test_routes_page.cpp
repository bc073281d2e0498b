#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/payments/routes_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace stoa::test {

class RoutesPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::RoutesPage> m_page;
    api::PaymentRoutesView m_routes;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table() const { return child<ui::TableView>("routesTable"); }
    QString cell(int row, const char* column) const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table()->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column))).data().toString();
    }
    QString toast() const
    {
        const auto* toast = m_page->findChild<ui::Toast*>();
        return toast->isVisible() ? toast->findChild<ui::Label*>()->text() : QString();
    }
    void visit()
    {
        m_page->visit({});
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }
    void chooseProvider(const char* provider)
    {
        auto* box = child<QComboBox>("routeProvider");
        box->setCurrentIndex(box->findData(QString::fromLatin1(provider)));
    }
    QPushButton* action() const { return child<QPushButton>("routeSend"); }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_routes = {{{"card", "stripe", "Priya Raman", m_fixture->now, Version{4}},
                     {"wallet", "old_pay", "Priya Raman", m_fixture->now, Version{1}}},
                    {{"instant", true, true, 0},
                     {"old_pay", false, false, 3},
                     {"sandbox_pay", false, true, 0},
                     {"stripe", false, true, 12}},
                    "sandbox_pay"};
        m_fixture->node.on<api::GetPaymentRoutes>(
            [this](const api::GetPaymentRoutes&) { return m_routes; });
        m_page = std::make_unique<ui::RoutesPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void saysWhereEachMethodGoes()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(cell(0, "method"), QStringLiteral("card"));
        QCOMPARE(cell(0, "inFlight"), QStringLiteral("12"));
        QCOMPARE(cell(1, "state"), QStringLiteral("Not set up here"));
        QCOMPARE(cell(2, "method"), QStringLiteral("all other methods"));
        QCOMPARE(cell(2, "provider"), QStringLiteral("sandbox_pay"));
        QStringList providers;
        for (const auto* label : child<QWidget>("routesProviders")->findChildren<ui::Label*>())
            providers << label->text();
        QCOMPARE(providers.mid(0, 8),
                 QStringList({"instant", "ready", "decides by itself", "no money moves", "old_pay",
                              "not set up here", "to be decided", "3"}));
        m_routes.providers[3].inFlight = 11;
        m_fixture->node.publish("payment.captured", "x");
        QTRY_COMPARE(cell(0, "inFlight"), QStringLiteral("11"));
    }

    void switchingSaysWhatStaysAndGoesWithTheVersionThatWasSeen()
    {
        visit();
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_E);
        QVERIFY(child<QWidget>("routeDialog"));
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(action()->toolTip(), QStringLiteral("They go there already."));
        QVERIFY(child<ui::Label>("routeEffect")->text().startsWith(QStringLiteral("12 payments")));
        QCOMPARE(child<QComboBox>("routeProvider")->count(), 3); // not the one that is not set up
        chooseProvider("instant");
        QVERIFY(child<ui::Label>("routeEffect")->text().contains(QStringLiteral("no money moves")));
        chooseProvider("sandbox_pay");
        m_fixture->node.on<api::SetPaymentRoute>([this](const api::SetPaymentRoute& asked) {
            m_routes.routes[0].provider = asked.provider.value;
            return m_routes;
        });
        action()->click();
        QTRY_COMPARE(cell(0, "provider"), QStringLiteral("sandbox_pay"));
        const auto sent = m_fixture->node.calls<api::SetPaymentRoute>()[0];
        QCOMPARE(sent.method.value, std::string("card"));
        QVERIFY(sent.version == Version{4});
        QVERIFY(toast().endsWith(QStringLiteral("sandbox_pay\u2069")));
    }

    void aRouteForAnotherMethodIsMade()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_N);
        QCOMPARE(action()->toolTip(), QStringLiteral("Say which method it is."));
        child<QLineEdit>("routeMethod")->setText(QStringLiteral("Bank!"));
        QCOMPARE(action()->toolTip(), QStringLiteral("Choose a provider."));
        chooseProvider("stripe");
        m_fixture->node.refuse<api::SetPaymentRoute>(
            makeError(ErrorKind::Invalid, "payment_route.bad_method").in("method"));
        action()->click();
        QTRY_VERIFY(child<QLineEdit>("routeMethod")
                        ->accessibleDescription()
                        .startsWith(QStringLiteral("This is no kind of payment method")));
        QVERIFY(!m_fixture->node.calls<api::SetPaymentRoute>()[0].version);
        m_fixture->node.refuse<api::SetPaymentRoute>(
            makeError(ErrorKind::Invalid, "payment_route.unknown_provider")
                .in("provider")
                .with("known", "stripe"));
        action()->click();
        QTRY_VERIFY(!child<QComboBox>("routeProvider")->accessibleDescription().isEmpty());
    }

    void aSwitchOfSomebodyElseIsShownFirst()
    {
        visit();
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_Return);
        chooseProvider("sandbox_pay");
        m_fixture->node.refuse<api::SetPaymentRoute>(
            makeError(ErrorKind::Stale, "payment_route.stale")
                .with("seen", "4")
                .with("current", "5"));
        m_routes.routes[0].provider = "instant";
        m_routes.routes[0].version = Version{5};
        action()->click();
        auto* problem = child<QWidget>("routeProblem");
        QTRY_VERIFY(problem->isVisible() &&
                    problem->findChild<ui::Label*>()->text().contains(QStringLiteral("instant")));
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::SetPaymentRoute>(), 2U);
        QVERIFY(m_fixture->node.calls<api::SetPaymentRoute>()[1].version == Version{5});
    }

    void whoMayNotIsToldWhoMay()
    {
        m_fixture->workspace.permissions = {api::Permission::NodeRead};
        m_page = std::make_unique<ui::RoutesPage>(m_fixture->context());
        m_page->show();
        visit();
        QVERIFY(!child<QPushButton>("routesSwitch")->isEnabled());
        QVERIFY(child<QPushButton>("routesSwitch")
                    ->toolTip()
                    .startsWith(QStringLiteral("People who operate the node")));
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTest::keyClick(table(), Qt::Key_E);
        QVERIFY(!child<QWidget>("routeDialog"));
        QCOMPARE(toast(), child<QPushButton>("routesSwitch")->toolTip());
    }

    void whatCanNotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::GetPaymentRoutes>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->visit({});
        auto* state = child<ui::ViewState>("routesState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        m_fixture->node.reply<api::GetPaymentRoutes>(m_routes);
        m_page->refresh();
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }
};

} // namespace stoa::test

using stoa::test::RoutesPageTest;
STOA_TEST(RoutesPageTest)
#include "test_routes_page.moc"
