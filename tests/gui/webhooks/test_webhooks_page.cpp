#include "gui/accessible.h"
#include "gui/demo_webhooks.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/models/keyset_model_base.h"
#include "ui/webhooks/secret_dialog.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/webhooks/webhooks_page.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

namespace stoa::test {

using Course = api::WebhookDeliveryState;

class WebhooksPageTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ui::WebhooksPage> m_page;
    std::vector<api::WebhookEndpointView> m_endpoints;
    std::vector<api::WebhookDeliveryRow> m_deliveries;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    ui::TableView* table(const char* name = "endpointsTable") const
    {
        return child<ui::TableView>(name);
    }
    int rows(const char* name = "endpointsTable") const { return table(name)->model()->rowCount(); }
    QString cell(int row, const char* column, const char* name = "endpointsTable") const
    {
        const auto* model = qobject_cast<ui::KeysetModelBase*>(table(name)->model());
        return model->index(row, model->columnOf(QString::fromLatin1(column))).data().toString();
    }
    QString toast() const
    {
        for (const auto* toast : m_page->findChildren<ui::Toast*>()) {
            if (toast->isVisible()) return toast->findChild<ui::Label*>()->text();
        }
        return {};
    }
    QString written(const char* drawer) const
    {
        QStringList texts;
        for (const auto* label : child<QWidget>(drawer)->findChildren<ui::Label*>())
            texts << label->text();
        return texts.join(QLatin1Char('|'));
    }
    void visit()
    {
        m_page->visit({});
        QTRY_COMPARE(rows(), 4);
        QTRY_VERIFY(child<QWidget>("endpointFacts"));
    }
    void choose(int row)
    {
        table()->setCurrentIndex(table()->model()->index(row, 0));
        QTRY_VERIFY(written("endpointDrawer")
                        .contains(ui::hostOf(m_endpoints[static_cast<std::size_t>(row)].url)));
        QTRY_VERIFY(child<QWidget>("endpointFacts"));
    }
    void visitDeliveries()
    {
        visit();
        QTest::keyClick(table(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(rows("deliveriesTable"), 4);
    }
    OrgId organisation() const { return m_fixture->workspace.organisation; }

    void script()
    {
        auto& node = m_fixture->node;
        node.on<api::ListWebhookEndpoints>([this](const api::ListWebhookEndpoints&) {
            return api::WebhookEndpointsView{m_endpoints};
        });
        node.on<api::GetWebhookEndpoint>([this](const api::GetWebhookEndpoint& asked) {
            return *std::ranges::find(m_endpoints, asked.endpoint, &api::WebhookEndpointView::id);
        });
        node.on<api::ListWebhookDeliveries>([this](const api::ListWebhookDeliveries& asked) {
            Page<api::WebhookDeliveryRow> page;
            for (const auto& each : m_deliveries) {
                const bool isAsked = asked.state.empty() || asked.state.front() == each.state;
                if (isAsked && (!asked.endpoint || *asked.endpoint == each.endpoint))
                    page.items.push_back(each);
            }
            return page;
        });
        node.on<api::GetWebhookDelivery>([this](const api::GetWebhookDelivery& asked) {
            return demoDelivery(
                *std::ranges::find(m_deliveries, asked.delivery, &api::WebhookDeliveryRow::id),
                m_fixture->now);
        });
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_endpoints = demoEndpoints(organisation(), m_fixture->now);
        m_deliveries = demoDeliveries(m_endpoints, m_fixture->now);
        script();
        m_page = std::make_unique<ui::WebhooksPage>(m_fixture->context());
        m_page->resize(1048, 630);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
    }

    void eachEndpointSaysHowItStands()
    {
        visit();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(m_fixture->node.calls<api::ListWebhookEndpoints>()[0].seller, organisation());
        QCOMPARE(cell(0, "state"), QStringLiteral("Active"));
        QCOMPARE(cell(0, "kinds"), QStringLiteral("all events"));
        QCOMPARE(cell(1, "state"), QStringLiteral("Failing"));
        QCOMPARE(cell(1, "kinds"), QStringLiteral("3 kinds of event"));
        QCOMPARE(cell(2, "state"), QStringLiteral("Paused"));
        QCOMPARE(cell(3, "state"), QStringLiteral("Disabled"));
        QCOMPARE(cell(3, "kinds"), QStringLiteral("order.placed"));
        choose(1);
        QTRY_VERIFY(child<QWidget>("sectionTrouble"));
        QTRY_VERIFY2(written("endpointDrawer")
                         .contains(QStringLiteral(
                             "Nothing was taken since 09:32. The next try is at 15:12.")),
                     qPrintable(written("endpointDrawer")));
        choose(3);
        QTRY_VERIFY(written("endpointDrawer").contains(QStringLiteral("(HTTP 410)")));
        QCOMPARE(child<QPushButton>("endpointTest")->toolTip(),
                 QStringLiteral("Nothing is sent to it now. Resume it first."));
    }

    void linksOpenOneEndpointAndOneDelivery()
    {
        const QString endpoint = ui::fromUtf8(m_endpoints[2].id.text());
        m_page->visit(endpoint);
        QTRY_COMPARE(table()->currentId(), endpoint);
        QCOMPARE(rows(), 1);
        const QString delivery = ui::fromUtf8(m_deliveries[3].id.text());
        m_page->visit(delivery);
        QTRY_COMPARE(table("deliveriesTable")->currentId(), delivery);
        QCOMPARE(rows("deliveriesTable"), 1);
        QCOMPARE(m_fixture->node.callCount<api::ListWebhookDeliveries>(), 0U);
    }

    void nothingYetOffersToAddOne()
    {
        m_endpoints.clear();
        m_page->visit({});
        auto* state = child<ui::ViewState>("endpointsState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Empty);
        emit state->actionTriggered(ui::ViewState::Kind::Empty);
        QVERIFY(child<QWidget>("hookDialog"));
    }

    void pausingKeepsEverythingElse()
    {
        visit();
        choose(1);
        m_fixture->node.on<api::UpdateWebhookEndpoint>(
            [this](const api::UpdateWebhookEndpoint& asked) {
                m_endpoints[1].state =
                    asked.isActive ? api::WebhookState::Active : api::WebhookState::Paused;
                return m_endpoints[1];
            });
        QTest::keyClick(table(), Qt::Key_P);
        QTRY_COMPARE(cell(1, "state"), QStringLiteral("Paused"));
        const auto sent = m_fixture->node.calls<api::UpdateWebhookEndpoint>()[0];
        QCOMPARE(sent.version, Version{3});
        QCOMPARE(sent.url.value, m_endpoints[1].url);
        QCOMPARE(sent.description.value, m_endpoints[1].description);
        QCOMPARE(sent.kinds.size(), 3U);
        QVERIFY(!sent.isActive);
        QTRY_COMPARE(child<QPushButton>("endpointToggle")->text(), QStringLiteral("Resume"));
        child<QPushButton>("endpointToggle")->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::UpdateWebhookEndpoint>(), 2U);
        QVERIFY(m_fixture->node.calls<api::UpdateWebhookEndpoint>()[1].isActive);
    }

    void aTestIsSentAndARefusalSaid()
    {
        visit();
        m_fixture->node.reply<api::SendTestWebhook>(m_deliveries[3]);
        QTest::keyClick(table(), Qt::Key_T);
        QTRY_COMPARE(toast(), QStringLiteral("A test is on its way to erp.maison-belhadj.example; "
                                             "its deliveries show what it answers"));
        QCOMPARE(m_fixture->node.calls<api::SendTestWebhook>()[0].endpoint, m_endpoints[0].id);
        m_fixture->node.refuse<api::SendTestWebhook>(
            makeError(ErrorKind::Refused, "webhook.not_active").with("state", "paused"));
        child<QPushButton>("endpointTest")->click();
        QTRY_VERIFY(toast().startsWith(QStringLiteral("Nothing is sent to this endpoint now.")));
        QVERIFY(child<QPushButton>("endpointTest")->isEnabled());
    }

    void aNewSecretIsShownOnceAndNotLostByEscape()
    {
        visit();
        m_fixture->node.on<api::RotateWebhookSecret>([this](const api::RotateWebhookSecret& asked) {
            api::WebhookEndpointView rotated = m_endpoints[0];
            rotated.version = Version{4};
            rotated.secret = "whsec_b2xkIHNhbHQ=";
            rotated.previousSecretUntil =
                m_fixture->now + std::chrono::hours(asked.overlapHours.value);
            return rotated;
        });
        QTest::keyClick(table(), Qt::Key_S);
        auto* send = child<QPushButton>("rotateSend");
        QVERIFY(send);
        QTest::keyClick(send, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->node.callCount<api::RotateWebhookSecret>(), 1U);
        QCOMPARE(m_fixture->node.calls<api::RotateWebhookSecret>()[0].overlapHours.value, 24);
        QTRY_VERIFY(child<QLineEdit>("secretText"));
        auto* secret = m_page->findChild<ui::SecretDialog*>();
        QCOMPARE(namelessControls(*secret), QStringList());
        QCOMPARE(child<QLineEdit>("secretText")->text(), QStringLiteral("whsec_b2xkIHNhbHQ="));
        QTest::keyClick(secret, Qt::Key_Escape);
        QVERIFY(secret->isOpen());
        child<QPushButton>("secretCopy")->click();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("whsec_b2xkIHNhbHQ="));
        QTest::keyClick(secret, Qt::Key_Escape);
        QVERIFY(!secret->isOpen());
    }

    void removingIsAskedTwice()
    {
        visit();
        m_fixture->prompt.isAgreeing = false;
        QTest::keyClick(table(), Qt::Key_Delete);
        QTRY_COMPARE(m_fixture->prompt.confirmations.size(), 1U);
        QVERIFY(m_fixture->prompt.confirmations[0].isDestructive);
        QTest::qWait(0);
        QCOMPARE(m_fixture->node.callCount<api::RemoveWebhookEndpoint>(), 0U);
        m_fixture->prompt.isAgreeing = true;
        m_fixture->node.on<api::RemoveWebhookEndpoint>([this](const api::RemoveWebhookEndpoint&) {
            m_endpoints.erase(m_endpoints.begin());
            return Nothing{};
        });
        child<QPushButton>("endpointRemove")->click();
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(toast(), QStringLiteral("erp.maison-belhadj.example is removed"));
    }

    void theLogOfAnEndpointIsOneKeyAway()
    {
        visit();
        choose(1);
        QTest::keyClick(table(), Qt::Key_D);
        QTRY_COMPARE(rows("deliveriesTable"), 2);
        QCOMPARE(child<QTabBar>("webhooksParts")->currentIndex(), 1);
        QTRY_COMPARE(cell(0, "endpoint", "deliveriesTable"),
                     QStringLiteral("hooks.warehouse.example"));
        QCOMPARE(child<QComboBox>("deliveriesEndpoint")->currentText(),
                 QStringLiteral("hooks.warehouse.example"));
        child<ui::Segmented>("deliveriesWhich")->setCurrent(3);
        QTRY_COMPARE(rows("deliveriesTable"), 1);
        QCOMPARE(cell(0, "kind", "deliveriesTable"), QStringLiteral("stock.moved"));
    }

    void aDeliveryShowsItsAttempts()
    {
        visitDeliveries();
        QCOMPARE(namelessControls(*m_page), QStringList());
        QCOMPARE(cell(0, "state", "deliveriesTable"), QStringLiteral("Delivered"));
        QCOMPARE(cell(1, "state", "deliveriesTable"), QStringLiteral("Tried again"));
        QCOMPARE(cell(1, "answer", "deliveriesTable"), QStringLiteral("HTTP 503"));
        QCOMPARE(cell(1, "next", "deliveriesTable"), QStringLiteral("15:12"));
        QCOMPARE(cell(2, "answer", "deliveriesTable"), QStringLiteral("no answer"));
        QCOMPARE(cell(3, "state", "deliveriesTable"), QStringLiteral("Waiting"));
        auto* log = table("deliveriesTable");
        log->setCurrentIndex(log->model()->index(1, 0));
        QTRY_VERIFY(written("deliveryDrawer").contains(QStringLiteral("We are moving house.")));
        QCOMPARE(m_fixture->node.calls<api::GetWebhookDelivery>().back().seller, organisation());
        QVERIFY(written("deliveryDrawer").contains(QStringLiteral("3 · 14:32|HTTP 503, 1,120 ms")));
        QVERIFY(written("deliveryDrawer").contains(QStringLiteral("\"seq\": 48209")));
        QSignalSpy places(m_page.get(), &ui::WebhooksPage::placeRequested);
        QTest::keyClick(log, Qt::Key_O);
        QCOMPARE(places[0][0].value<ui::Place>().record, ui::fromUtf8(m_deliveries[1].aggregate));
        log->setCurrentIndex(log->model()->index(2, 0));
        QTRY_VERIFY(written("deliveryDrawer").contains(QStringLiteral("certificate not trusted")));
        QTest::keyClick(log, Qt::Key_O);
        QCOMPARE(places.size(), 1);
    }

    void oneDeliveryIsSentAgain()
    {
        visitDeliveries();
        auto* log = table("deliveriesTable");
        log->setCurrentIndex(log->model()->index(2, 0));
        m_fixture->node.on<api::RedeliverWebhook>([this](const api::RedeliverWebhook&) {
            m_deliveries[2].state = Course::Pending;
            return m_deliveries[2];
        });
        QTest::keyClick(log, Qt::Key_R);
        QTRY_COMPARE(toast(), QStringLiteral("stock.moved is being sent again"));
        QCOMPARE(m_fixture->node.calls<api::RedeliverWebhook>()[0].delivery, m_deliveries[2].id);
        QTRY_COMPARE(cell(2, "state", "deliveriesTable"), QStringLiteral("Tried again"));
    }

    void allFromAPlaceIsSentAgain()
    {
        visitDeliveries();
        auto* log = table("deliveriesTable");
        log->setCurrentIndex(log->model()->index(1, 0));
        QTest::keyClick(log, Qt::Key_F);
        auto* from = child<QLineEdit>("replayFromSeq");
        QVERIFY(from);
        QCOMPARE(from->text(), QStringLiteral("48208"));
        log->setCurrentIndex(log->model()->index(3, 0));
        QTRY_COMPARE(child<QPushButton>("deliveryReplay")->toolTip(),
                     QStringLiteral("A test has no place in the log."));
    }

    void whatIsUnderWayIsLookedAtAgain()
    {
        visitDeliveries();
        auto* look = child<QTimer>("deliveriesLook");
        QVERIFY(look->isActive());
        m_deliveries[3].state = Course::Delivered;
        look->setInterval(1);
        QTRY_COMPARE(cell(3, "state", "deliveriesTable"), QStringLiteral("Delivered"));
        QTest::keyClick(table("deliveriesTable"), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!look->isActive());
    }

    void whatCanNotBeReadIsSaid()
    {
        m_fixture->node.refuse<api::ListWebhookEndpoints>(
            makeError(ErrorKind::Unavailable, "node.unreachable"));
        m_page->visit({});
        auto* state = child<ui::ViewState>("endpointsState");
        QTRY_COMPARE(state->kind(), ui::ViewState::Kind::Error);
        script();
        m_page->refresh();
        QTRY_COMPARE(rows(), 4);
        QCOMPARE(state->kind(), ui::ViewState::Kind::Content);
    }
};

} // namespace stoa::test

using stoa::test::WebhooksPageTest;
STOA_TEST(WebhooksPageTest)
#include "test_webhooks_page.moc"
