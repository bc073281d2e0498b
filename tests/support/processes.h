#pragma once
// The processes of this computer, for tests that kill some and ask what is left. Linux: /proc.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stoa::test {

bool isRunning(std::int64_t pid); // zombies do not count
// Those that work in the folder or name it on their command line, this one excepted.
std::vector<std::int64_t> processesIn(const std::filesystem::path& folder);
// Of those, the first whose program has this name; 0 when there is none.
std::int64_t processIn(const std::filesystem::path& folder, const std::string& program);

} // namespace stoa::test
