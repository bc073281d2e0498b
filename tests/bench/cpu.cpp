#include "cpu.h"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace stoa::bench {
namespace {

struct Process {
    long parent = 0;
    double ticks = 0; // with those of children that it has waited for
};

// From /proc/PID/stat: after the name in parentheses, the parent is the 2nd field and the four
// times are the 12th to 15th.
Process read(const std::filesystem::path& folder)
{
    std::ifstream file(folder / "stat");
    std::string text;
    std::getline(file, text);
    const auto name = text.rfind(')');
    if (name == std::string::npos) return {};
    std::istringstream fields(text.substr(name + 1));
    std::vector<std::string> words;
    for (std::string word; fields >> word;)
        words.push_back(word);
    Process process;
    process.parent = std::stol(words.at(1));
    for (std::size_t i = 11; i < 15; ++i)
        process.ticks += std::stod(words.at(i));
    return process;
}

} // namespace

std::chrono::duration<double> cpuTime()
{
    std::map<long, Process> all;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") == std::string::npos)
            all[std::stol(name)] = read(entry.path());
    }
    double ticks = 0;
    for (const auto& [id, process] : all) {
        long up = id;
        while (up > 1 && up != ::getpid())
            up = all[up].parent;
        if (up == ::getpid()) ticks += process.ticks;
    }
    return std::chrono::duration<double>(ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)));
}

std::chrono::duration<double> ownCpuTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace stoa::bench
