#pragma once
// Results in tests: assertions that print the error, and printers so that QCOMPARE shows our
// values.

#include "core/id.h"
#include "core/money.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>

namespace stoa::test {

inline constexpr std::string_view kNoProblem = "no error";

template <class T>
std::string codeOf(const Result<T>& result)
{
    return result ? std::string(kNoProblem) : result.error().code;
}

template <class T>
std::string problemOf(const Result<T>& result)
{
    return result ? std::string(kNoProblem) : describe(result.error());
}

template <class T>
std::pair<std::string, std::string> codeAndProblemOf(const Result<T>& result)
{
    return {codeOf(result), problemOf(result)};
}

// For what a test takes for granted: the value, or the end of the test program with the reason.
template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "the test's setting failed: %s\n", describe(result.error()).c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

} // namespace stoa::test

// The Result holds a value. The expression is looked at once and not kept: it may be a part of a
// temporary.
#define STOA_OK(result)                                                                            \
    do {                                                                                           \
        const std::string stoaProblem = ::stoa::test::problemOf(result);                           \
        QVERIFY2(stoaProblem == ::stoa::test::kNoProblem, stoaProblem.c_str());                    \
    } while (false)
// The Result holds an error with exactly this code.
#define STOA_FAILS(result, expectedCode)                                                           \
    do {                                                                                           \
        const auto [stoaCode, stoaProblem] = ::stoa::test::codeAndProblemOf(result);               \
        QVERIFY2(stoaCode == (expectedCode), stoaProblem.c_str());                                 \
    } while (false)

namespace QTest {
template <>
inline char* toString(const std::string& text)
{
    return qstrdup(text.c_str());
}
template <>
inline char* toString(const std::string_view& text)
{
    return qstrdup(std::string(text).c_str());
}
} // namespace QTest

namespace stoa {
inline char* toString(const Uuid& uuid)
{
    return qstrdup(uuid.text().c_str());
}
template <class Tag>
char* toString(const Id<Tag>& id)
{
    return qstrdup(id.text().c_str());
}
inline char* toString(const Timestamp& at)
{
    return qstrdup(at.text().c_str());
}
inline char* toString(const Money& money)
{
    return qstrdup(money.text().c_str());
}
inline char* toString(ErrorKind kind)
{
    return qstrdup(std::string(name(kind)).c_str());
}
} // namespace stoa
