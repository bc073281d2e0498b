#include "support/test_main.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_edit.h"
#include "ui/widgets/prompt.h"
#include "ui/widgets/scrim_dialog.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/steady_box.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace stoa;
using namespace stoa::ui;

namespace {

Currency euro()
{
    return Currency::of("EUR");
}

Button* button(QWidget& window, const char* name)
{
    return window.findChild<Button*>(QString::fromLatin1(name));
}

} // namespace

class WidgetsTest final : public QObject {
    Q_OBJECT

private slots:
    void moneyEditRefusesBadInput_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("left"); // what stays in the field
        QTest::addColumn<QString>("error");
        QTest::newRow("letters") << "12abc"
                                 << "12"
                                 << "";
        QTest::newRow("third decimal") << "1.234"
                                       << "1.23"
                                       << "";
        QTest::newRow("empty") << ""
                               << ""
                               << "money.malformed";
        QTest::newRow("only a minus") << "-"
                                      << "-"
                                      << "money.malformed";
        QTest::newRow("below zero") << "-4"
                                    << "-4"
                                    << "money.below_least";
        QTest::newRow("above the limit") << "100.01"
                                         << "100.01"
                                         << "money.above_most";
        QTest::newRow("at the limit") << "100"
                                      << "100"
                                      << "";
    }
    void moneyEditRefusesBadInput()
    {
        QFETCH(QString, keys);
        QFETCH(QString, left);
        QFETCH(QString, error);
        MoneyEdit edit(euro(), QStringLiteral("money"));
        edit.setLimits(Money(0, euro()), Money(10'000, euro()));
        QTest::keyClicks(&edit, keys);
        QCOMPARE(edit.text(), left);
        const auto amount = edit.amount();
        QCOMPARE(QString::fromStdString(amount ? "" : amount.error().code), error);
        QCOMPARE(edit.property("invalid").toBool(), !error.isEmpty() && !left.isEmpty());
    }

    void enterTellsNothingNew()
    {
        NumberBox number;
        DayBox day;
        QSignalSpy numbers(&number, &QSpinBox::valueChanged);
        QSignalSpy days(&day, &QDateEdit::dateChanged);
        QTest::keyClick(&number, Qt::Key_Up);
        QCOMPARE(numbers.size(), 1);
        QTest::keyClick(&number, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(&day, Qt::Key_Enter);
        QCOMPARE(numbers.size(), 1);
        QCOMPARE(days.size(), 0);
    }

    void moneyEditStepsByMajorUnitsWithinItsLimits()
    {
        MoneyEdit edit(euro(), QStringLiteral("money"));
        edit.setLimits(Money(0, euro()), Money(150, euro()));
        edit.setAmount(Money(50, euro()));
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.amount()->minor(), 150);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.amount()->minor(), 150);
        QTest::keyClick(&edit, Qt::Key_Down);
        QTest::keyClick(&edit, Qt::Key_Down);
        QCOMPARE(edit.amount()->minor(), 50);
    }

    void confirmationPutsTheFocusOnTheSafeChoice()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        QApplication::setActiveWindow(&window);
        DialogPrompt prompt;
        QList<bool> answers;
        const Confirmation what{QStringLiteral("trash"),
                                QStringLiteral("Delete the key"),
                                QStringLiteral("It stops working."),
                                QStringLiteral("Delete"),
                                QStringLiteral("Keep it"),
                                true};
        prompt.confirm(&window, what, [&](bool answer) { answers << answer; });
        QVERIFY(answers.isEmpty());
        ScrimDialog* dialog = ScrimDialog::openOver(&window);
        QVERIFY(dialog != nullptr);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(button(window, "keep")));
        QTest::keyClick(button(window, "keep"), Qt::Key_Escape);
        QCOMPARE(answers, QList<bool>({false}));
        QVERIFY(ScrimDialog::openOver(&window) == nullptr);
        prompt.confirm(&window, what, [&](bool answer) { answers << answer; });
        QTest::keyClick(ScrimDialog::openOver(&window), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(answers, QList<bool>({false, true}));
    }

    void focusStaysInsideTheDialog()
    {
        QWidget window;
        window.resize(800, 600);
        QLineEdit outside(&window);
        window.show();
        QApplication::setActiveWindow(&window);
        outside.setFocus();
        DialogPrompt prompt;
        prompt.confirm(&window, {{}, QStringLiteral("T"), {}, QStringLiteral("Do"), {}, false},
                       [](bool) {});
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(ScrimDialog::openOver(&window)->isAncestorOf(QApplication::focusWidget()));
        }
        ScrimDialog::openOver(&window)->reject();
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&outside));
    }

    void keysArriveAlthoughWhatHadTheFocusIsSwitchedOff()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        QApplication::setActiveWindow(&window);
        auto* dialog = new ScrimDialog(&window, QStringLiteral("dialog"));
        auto* body = new QWidget;
        auto* field = new QLineEdit(body);
        dialog->setBody(body);
        dialog->setFirstFocus(field);
        dialog->open();
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(field));
        for (auto* each : dialog->findChildren<QAbstractButton*>())
            each->setEnabled(false);
        body->setEnabled(false);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(dialog));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(ScrimDialog::openOver(&window) == nullptr);
    }

    void aDialogIsAsWideAsItsBodyAsks()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        auto* dialog = new ScrimDialog(&window, QStringLiteral("dialog"));
        auto* body = new QWidget;
        body->setMinimumWidth(500);
        auto* column = new QVBoxLayout(body);
        column->addWidget(new QLineEdit(body));
        column->addWidget(makeParagraph(QStringLiteral("Refunds of before name it, so it stays.")));
        dialog->setBody(body);
        dialog->open();
        QTRY_COMPARE(body->width(), 500);
        QCOMPARE(body->parentWidget()->width(), 500);
        QCOMPARE(body->parentWidget()->height(), body->height()); // nothing to scroll
    }

    void aDialogGrowsWithItsBodyAndScrollsWhatDoesNotFit()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        QApplication::setActiveWindow(&window);
        auto* dialog = new ScrimDialog(&window, QStringLiteral("dialog"));
        auto* body = new QWidget;
        auto* column = new QVBoxLayout(body);
        auto* tall = new QWidget(body);
        tall->setFixedSize(200, 100);
        auto* last = new QLineEdit(body);
        column->addWidget(tall);
        column->addWidget(last);
        dialog->setBody(body);
        dialog->open();
        const auto* panel = window.findChild<QWidget*>(QStringLiteral("dialogPanel"));
        QCoreApplication::processEvents();
        const QRect before = panel->geometry();
        tall->setFixedHeight(200);
        QTRY_COMPARE(panel->height(), before.height() + 100);
        QCOMPARE(panel->y(), before.y());
        tall->setFixedHeight(100);
        QCoreApplication::processEvents();
        QCOMPARE(panel->height(), before.height() + 100);
        tall->setFixedHeight(1000);
        QTRY_COMPARE(panel->geometry(), QRect(before.x(), 30, before.width(), 540));
        QCOMPARE(tall->height(), 1000);
        const auto isSeen = [&] { return last->visibleRegion() == QRegion(last->rect()); };
        QVERIFY(!isSeen());
        QTest::keyClick(dialog, Qt::Key_Tab);
        while (QApplication::focusWidget() != last)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(isSeen());
    }

    void aWordThatFitsNowhereBreaksInsteadOfLeavingThePage()
    {
        std::unique_ptr<Label> label(makeParagraph(QStringLiteral("w").repeated(200)));
        const int line = label->heightForWidth(100'000);
        QVERIFY(label->heightForWidth(200) >= 5 * line);
        label->setText(QStringLiteral("one\ntwo\n\nfour"));
        QCOMPARE(label->heightForWidth(200), 4 * line);
        label->setText({});
        QCOMPARE(label->heightForWidth(200), line);
    }

    void aTextRunsTheWayItsLettersDo()
    {
        std::unique_ptr<Label> label(makeParagraph(QString::fromUtf8("سجادة صوف")));
        label->resize(400, 20);
        const QImage drawn = label->grab().toImage();
        const QColor ground = drawn.pixelColor(0, 0);
        const auto hasInk = [&](int left, int right) {
            for (int x = left; x < right; ++x)
                for (int y = 0; y < drawn.height(); ++y)
                    if (drawn.pixelColor(x, y) != ground) return true;
            return false;
        };
        QVERIFY(hasInk(drawn.width() - 40, drawn.width()));
        QVERIFY(!hasInk(0, drawn.width() / 2));
    }

    void questionNeedsAnAnswerBeforeItsActionWorks()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        DialogPrompt prompt;
        std::optional<QString> given;
        Question what;
        what.title = QStringLiteral("Reject the listing");
        what.label = QStringLiteral("Reason");
        what.action = QStringLiteral("Reject");
        what.most = 5;
        prompt.ask(&window, what, [&](std::optional<QString> answer) { given = answer; });
        QVERIFY(!button(window, "action")->isEnabled());
        auto* field = window.findChild<QLineEdit*>(QStringLiteral("answer"));
        QTest::keyClicks(field, QStringLiteral(" abcdefg"));
        QVERIFY(button(window, "action")->isEnabled());
        button(window, "action")->click();
        QCOMPARE(given, std::optional(QStringLiteral("abcd")));
    }

    void asksNobodyWhoIsGone()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        auto* page = new QWidget(&window);
        DialogPrompt prompt;
        bool isAnswered = false;
        prompt.confirm(page, {{}, QStringLiteral("T"), {}, QStringLiteral("Do"), {}, false},
                       [&](bool) { isAnswered = true; });
        delete page;
        ScrimDialog::openOver(&window)->accept();
        QVERIFY(!isAnswered);
    }

    void toastUndoesOnceOrExpires()
    {
        QWidget window;
        window.resize(800, 600);
        window.show();
        Toast toast(&window);
        int undone = 0;
        int expired = 0;
        toast.showDone(
            QStringLiteral("Approved"), [&] { ++undone; }, [&] { ++expired; });
        QVERIFY(toast.canUndo());
        toast.undo();
        toast.undo();
        QCOMPARE(undone, 1);
        QCOMPARE(expired, 0);
        toast.showDone(
            QStringLiteral("Approved"), [&] { ++undone; }, [&] { ++expired; });
        toast.showDone(
            QStringLiteral("Rejected"), [&] { ++undone; }, [&] { ++expired; });
        QCOMPARE(expired, 1); // the first can no longer be undone
        toast.dismiss();
        QCOMPARE(expired, 2);
        QCOMPARE(undone, 1);
    }

    void searchWaitsForAPauseAndEscEmptiesItFirst()
    {
        SearchField field(QStringLiteral("Find"), QStringLiteral("find"));
        QSignalSpy changed(&field, &SearchField::changed);
        QTest::keyClicks(&field, QStringLiteral("bowl"));
        QCOMPARE(changed.count(), 0);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(changed.takeFirst().at(0).toString(), QStringLiteral("bowl"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(changed.takeFirst().at(0).toString(), QString());
    }

    void segmentsMoveWithTheArrows()
    {
        Segmented segments({QStringLiteral("Day"), QStringLiteral("Week")},
                           QStringLiteral("period"));
        QSignalSpy changed(&segments, &Segmented::currentChanged);
        QTest::keyClick(&segments, Qt::Key_Right);
        QTest::keyClick(&segments, Qt::Key_Right);
        QCOMPARE(segments.current(), 1);
        QCOMPARE(changed.count(), 1);
    }
};

STOA_TEST(WidgetsTest)
#include "test_widgets.moc"
