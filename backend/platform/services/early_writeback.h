#pragma once
// Has the system write what PostgreSQL has handed to it of its tables, some every moment: what it
// adds to them, and what it lays aside for want of room. It does not flush either before the next
// checkpoint; Linux by itself writes what is half a minute old all at once, and every commit waits
// for the disk meanwhile.
//
// Changes nothing that is on disk or that anybody reads. Failures are not told: the system writes
// later by itself. Thread: stoa-writeback; none where the system has no such call.

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace stoa::services {

// Watches the files in the folders of a folder. Files and folders may come and go meanwhile.
class ChangingFiles {
public:
    struct File {
        std::filesystem::path path;
        std::uintmax_t size = 0; // bytes

        bool operator==(const File&) const = default;
    };

    explicit ChangingFiles(std::filesystem::path folders) : m_folders(std::move(folders)) {}

    // New ones and those written to since the call before; the first one finds nothing.
    std::vector<File> changed();

private:
    std::filesystem::path m_folders;
    bool m_isFirst = true;
    std::unordered_map<std::string, std::filesystem::file_time_type> m_written;
};

class EarlyWriteback {
public:
    explicit EarlyWriteback(std::filesystem::path databases); // holds a folder for each
    ~EarlyWriteback();
    EarlyWriteback(const EarlyWriteback&) = delete;
    EarlyWriteback& operator=(const EarlyWriteback&) = delete;

private:
    void run();
    // These return false when it is to end.
    bool write(const ChangingFiles::File& file);
    bool pause(std::chrono::nanoseconds time);

    ChangingFiles m_files;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_thread;
};

// Returns when the pages that have been written to are on their way; false: the file is gone or the
// system cannot. Positions in bytes.
bool startWriting(const std::filesystem::path& file, std::uintmax_t from, std::uintmax_t size);

} // namespace stoa::services
