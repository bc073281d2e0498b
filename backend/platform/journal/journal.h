#pragma once
// A local write-ahead journal: keeps what somebody has been promised while the place where it
// belongs is away. An entry is accepted when append() returns: by then it is on disk in two files,
// both synced. It waits until it is settled, and a settled one is kept for two days, so that it can
// be offered again when that place turns out to have been restored from before.
//
// A folder holds `key` (of its owner only; entries are encrypted with it) and segments of a fixed
// size, `00000001.log` and its twin `00000001.copy`. Opening reads all of them and takes every
// record that either twin still has: one damaged file, whatever happened to it, loses nothing. A
// segment that is not sound is written again from what was read; the damaged files stay as
// `*.damaged` for whoever wants to know. Each opening starts a new segment.
//
// A write that fails leaves nothing behind and may be tried again. A sync that fails tells that
// what the system has cached may be gone: the journal is then poisoned and accepts no more until it
// is opened again. Any thread.
//
// Source: "PostgreSQL vs. fsync", 2018 (why a failed sync is never tried again).

#include "platform/journal/disk.h"
#include "platform/journal/record.h"

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>

namespace stoa::journal {

struct Entry {
    Uuid id;
    Timestamp at; // when it was accepted
    std::string payload;

    friend bool operator==(const Entry&, const Entry&) = default;
};

// What opening found out about its files.
struct Findings {
    std::size_t damagedFiles = 0; // not as they were written, missing twins included
    std::size_t lostRecords = 0;  // numbers that neither twin has; 0: nothing is lost
};

class Journal {
public:
    struct Options {
        std::filesystem::path folder;
        std::size_t segmentBytes = 4 << 20;
        std::size_t mostWaiting = 10'000;
        std::size_t mostWaitingBytes = 64 << 20;
        Duration keepSettled = std::chrono::hours(48);
        Disk* disk = nullptr; // nullptr: the real one
    };

    // Errors: journal.in_use (params folder), journal.unreadable, journal.unwritable (params file).
    static Result<std::unique_ptr<Journal>> open(Options options, Timestamp now);

    // All of them or none; an entry that is there already is nothing to do. Errors, all
    // Unavailable: journal.full, journal.poisoned, journal.unwritable; journal.entry_too_large
    // (TooLarge).
    Done append(std::span<const Entry> entries);

    // Settled in the place that `epoch` names. Not synced: what is forgotten in a crash is settled
    // once more. An id that does not wait is nothing to do. Errors: as append().
    Done settle(std::span<const Uuid> ids, std::string_view epoch, Timestamp now);

    // Entries that wait, oldest first, without the excepted ones.
    std::vector<Entry> waiting(std::size_t most, const std::set<Uuid>& except = {}) const;
    // An entry that waits or is kept.
    std::optional<Entry> find(const Uuid& id) const;
    std::size_t waitingCount() const;
    std::optional<Timestamp> oldestWaiting() const;

    // Entries that were settled in another epoch wait again; how many these are.
    std::size_t offerAgain(std::string_view epoch);
    // Deletes the oldest segments in which nothing waits and everything was settled long enough
    // ago.
    Done forget(Timestamp now);

    const Findings& findings() const { return m_findings; }
    bool isPoisoned() const;

private:
    struct Kept {
        Entry entry;
        std::uint64_t segment = 0;
        std::optional<Timestamp> settledAt{};
        std::string epoch{};
    };

    using Twins = std::array<std::filesystem::path, 2>;

    explicit Journal(Options options);
    Twins twinsOf(std::uint64_t segment) const;
    Done recover(Timestamp now);
    Done loadKey(bool isThere);
    void readSegment(std::uint64_t segment);
    Done writeAgain(const std::filesystem::path& file, std::string_view bytes);
    void take(const Record& record, std::uint64_t segment);
    void setSettled(Kept& kept, Timestamp at, std::string_view epoch);
    void setWaiting(Kept& kept);
    Done startSegment();
    Done writeTwins(std::span<Record> records, bool isSynced);
    Done reserve(std::size_t bytes);
    void poison() { m_isPoisoned = true; }

    const Options m_options;
    Disk& m_disk;
    std::shared_ptr<void> m_lock;
    Key m_key{};
    Findings m_findings;
    mutable std::mutex m_mutex;
    std::map<std::uint64_t, Kept> m_entries; // by number
    std::map<Uuid, std::uint64_t> m_numbers; // of the entries
    std::vector<std::uint64_t> m_segments;   // on disk; the last one is open
    std::size_t m_used = 0;                  // bytes of the open one
    std::uint64_t m_next = 1;
    std::size_t m_waiting = 0;
    std::size_t m_waitingBytes = 0;
    bool m_isPoisoned = false;
};

} // namespace stoa::journal
