#include "support/test_main.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    return stoa::test::runAllTests(argc, argv);
}
