#pragma once
// One child process by plain fork and exec: with another account when we are root, a clean
// environment, no inherited descriptors or signals, its own session (so Ctrl+C in a terminal does
// not reach it), a log file and, on Linux, a signal from the kernel when the thread that started it
// ends. Call everything on the thread that spawned; the process dies with its object.

#include "core/result.h"
#include "platform/services/accounts.h"
#include "platform/services/fd.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace stoa::services {

using SteadyTime = std::chrono::steady_clock::time_point;

struct ExitStatus {
    int code = 0;   // of exit(), when signal is 0
    int signal = 0; // that ended it

    bool isSuccess() const { return code == 0 && signal == 0; }
    std::string text() const; // "exit code 1", "signal 9"
};

struct Command {
    static constexpr std::size_t kMaxInput = 4096; // fits every system's pipe buffer

    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::filesystem::path workFolder = "/";
    std::string input{};              // given on standard input, then end of file
    int logFd = -1;                   // standard output and error; -1: discarded
    std::optional<Account> account{}; // whom to become; needs root
    int deathSignal = 15;             // what the kernel sends when the spawning thread ends
};

class ChildProcess final {
public:
    // Errors: services.cannot_execute, with the program and the system's reason.
    static Result<ChildProcess> spawn(const Command& command);
    ChildProcess(ChildProcess&& other) noexcept
        : m_pid(std::exchange(other.m_pid, 0)), m_exit(std::move(other.m_exit))
    {}
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess(); // kills and reaps what still runs

    pid_t pid() const { return m_pid; } // 0 once reaped
    int exitFd() const
    {
        return m_exit.get();
    }                                 // readable when ended; -1 where the system has no such thing
    std::optional<ExitStatus> poll(); // reaps
    void signal(int number) const;

private:
    ChildProcess(pid_t pid, Fd exit) : m_pid(pid), m_exit(std::move(exit)) {}
    void end();

    pid_t m_pid = 0;
    Fd m_exit;
};

// Standard output and error of a short program. Errors: services.cannot_execute,
// services.program_failed (it failed or did not end in time).
Result<std::string> runAndCapture(const std::filesystem::path& program,
                                  std::vector<std::string> arguments,
                                  std::chrono::milliseconds deadline);

// Waits until one of the descriptors (-1: ignored) is readable or the time has passed.
void waitReadable(std::span<const int> fds, std::chrono::milliseconds most);

} // namespace stoa::services
