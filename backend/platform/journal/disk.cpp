#include "platform/journal/disk.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>

#ifdef _WIN32
#include <io.h>
#include <sys/locking.h>
#else
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace stoa::journal {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failure(std::string_view code, const fs::path& file, std::string_view why)
{
    return fail(makeError(ErrorKind::Unavailable, code).with("file", file.string()).because(why));
}

tl::unexpected<Error> unwritable(const fs::path& file)
{
    return failure("journal.unwritable", file, std::strerror(errno));
}

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

File openFile(const fs::path& path, const char* mode)
{
    File file(std::fopen(path.string().c_str(), mode));
    if (file) std::setvbuf(file.get(), nullptr, _IONBF, 0);
    return file;
}

bool syncFile(std::FILE* file)
{
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    return ::fsync(::fileno(file)) == 0;
#endif
}

// Until the file is closed; never waits.
bool lockFile(std::FILE* file)
{
#ifdef _WIN32
    return _locking(_fileno(file), _LK_NBLCK, 1) == 0;
#else
    return ::flock(::fileno(file), LOCK_EX | LOCK_NB) == 0;
#endif
}

// A name is durable once its folder is. Windows keeps names durable by itself.
bool syncFolder(const fs::path& folder)
{
#ifdef _WIN32
    (void)folder;
    return true;
#else
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return false;
    const bool isDone = ::fsync(handle) == 0;
    ::close(handle);
    return isDone;
#endif
}

class RealDisk final : public Disk {
public:
    Result<std::shared_ptr<void>> lock(const fs::path& folder) override
    {
        std::error_code refused;
        fs::create_directories(folder, refused);
        if (!refused) fs::permissions(folder, fs::perms::owner_all, refused);
        if (refused) return failure("journal.unwritable", folder, refused.message());
        const auto path = folder / "lock";
        std::shared_ptr<std::FILE> file(std::fopen(path.string().c_str(), "wb"),
                                        [](std::FILE* open) {
                                            if (open != nullptr) std::fclose(open);
                                        });
        if (!file) return unwritable(path);
        if (!lockFile(file.get())) {
            return fail(makeError(ErrorKind::Unavailable, "journal.in_use")
                            .with("folder", folder.string()));
        }
        return file;
    }

    Result<std::vector<std::string>> list(const fs::path& folder) override
    {
        std::error_code refused;
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder, refused))
            names.push_back(entry.path().filename().string());
        if (refused) return failure("journal.unreadable", folder, refused.message());
        std::ranges::sort(names);
        return names;
    }

    Result<std::string> read(const fs::path& path) override
    {
        std::ifstream file(path, std::ios::binary);
        std::ostringstream text;
        if (!file || !(file.peek() == std::ifstream::traits_type::eof() || text << file.rdbuf()))
            return failure("journal.unreadable", path, "cannot be read");
        return text.str();
    }

    Done create(const fs::path& path, std::size_t bytes) override
    {
        const File file = openFile(path, "wb");
        if (!file) return unwritable(path);
        std::error_code refused;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, refused);
        const std::string zeros(bytes, '\0');
        if (refused || std::fwrite(zeros.data(), 1, bytes, file.get()) != bytes ||
            !syncFile(file.get()) || !syncFolder(path.parent_path()))
            return unwritable(path);
        return {};
    }

    Done write(const fs::path& path, std::size_t offset, std::string_view bytes) override
    {
        const File file = openFile(path, "r+b");
        if (!file || std::fseek(file.get(), static_cast<long>(offset), SEEK_SET) != 0 ||
            std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size())
            return unwritable(path);
        return {};
    }

    Done sync(const fs::path& path) override
    {
        const File file = openFile(path, "r+b");
        if (!file || !syncFile(file.get())) return unwritable(path);
        return {};
    }

    Done rename(const fs::path& from, const fs::path& to) override
    {
        std::error_code refused;
        fs::rename(from, to, refused);
        if (refused) return failure("journal.unwritable", to, refused.message());
        if (!syncFolder(to.parent_path())) return unwritable(to);
        return {};
    }

    Done remove(const fs::path& path) override
    {
        std::error_code refused;
        fs::remove(path, refused);
        if (refused) return failure("journal.unwritable", path, refused.message());
        return {};
    }
};

} // namespace

Disk& realDisk()
{
    static RealDisk disk;
    return disk;
}

} // namespace stoa::journal
