#include "platform/services/child_process.h"

#include "core/assert.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <grp.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#ifdef __linux__
#include <algorithm>
#include <memory>
#include <sys/prctl.h>
#endif

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

// Everything the child needs, prepared before fork: after it only async-signal-safe calls are
// allowed.
struct Plan {
    const char* program = nullptr;
    const char* workFolder = nullptr;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    int input = -1;
    int log = -1;
    int failure = -1;
    int maxFd = 0;
    const Account* account = nullptr;
    int deathSignal = 0;
    pid_t parent = 0;
};

[[noreturn]] void giveUp(const Plan& plan)
{
    const int reason = errno;
    [[maybe_unused]] const auto written = ::write(plan.failure, &reason, sizeof reason);
    ::_exit(127);
}

void closeOnExecAbove2(int maxFd)
{
#if defined(__linux__) && defined(SYS_close_range)
    constexpr unsigned kCloseOnExec = 1U << 2;
    if (::syscall(SYS_close_range, 3U, ~0U, kCloseOnExec) == 0) return;
#endif
    for (int fd = 3; fd < maxFd; ++fd)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
}

[[noreturn]] void becomeProgram(const Plan& plan)
{
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::setsid();
    ::umask(077);
    if (plan.account != nullptr) {
        const Account& account = *plan.account;
        if (::setgroups(1, &account.gid) != 0 || ::setgid(account.gid) != 0 ||
            ::setuid(account.uid) != 0) {
            giveUp(plan);
        }
    }
#ifdef __linux__
    // After setuid, which clears it. The parent may have gone before: then nobody would ever signal
    // us.
    ::prctl(PR_SET_PDEATHSIG, plan.deathSignal);
    if (::getppid() != plan.parent) ::_exit(126);
#endif
    if (::dup2(plan.input, 0) < 0 || ::dup2(plan.log, 1) < 0 || ::dup2(plan.log, 2) < 0)
        giveUp(plan);
    if (::chdir(plan.workFolder) != 0) giveUp(plan);
    closeOnExecAbove2(plan.maxFd);
    ::execve(plan.program, plan.arguments.data(), plan.environment.data());
    giveUp(plan);
}

// An allow-list: a server needs little, and PG*, LC_* or a root user's secrets must not reach it.
std::vector<std::string> environmentFor(const std::optional<Account>& account)
{
    std::vector<std::string> environment = {"LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin"};
    for (const char* name : {"TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}) {
        if (const char* value = std::getenv(name))
            environment.push_back(std::string(name) + "=" + value);
    }
    const char* home = std::getenv("HOME");
    if (account)
        environment.push_back("HOME=" + account->home);
    else if (home != nullptr)
        environment.push_back(std::string("HOME=") + home);
    return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> result;
    for (std::string& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

tl::unexpected<Error> cannotExecute(const Command& command, int reason)
{
    return fail(makeError(ErrorKind::Unavailable, "services.cannot_execute", std::strerror(reason))
                    .with("program", command.program.string()));
}

Fd openExitFd([[maybe_unused]] pid_t pid)
{
#if defined(__linux__) && defined(SYS_pidfd_open)
    return Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))); // always close-on-exec
#else
    return Fd();
#endif
}

// No handler of ours may run in the child between fork and exec.
pid_t forkWithSignalsBlocked(const Plan& plan)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = ::fork();
    if (pid == 0) becomeProgram(plan);
    const int reason = errno;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = reason;
    return pid;
}

} // namespace

std::string ExitStatus::text() const
{
    return signal != 0 ? "signal " + std::to_string(signal) : "exit code " + std::to_string(code);
}

