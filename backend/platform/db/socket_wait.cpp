#include "platform/db/socket_wait.h"

#include <algorithm>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <cerrno>
#include <poll.h>
#endif

namespace stoa::db {
namespace {

// Above zero: ready; zero: not in time; below: interrupted.
int pollOnce(int socket, short events, int timeoutMs)
{
#ifdef _WIN32
    WSAPOLLFD entry{static_cast<SOCKET>(socket), events, 0};
    return WSAPoll(&entry, 1, timeoutMs);
#else
    pollfd entry{socket, events, 0};
    const int ready = ::poll(&entry, 1, timeoutMs);
    return ready < 0 && errno != EINTR ? 1 : ready;
#endif
}

} // namespace

bool waitForSocket(int socket, bool alsoWrite, Deadline until)
{
    const short events = alsoWrite ? POLLIN | POLLOUT : POLLIN;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        const auto timeout = std::clamp<std::int64_t>(left.count(), 0, 60'000);
        const int ready = pollOnce(socket, events, static_cast<int>(timeout));
        if (ready > 0) return true;
        if (left.count() <= 0) return false;
    }
}

bool isReadable(int socket)
{
    return pollOnce(socket, POLLIN, 0) > 0;
}

} // namespace stoa::db
