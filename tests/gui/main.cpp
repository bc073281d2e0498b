// The GUI tests share one application; each test makes the Look it needs.

#include "support/test_main.h"

#include <QApplication>

int main(int argc, char** argv)
{
    const QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    return stoa::test::runTests(argc, argv);
}
