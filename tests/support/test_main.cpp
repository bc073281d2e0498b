#include "support/test_main.h"

#include <QTest>

#include <cstring>

namespace stoa::test {
namespace {

std::map<std::string, MakeTest>& registry()
{
    static std::map<std::string, MakeTest> tests;
    return tests;
}

} // namespace

bool registerTest(const char* className, MakeTest make)
{
    return registry().emplace(className, std::move(make)).second;
}

int runTests(int argc, char** argv)
{
    const bool isOne = argc > 1 && registry().contains(argv[1]);
    std::vector<char*> arguments(argv, argv + argc);
    if (isOne) arguments.erase(arguments.begin() + 1);
    // Qt's crash handler answers abort() by starting a debugger again and again, until the time is up.
    static char noCrashHandler[] = "-nocrashhandler";
    arguments.push_back(noCrashHandler);
    int failures = 0;
    for (const auto& [name, make] : registry()) {
        if (isOne && name != argv[1]) continue;
        failures +=
            QTest::qExec(make().get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures;
}

} // namespace stoa::test
