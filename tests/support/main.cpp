// The main() of test executables that have none of their own.

#include "support/test_main.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    return stoa::test::runTests(argc, argv);
}
