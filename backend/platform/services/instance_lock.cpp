#include "platform/services/instance_lock.h"

#include "core/text.h"
#include "platform/services/child_process.h"
#include "platform/services/files.h"

#include <cerrno>
#include <sys/file.h>

namespace stoa::services {

using namespace std::chrono_literals;

namespace {

// A tool that asks isLocked() holds the lock for an instant; only an owner holds it for longer.
bool lockSoon(int fd)
{
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return true;
        if (errno != EWOULDBLOCK) return false;
        waitReadable({}, 20ms);
    }
    return false;
}

} // namespace

Result<InstanceLock> InstanceLock::take(const fs::path& file)
{
    Fd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen()) return failWriting(file.parent_path(), errno);
    if (!lockSoon(fd.get())) {
        if (errno != EWOULDBLOCK) return failWriting(file.parent_path(), errno);
        return fail(makeError(ErrorKind::Conflict, "services.folder_in_use")
                        .with("pid", trimmed(readText(file)))
                        .with("folder", file.parent_path().string()));
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd.get(), 0) != 0 || ::write(fd.get(), pid.data(), pid.size()) < 0) {
        return failWriting(file.parent_path(), errno);
    }
    return InstanceLock(std::move(fd));
}

bool isLocked(const fs::path& file)
{
    const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    return fd.isOpen() && ::flock(fd.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

} // namespace stoa::services
