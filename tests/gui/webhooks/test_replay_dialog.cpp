#include "gui/accessible.h"
#include "gui/page_fixture.h"
#include "support/test_main.h"
#include "ui/webhooks/replay_dialog.h"
#include "ui/webhooks/webhook_words.h"
#include "ui/widgets/segmented.h"

#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace stoa::test {

class ReplayDialogTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::ReplayDialog> m_dialog;

    template <class Widget>
    Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    void open(std::optional<std::int64_t> from = {})
    {
        m_dialog = new ui::ReplayDialog(m_fixture->context(), WebhookEndpointId::make(),
                                        QStringLiteral("example.com"), from, m_window.get());
        m_dialog->open();
    }
    QPushButton* action() const { return child<QPushButton>("replaySend"); }

private slots:
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1048, 630);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void asksUntilAllAreOnTheirWay()
    {
        open();
        QCOMPARE(namelessControls(*m_dialog), QStringList());
        m_fixture->node.on<api::ReplayWebhooks>([](const api::ReplayWebhooks& asked) {
            api::WebhookReplayView view{1000, {}};
            if (asked.from) view.nextSeq = 5001;
            if (asked.fromSeq == 5001) view.nextSeq = 6001;
            if (asked.fromSeq == 6001) view.replayed = 4;
            return view;
        });
        QSignalSpy replayed(m_dialog, &ui::ReplayDialog::replayed);
        child<QLineEdit>("replayThroughSeq")->setText(QStringLiteral("7000"));
        action()->click();
        QVERIFY(!m_dialog->underWay().isEmpty());
        QTRY_COMPARE(replayed.size(), 1);
        QCOMPARE(replayed[0][0].toLongLong(), 2004);
        QVERIFY(replayed[0][1].toBool());
        const auto calls = m_fixture->node.calls<api::ReplayWebhooks>();
        QCOMPARE(calls.size(), 3U);
        QCOMPARE(calls[0].from->text(), std::string("2026-11-17T14:32:00.000000Z"));
        QVERIFY(!calls[0].fromSeq);
        QVERIFY(!calls[1].from);
        QCOMPARE(*calls[2].throughSeq, 7000);
        QCOMPARE(ui::replayText(2004, true), QStringLiteral("2,004 deliveries are sent again"));
    }

    void endsAfterItsMostRoundsAndSaysSo()
    {
        open(1);
        m_fixture->node.on<api::ReplayWebhooks>([](const api::ReplayWebhooks& asked) {
            return api::WebhookReplayView{1, *asked.fromSeq + 1000};
        });
        QSignalSpy replayed(m_dialog, &ui::ReplayDialog::replayed);
        action()->click();
        QTRY_COMPARE(replayed.size(), 1);
        QCOMPARE(replayed[0][0].toInt(), ui::ReplayDialog::kMostRounds);
        QVERIFY(!replayed[0][1].toBool());
        QCOMPARE(ui::replayText(1, false),
                 QStringLiteral("1 delivery is sent again. There is more: begin later to send "
                                "it."));
    }

    void saysWhatIsMissingAndWhatWasRefused()
    {
        open();
        child<ui::Segmented>("replayStart")->setCurrent(1);
        QCOMPARE(namelessControls(*m_dialog), QStringList());
        QCOMPARE(action()->toolTip(), QStringLiteral("Say where to begin."));
        auto* from = child<QLineEdit>("replayFromSeq");
        QTest::keyClicks(from, QStringLiteral("4x2"));
        QCOMPARE(from->text(), QStringLiteral("42"));
        child<QLineEdit>("replayThroughSeq")->setText(QStringLiteral("41"));
        QCOMPARE(action()->toolTip(), QStringLiteral("It ends before it begins."));
        child<QLineEdit>("replayThroughSeq")->clear();
        m_fixture->node.refuse<api::ReplayWebhooks>(
            makeError(ErrorKind::Refused, "webhook.not_active").with("state", "paused"));
        action()->click();
        QTRY_VERIFY(child<QWidget>("replayProblem")->isVisible());
        QVERIFY(action()->isEnabled());
        QVERIFY(m_dialog->underWay().isEmpty());
    }
};

} // namespace stoa::test

using stoa::test::ReplayDialogTest;
STOA_TEST(ReplayDialogTest)
#include "test_replay_dialog.moc"
