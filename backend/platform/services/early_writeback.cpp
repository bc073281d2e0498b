#include "platform/services/early_writeback.h"

#include "core/thread_name.h"
#include "platform/services/fd.h"

namespace stoa::services {
namespace fs = std::filesystem;
using namespace std::chrono_literals;
namespace {

constexpr auto kBetweenFiles = 30ms; // a few files at a time leave room for commits
constexpr auto kRound = 1000ms;
constexpr auto kIdleRound = 5000ms;

} // namespace

EarlyWriteback::EarlyWriteback(fs::path databases) : m_databases(std::move(databases))
{
#ifdef __linux__
    m_thread = std::thread([this] {
        nameThread("stoa-writeback");
        run();
    });
#endif
}

EarlyWriteback::~EarlyWriteback()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

void EarlyWriteback::run()
{
    auto since = fs::file_time_type::clock::now();
    while (true) {
        const auto begun = fs::file_time_type::clock::now();
        const auto files = changedSince(m_databases, since);
        for (const fs::path& file : files) {
            startWriting(file);
            if (!pause(kBetweenFiles)) return;
        }
        since = begun;
        if (!pause(files.empty() ? kIdleRound : kRound)) return;
    }
}

bool EarlyWriteback::pause(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_isStopping; });
}

std::vector<fs::path> changedSince(const fs::path& folder, fs::file_time_type since)
{
    std::vector<fs::path> files;
    std::error_code gone;
    for (fs::directory_iterator database(folder, gone), none; database != none;
         database.increment(gone)) {
        std::error_code skipped;
        for (fs::directory_iterator file(database->path(), skipped); file != none;
             file.increment(skipped)) {
            std::error_code unknown;
            const auto changed = file->last_write_time(unknown);
            if (!unknown && changed >= since && file->is_regular_file(unknown))
                files.push_back(file->path());
        }
    }
    return files;
}

bool startWriting([[maybe_unused]] const fs::path& file)
{
#ifdef __linux__
    const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    return fd.isOpen() && ::sync_file_range(fd.get(), 0, 0, SYNC_FILE_RANGE_WRITE) == 0;
#else
    return false;
#endif
}

} // namespace stoa::services
