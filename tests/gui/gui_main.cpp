// The main of every test that shows widgets.

#include "support/test_main.h"
#include "ui/theme/look.h"

#include <QApplication>
#include <QLocale>

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const stoa::ui::Look look(app);
    return stoa::test::runAllTests(argc, argv);
}