Result<ChildProcess> ChildProcess::spawn(const Command& command)
{
    STOA_ASSERT(command.input.size() <= Command::kMaxInput);
    Pipe input;
    Pipe failure;
    Fd nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    if (!input.open() || !failure.open() || !nowhere.isOpen()) return cannotExecute(command, errno);
    [[maybe_unused]] const auto given =
        ::write(input.writer.get(), command.input.data(), command.input.size());

    std::vector<std::string> argumentTexts = command.arguments;
    argumentTexts.insert(argumentTexts.begin(), command.program.string());
    std::vector<std::string> environmentTexts = environmentFor(command.account);
    const std::string workFolder = command.workFolder.string();
    Plan plan{command.program.c_str(), workFolder.c_str(), pointers(argumentTexts),
              pointers(environmentTexts)};
    plan.input = input.reader.get();
    plan.log = command.logFd >= 0 ? command.logFd : nowhere.get();
    plan.failure = failure.writer.get();
    plan.maxFd = static_cast<int>(std::min(::sysconf(_SC_OPEN_MAX), 65536L));
    plan.account = command.account ? &*command.account : nullptr;
    plan.deathSignal = command.deathSignal;
    plan.parent = ::getpid();

    const pid_t pid = forkWithSignalsBlocked(plan);
    if (pid < 0) return cannotExecute(command, errno);
    ChildProcess child(pid, openExitFd(pid));
    failure.writer.reset();
    int reason = 0;
    if (::read(failure.reader.get(), &reason, sizeof reason) == sizeof reason) {
        return cannotExecute(command, reason);
    }
    return child;
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    if (this == &other) return *this;
    end();
    m_pid = std::exchange(other.m_pid, 0);
    m_exit = std::move(other.m_exit);
    return *this;
}

ChildProcess::~ChildProcess()
{
    end();
}

void ChildProcess::end()
{
    if (m_pid == 0) return;
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_pid = 0;
}

std::optional<ExitStatus> ChildProcess::poll()
{
    int status = 0;
    if (m_pid == 0) return std::nullopt;
    const pid_t answer = ::waitpid(m_pid, &status, WNOHANG);
    // ECHILD: somebody in this process reaped it for us (SIGCHLD ignored); how it ended is unknown.
    if (answer < 0 && errno == ECHILD)
        status = W_EXITCODE(255, 0);
    else if (answer != m_pid)
        return std::nullopt;
    m_pid = 0;
    m_exit.reset();
    if (WIFSIGNALED(status)) return ExitStatus{0, WTERMSIG(status)};
    return ExitStatus{WEXITSTATUS(status), 0};
}

void ChildProcess::signal(int number) const
{
    if (m_pid != 0) ::kill(m_pid, number);
}

Result<std::string> runAndCapture(const std::filesystem::path& program,
                                  std::vector<std::string> arguments,
                                  std::chrono::milliseconds deadline)
{
    std::unique_ptr<FILE, int (*)(FILE*)> output(std::tmpfile(), &std::fclose);
    if (!output)
        return fail(ErrorKind::Unavailable, "services.program_failed", std::strerror(errno));
    Command command{program, std::move(arguments)};
    command.logFd = ::fileno(output.get());
    STOA_TRY(child, ChildProcess::spawn(command));
    const SteadyTime until = std::chrono::steady_clock::now() + deadline;
    std::optional<ExitStatus> exit;
    while (!(exit = child.poll()) && std::chrono::steady_clock::now() < until) {
        const int fds[] = {child.exitFd()};
        waitReadable(fds, child.exitFd() >= 0 ? 1000ms : 10ms);
    }
    if (!exit || !exit->isSuccess()) {
        return fail(makeError(ErrorKind::Unavailable, "services.program_failed",
                              exit ? exit->text() : "did not end in time")
                        .with("program", program.string()));
    }
    std::string text(4096, '\0');
    const auto length = ::pread(command.logFd, text.data(), text.size(), 0);
    text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    return text;
}

void waitReadable(std::span<const int> fds, std::chrono::milliseconds most)
{
    std::vector<pollfd> waits;
    for (const int fd : fds) {
        if (fd >= 0) waits.push_back({fd, POLLIN, 0});
    }
    ::poll(waits.data(), static_cast<nfds_t>(waits.size()), static_cast<int>(most.count()));
}

} // namespace stoa::services
