#pragma once
// A journal on a disk in memory, and entries to put into it.

#include "memory_disk.h"
#include "platform/journal/journal.h"

namespace stoa::test {

inline constexpr Timestamp kNoon{1'795'348'800'000'000};

inline journal::Entry entryOf(std::uint64_t number)
{
    return {Uuid::makeV7(kNoon, 7, number), kNoon + std::chrono::seconds(number),
            "order " + std::to_string(number)};
}

inline std::vector<journal::Entry> entriesOf(std::uint64_t count)
{
    std::vector<journal::Entry> entries;
    for (std::uint64_t i = 1; i <= count; ++i)
        entries.push_back(entryOf(i));
    return entries;
}

class JournalBench {
public:
    static constexpr std::size_t kSegment = 16 * 1024;

    journal::Journal::Options options()
    {
        return {.folder = "/log", .segmentBytes = kSegment, .disk = &disk};
    }
    std::unique_ptr<journal::Journal> open(Timestamp now = kNoon)
    {
        auto journal = journal::Journal::open(options(), now);
        STOA_ASSERT(journal.has_value());
        return std::move(*journal);
    }

    MemoryDisk disk;
};

} // namespace stoa::test
