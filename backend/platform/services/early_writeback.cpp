#include "platform/services/early_writeback.h"

#include "core/thread_name.h"
#include "platform/services/fd.h"

namespace stoa::services {
namespace fs = std::filesystem;
using namespace std::chrono_literals;
namespace {

constexpr std::uintmax_t kPiece = 4 << 20; // bytes at a time
constexpr auto kRoom = 10;      // times as long as a piece took, the disk is left to commits
constexpr auto kRound = 3000ms; // what is written to again within it is written once

} // namespace

EarlyWriteback::EarlyWriteback(fs::path databases) : m_files(std::move(databases))
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
    while (true) {
        for (const ChangingFiles::File& file : m_files.changed())
            if (!write(file)) return;
        if (!pause(kRound)) return;
    }
}

bool EarlyWriteback::write(const ChangingFiles::File& file)
{
    for (std::uintmax_t from = 0; from < file.size; from += kPiece) {
        const auto begun = std::chrono::steady_clock::now();
        if (!startWriting(file.path, from, kPiece)) return true;
        if (!pause((std::chrono::steady_clock::now() - begun) * kRoom)) return false;
    }
    return true;
}

bool EarlyWriteback::pause(std::chrono::nanoseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_isStopping; });
}

std::vector<ChangingFiles::File> ChangingFiles::changed()
{
    std::vector<File> changed;
    std::unordered_map<std::string, fs::file_time_type> written;
    std::error_code gone;
    for (fs::directory_iterator folder(m_folders, gone), none; folder != none;
         folder.increment(gone)) {
        std::error_code skipped;
        for (fs::directory_iterator file(folder->path(), skipped); file != none;
             file.increment(skipped)) {
            std::error_code unknown;
            if (!file->is_regular_file(unknown)) continue;
            const std::uintmax_t size = file->file_size(unknown);
            const auto at = file->last_write_time(unknown);
            if (unknown) continue;
            const auto before = m_written.find(file->path().string());
            if (!m_isFirst && (before == m_written.end() || before->second != at))
                changed.push_back({file->path(), size});
            written.emplace(file->path().string(), at);
        }
    }
    m_written = std::move(written);
    m_isFirst = false;
    return changed;
}

bool startWriting([[maybe_unused]] const fs::path& file, [[maybe_unused]] std::uintmax_t from,
                  [[maybe_unused]] std::uintmax_t size)
{
#ifdef __linux__
    const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    return fd.isOpen() && ::sync_file_range(fd.get(), static_cast<off64_t>(from),
                                            static_cast<off64_t>(size), SYNC_FILE_RANGE_WRITE) == 0;
#else
    return false;
#endif
}

} // namespace stoa::services
