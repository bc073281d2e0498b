#pragma once
// Assertions for our own bugs, kept in release builds: money and state must never go on from a lie.

#include <cstdio>
#include <cstdlib>

namespace stoa {

[[noreturn]] inline void assertionFailed(const char* text, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, text);
    std::abort();
}

} // namespace stoa

#define STOA_ASSERT(condition)                                                                     \
    ((condition) ? static_cast<void>(0) : ::stoa::assertionFailed(#condition, __FILE__, __LINE__))
