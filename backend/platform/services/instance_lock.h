#pragma once
// One process per data folder: an flock on instance.lock, held as long as the object. The kernel
// releases it when the process ends, however it ends, so there is no stale lock; the pid inside is
// only for the message.

#include "core/result.h"
#include "platform/services/fd.h"

#include <filesystem>

namespace stoa::services {

class InstanceLock final {
public:
    // Errors: services.folder_in_use (params pid, folder), services.folder_unwritable.
    static Result<InstanceLock> take(const std::filesystem::path& file);

private:
    explicit InstanceLock(Fd fd) : m_fd(std::move(fd)) {}
    Fd m_fd;
};

// True when some process holds the lock at this moment.
bool isLocked(const std::filesystem::path& file);

} // namespace stoa::services
