#include "stop_signal.h"

#include <atomic>

#ifdef _WIN32
#include <windows.h>
#else
#include <cerrno>
#include <csignal>
#include <unistd.h>
#endif

namespace stoa::app {
namespace {

#ifdef _WIN32

HANDLE stopEvent = nullptr;

BOOL WINAPI onConsole(DWORD)
{
    SetEvent(stopEvent);
    return TRUE;
}

#else

int stopPipe[2] = {-1, -1};

void onSignal(int)
{
    const int saved = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = write(stopPipe[1], &byte, 1);
    errno = saved;
}

#endif

} // namespace

#ifdef _WIN32

void installStopSignal()
{
    stopEvent = CreateEvent(nullptr, TRUE, FALSE, nullptr);
    SetConsoleCtrlHandler(onConsole, TRUE);
}

void waitForStopSignal()
{
    WaitForSingleObject(stopEvent, INFINITE);
}

#else

void installStopSignal()
{
    if (pipe(stopPipe) != 0) return;
    struct sigaction action {};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void waitForStopSignal()
{
    char byte = 0;
    while (read(stopPipe[0], &byte, 1) < 0 && errno == EINTR) {
    }
}

#endif

} // namespace stoa::app
