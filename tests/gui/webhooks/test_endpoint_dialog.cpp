#include "gui/accessible.h"
#include "gui/demo_webhooks.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/webhooks/endpoint_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class EndpointDialogTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::EndpointDialog> m_dialog;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    void open(const std::optional<api::WebhookEndpointView>& endpoint = {})
    {
        m_dialog = new ui::EndpointDialog(m_fixture->context(), endpoint, m_window.get());
        m_dialog->open();
        QTRY_COMPARE(kinds()->model()->rowCount(), 4);
    }
    QPushButton* action() const { return child<QPushButton>("hookSend"); }
    ui::TableView* kinds() const { return child<ui::TableView>("hookKinds"); }
    QLineEdit* url() const { return child<QLineEdit>("hookUrl"); }
    api::WebhookEndpointView endpoint() const
    {
        return demoEndpoints(m_fixture->workspace.organisation, m_fixture->now)[1];
    }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_fixture->node.reply<api::ListEventKinds>(
            {{"order.packed", "order.placed", "refund.failed", "stock.moved"}});
        m_window = std::make_unique<QWidget>();
        m_window->resize(1048, 630);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void addsOneThatHearsOfEverything()
    {
        open();
        QCOMPARE(namelessControls(*m_dialog), QStringList());
        QCOMPARE(action()->toolTip(), QStringLiteral("Say where events are posted to."));
        QVERIFY(!kinds()->isVisible());
        url()->setText(QStringLiteral(" https://example.com/hooks "));
        child<QLineEdit>("hookDescription")->setText(QStringLiteral("ERP"));
        m_fixture->node.on<api::CreateWebhookEndpoint>([this](const api::CreateWebhookEndpoint&) {
            api::WebhookEndpointView made = endpoint();
            made.secret = "whsec_1";
            return made;
        });
        QSignalSpy saved(m_dialog, &ui::EndpointDialog::saved);
        QTest::keyClick(url(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(saved.size(), 1);
        const auto sent = m_fixture->node.calls<api::CreateWebhookEndpoint>()[0];
        QCOMPARE(sent.seller, m_fixture->workspace.organisation);
        QCOMPARE(sent.url.value, std::string("https://example.com/hooks"));
        QCOMPARE(sent.description.value, std::string("ERP"));
        QVERIFY(sent.kinds.empty());
        QVERIFY(m_fixture->node.options<api::CreateWebhookEndpoint>()[0].idempotencyKey.empty());
    }

    void kindsAreFoundAndTickedWithKeys()
    {
        open();
        url()->setText(QStringLiteral("https://example.com/hooks"));
        child<QCheckBox>("hookAll")->setChecked(false);
        QVERIFY(kinds()->isVisible());
        QCOMPARE(namelessControls(*m_dialog), QStringList());
        QCOMPARE(action()->toolTip(), QStringLiteral("Choose at least one kind of event."));
        auto* search = child<ui::SearchField>("hookSearch");
        search->setText(QStringLiteral("Order"));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(kinds()->model()->rowCount(), 2);
        kinds()->setCurrentIndex(kinds()->model()->index(1, 0));
        QTest::keyClick(kinds(), Qt::Key_Space);
        search->clear();
        QTRY_COMPARE(kinds()->model()->rowCount(), 4);
        kinds()->setCurrentIndex(kinds()->model()->index(3, 0));
        QTest::keyClick(kinds(), Qt::Key_Space);
        QTest::keyClick(kinds(), Qt::Key_Space);
        QTest::keyClick(kinds(), Qt::Key_Space);
        QVERIFY(action()->isEnabled());
        m_fixture->node.reply<api::CreateWebhookEndpoint>(endpoint());
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::CreateWebhookEndpoint>(), 1U);
        const auto sent = m_fixture->node.calls<api::CreateWebhookEndpoint>()[0];
        QCOMPARE(sent.kinds.size(), 2U);
        QCOMPARE(sent.kinds[0].value, std::string("order.placed"));
        QCOMPARE(sent.kinds[1].value, std::string("stock.moved"));
    }

    void refusalsStandAtTheirFields()
    {
        open();
        url()->setText(QStringLiteral("http://example.com/hooks"));
        Error refusal = makeError(ErrorKind::Invalid, "webhook.url_not_https");
        refusal.field = "url";
        m_fixture->node.refuse<api::CreateWebhookEndpoint>(refusal);
        action()->click();
        QTRY_COMPARE(url()->accessibleDescription(),
                     QStringLiteral("The address is not safe to post to. Use one that begins with "
                                    "https."));
        url()->setText(QStringLiteral("https://example.com/hooks"));
        QCOMPARE(url()->accessibleDescription(), QString());
        refusal = makeError(ErrorKind::Invalid, "webhook.unknown_kind").with("kind", "a.b");
        refusal.field = "kinds[3]";
        m_fixture->node.refuse<api::CreateWebhookEndpoint>(refusal);
        action()->click();
        QTRY_VERIFY(child<QWidget>("hookPicker")
                        ->accessibleDescription()
                        .startsWith(QStringLiteral("There is no kind of event called")));
        m_fixture->node.refuse<api::CreateWebhookEndpoint>(
            makeError(ErrorKind::Refused, "webhook.too_many_endpoints").with("most", "20"));
        action()->click();
        QTRY_VERIFY(child<QWidget>("hookProblem")->isVisible());
        QVERIFY(action()->isEnabled());
    }

    void changingKeepsWhetherItIsActive()
    {
        api::WebhookEndpointView paused = endpoint();
        paused.state = api::WebhookState::Paused;
        paused.kinds.push_back("old.kind"); // of an earlier version
        m_dialog = new ui::EndpointDialog(m_fixture->context(), paused, m_window.get());
        m_dialog->open();
        QTRY_COMPARE(kinds()->model()->rowCount(), 5);
        QCOMPARE(url()->text(), ui::fromUtf8(paused.url));
        m_fixture->node.reply<api::UpdateWebhookEndpoint>(paused);
        child<QLineEdit>("hookDescription")->setText(QStringLiteral("Parcels"));
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::UpdateWebhookEndpoint>(), 1U);
        const auto sent = m_fixture->node.calls<api::UpdateWebhookEndpoint>()[0];
        QCOMPARE(sent.version, Version{3});
        QVERIFY(!sent.isActive);
        QCOMPARE(sent.kinds.size(), 4U);
        QCOMPARE(sent.description.value, std::string("Parcels"));
    }

    void aChangeOfSomebodyElseIsShownAndMayBeWrittenOver()
    {
        open(endpoint());
        url()->setText(QStringLiteral("https://mine.example/in"));
        api::WebhookEndpointView theirs = endpoint();
        theirs.url = "https://theirs.example/in";
        theirs.version = Version{4};
        m_fixture->node.reply<api::GetWebhookEndpoint>(theirs);
        m_fixture->node.refuse<api::UpdateWebhookEndpoint>(
            makeError(ErrorKind::Stale, "webhook.stale").with("seen", "3").with("current", "4"));
        action()->click();
        auto* problem = child<QWidget>("hookProblem");
        QTRY_VERIFY(problem->isVisible() && problem->findChild<ui::Label*>()->text().contains(
                                                QStringLiteral("theirs.example")));
        QCOMPARE(url()->text(), QStringLiteral("https://mine.example/in"));
        m_fixture->node.reply<api::UpdateWebhookEndpoint>(theirs);
        action()->click();
        QTRY_COMPARE(m_fixture->node.callCount<api::UpdateWebhookEndpoint>(), 2U);
        QCOMPARE(m_fixture->node.calls<api::UpdateWebhookEndpoint>()[1].version, Version{4});
    }
};

} // namespace stoa::test

using stoa::test::EndpointDialogTest;
STOA_TEST(EndpointDialogTest)
#include "test_endpoint_dialog.moc"
