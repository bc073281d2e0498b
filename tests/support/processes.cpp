#include "support/processes.h"

#include <QCoreApplication>

#include <fstream>

namespace stoa::test {

namespace fs = std::filesystem;

namespace {

std::string firstLine(const fs::path& file)
{
    std::ifstream stream(file);
    std::string text;
    std::getline(stream, text);
    return text;
}

fs::path folderOf(std::int64_t pid)
{
    return fs::path("/proc") / std::to_string(pid);
}

} // namespace

bool isRunning(std::int64_t pid)
{
    const std::string text = firstLine(folderOf(pid) / "stat");
    const auto name = text.rfind(") ");
    return name != std::string::npos && text[name + 2] != 'Z';
}

std::vector<std::int64_t> processesIn(const fs::path& folder)
{
    std::vector<std::int64_t> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        const fs::path work = fs::read_symlink(entry.path() / "cwd", ignored);
        const bool isThere =
            work.string().starts_with(folder.string()) ||
            firstLine(entry.path() / "cmdline").find(folder.string()) != std::string::npos;
        if (isThere && std::stoll(name) != QCoreApplication::applicationPid()) {
            found.push_back(std::stoll(name));
        }
    }
    return found;
}

std::int64_t processIn(const fs::path& folder, const std::string& program)
{
    for (const std::int64_t pid : processesIn(folder)) {
        if (firstLine(folderOf(pid) / "comm") == program && isRunning(pid)) return pid;
    }
    return 0;
}

} // namespace stoa::test
