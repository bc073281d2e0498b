#pragma once
// Lets one test executable hold many test classes. At the end of a source:
//
//     STOA_TEST(ConnectionTest)
//     #include "test_connection.moc"
//
// The executable runs all classes, or the one whose name is the first argument; further arguments
// are Qt Test's. An executable that has a main() of its own (QTEST_MAIN) keeps it.

#include <QObject>

#include <functional>
#include <memory>

namespace stoa::test {

using MakeTest = std::function<std::unique_ptr<QObject>()>;
bool registerTest(const char* className, MakeTest make);

// For a main() of its own, e.g. one that makes a QApplication: runs what the arguments name.
int runTests(int argc, char** argv);

} // namespace stoa::test

#define STOA_TEST(Class)                                                                           \
    static const bool stoaRegistered##Class =                                                      \
        ::stoa::test::registerTest(#Class, [] { return std::make_unique<Class>(); });
