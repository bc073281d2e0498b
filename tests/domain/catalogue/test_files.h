#pragma once
// Files of tests/domain/catalogue/data, as bytes.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace stoa::test {

inline std::string testFile(const std::string& name)
{
    std::ifstream file(std::string(STOA_TEST_DATA) + '/' + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        std::fprintf(stderr, "cannot read the test's file %s\n", name.c_str());
        std::abort();
    }
    return text.str();
}

} // namespace stoa::test
