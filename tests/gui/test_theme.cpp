#include "support/test_main.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

using namespace stoa::ui;

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

bool hasColor(const QImage& image, const QColor& color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) return true;
        }
    }
    return false;
}

} // namespace

class ThemeTest final : public QObject {
    Q_OBJECT

private slots:
    void textIsReadableOnEverySurfaceOfBothThemes()
    {
        for (const char* name : {"light", "dark"}) {
            const Theme t = loadTheme(name);
            for (const QColor& surface : {t.card, t.page, t.chrome, t.sunken, t.hover, t.sel}) {
                for (const QColor& ink : {t.t1, t.t2, t.t3, t.accentT})
                    QVERIFY(contrast(ink, surface) >= 4.5);
            }
            for (const Tone tone :
                 {Tone::Ok, Tone::Warn, Tone::Bad, Tone::Info, Tone::Plum, Tone::Accent}) {
                QVERIFY(contrast(t.text(tone), t.tint(tone)) >= 4.5);
                QVERIFY(contrast(t.fill(tone), t.card) >= 3.0);
            }
        }
    }

    void switchingRepaintsWidgetsAndIconsInTheOtherTheme()
    {
        Look look(*qApp);
        QSignalSpy changed(&look, &Look::schemeChanged);
        Card card(QStringLiteral("Orders"), QStringLiteral("card"));
        card.resize(120, 80);
        const QIcon mark = icon(QStringLiteral("orders"));
        QVERIFY(hasColor(card.grab().toImage(), loadTheme("light").card));
        QVERIFY(hasColor(mark.pixmap(16).toImage(), loadTheme("light").t2));
        look.setScheme(Look::Scheme::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), loadTheme("dark").page);
        QVERIFY(hasColor(card.grab().toImage(), loadTheme("dark").card));
        QVERIFY(hasColor(mark.pixmap(16).toImage(), loadTheme("dark").t2));
        look.setScheme(Look::Scheme::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void everyIconIsDrawable()
    {
        QVERIFY(iconNames().size() >= 86);
        for (const QString& name : iconNames())
            QVERIFY(!iconPixmap(name, Qt::black, 16, 2.0).isNull());
        QCOMPARE(iconPixmap(QStringLiteral("orders"), Qt::black, 16, 2.0).width(), 32);
    }

    void digitsStandInFixedSlots()
    {
        const QFont body = font(Type::Body);
        QCOMPARE(figuresWidth(body, QStringLiteral("11,111.11")),
                 figuresWidth(body, QStringLiteral("88,888.88")));
    }

    void showsTheFocusRingForTheKeyboardOnly()
    {
        Look look(*qApp);
        QWidget window;
        window.resize(200, 100);
        Button button(QStringLiteral("Release"), QStringLiteral("release"), Button::Kind::Primary,
                      &window);
        button.move(20, 20);
        window.show();
        QApplication::setActiveWindow(&window);
        button.setFocus(Qt::MouseFocusReason);
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("focusRing")) == nullptr);
        button.clearFocus();
        button.setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("focusRing")) != nullptr);
        QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("focusRing"))->isVisible());
    }

    void theWheelChangesOnlyWhatHasTheFocus()
    {
        Look look(*qApp);
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* number = new QSpinBox;
        auto* choice = new QComboBox;
        auto* first = new QLineEdit;
        choice->addItems({QStringLiteral("a"), QStringLiteral("b")});
        for (QWidget* each : {static_cast<QWidget*>(first), static_cast<QWidget*>(number),
                              static_cast<QWidget*>(choice)})
            column->addWidget(each);
        window.show();
        QApplication::setActiveWindow(&window);
        first->setFocus();
        const auto turn = [&](QWidget* over) {
            const QPointF at = over->rect().center();
            QWheelEvent wheel(at, over->mapToGlobal(at), {}, {0, -120}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(over, &wheel);
            return wheel.isAccepted();
        };
        QVERIFY(!turn(number) && !turn(choice)); // the page may have it
        QCOMPARE(number->value(), 0);
        QCOMPARE(choice->currentIndex(), 0);
        QVERIFY(first->hasFocus());
        choice->setFocus();
        QVERIFY(turn(choice));
        QCOMPARE(choice->currentIndex(), 1);
    }
};

STOA_TEST(ThemeTest)
#include "test_theme.moc"
