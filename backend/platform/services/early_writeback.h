#pragma once
// Has the system write what PostgreSQL has added to its tables, some every moment. Tables grow
// through the system's cache, which PostgreSQL does not flush before the next checkpoint; Linux by
// itself writes what is half a minute old all at once, and every commit waits for the disk
// meanwhile.
//
// Changes nothing that is on disk or that anybody reads. Failures are not told: the system writes
// later by itself. Thread: stoa-writeback; none where the system has no such call.

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

namespace stoa::services {

class EarlyWriteback {
public:
    explicit EarlyWriteback(std::filesystem::path databases); // holds a folder for each
    ~EarlyWriteback();
    EarlyWriteback(const EarlyWriteback&) = delete;
    EarlyWriteback& operator=(const EarlyWriteback&) = delete;

private:
    void run();
    // False: it is to end.
    bool pause(std::chrono::milliseconds time);

    const std::filesystem::path m_databases;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_thread;
};

// The files in the folders of a folder that have been written to since. Files and folders may come
// and go meanwhile.
std::vector<std::filesystem::path> changedSince(const std::filesystem::path& folder,
                                                std::filesystem::file_time_type since);

// Returns when the file's new pages are on their way; false: it is gone or the system cannot.
bool startWriting(const std::filesystem::path& file);

} // namespace stoa::services
