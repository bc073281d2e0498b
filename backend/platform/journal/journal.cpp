#include "platform/journal/journal.h"

#include "core/assert.h"

#include <sodium.h>

#include <algorithm>

namespace stoa::journal {
namespace {

// Entries of any state; what a folder can hold when everything waited once and is kept.
constexpr std::size_t kMostKeptTimes = 4;

} // namespace

bool Journal::isPoisoned() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isPoisoned;
}

Done Journal::append(std::span<const Entry> entries)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Record> records;
    std::set<Uuid> fresh;
    std::size_t bytes = 0;
    for (const Entry& entry : entries) {
        if (m_numbers.contains(entry.id) || !fresh.insert(entry.id).second) continue;
        records.push_back({Type::Accepted, 0, entry.at, entry.id, entry.payload});
        bytes += entry.payload.size();
    }
    if (m_waiting + records.size() > m_options.mostWaiting ||
        m_waitingBytes + bytes > m_options.mostWaitingBytes ||
        m_entries.size() > kMostKeptTimes * m_options.mostWaiting) {
        return fail(makeError(ErrorKind::Unavailable, "journal.full")
                        .with("most", std::to_string(m_options.mostWaiting))
                        .after(std::chrono::seconds(30)));
    }
    STOA_CHECK(writeTwins(records, true));
    for (const Record& record : records)
        take(record, m_segments.back());
    return {};
}

Done Journal::settle(std::span<const Uuid> ids, std::string_view epoch, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Record> records;
    for (const Uuid& id : ids) {
        const auto number = m_numbers.find(id);
        if (number == m_numbers.end() || m_entries.at(number->second).settledAt) continue;
        records.push_back({Type::Settled, 0, now, id, std::string(epoch)});
    }
    STOA_CHECK(writeTwins(records, false));
    for (const Record& record : records)
        take(record, m_segments.back());
    return {};
}

std::vector<Entry> Journal::waiting(std::size_t most, const std::set<Uuid>& except) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Entry> entries;
    for (const auto& [number, kept] : m_entries) {
        if (entries.size() >= most) break;
        if (!kept.settledAt && !except.contains(kept.entry.id)) entries.push_back(kept.entry);
    }
    return entries;
}

std::optional<Entry> Journal::find(const Uuid& id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto number = m_numbers.find(id);
    if (number == m_numbers.end()) return std::nullopt;
    return m_entries.at(number->second).entry;
}

std::size_t Journal::waitingCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waiting;
}

std::optional<Timestamp> Journal::oldestWaiting() const
{
    const auto oldest = waiting(1);
    return oldest.empty() ? std::nullopt : std::optional(oldest.front().at);
}

std::size_t Journal::offerAgain(std::string_view epoch)
{
    const std::scoped_lock lock(m_mutex);
    std::size_t count = 0;
    for (auto& [number, kept] : m_entries) {
        if (!kept.settledAt || kept.epoch == epoch) continue;
        setWaiting(kept);
        ++count;
    }
    return count;
}

// Oldest first, because what settles an entry may stand in a later segment than the entry.
Done Journal::forget(Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    while (m_segments.size() > 1) {
        const std::uint64_t oldest = m_segments.front();
        const bool isNeeded = std::ranges::any_of(m_entries, [&](const auto& each) {
            const Kept& kept = each.second;
            return kept.segment == oldest &&
                   (!kept.settledAt || now - *kept.settledAt < m_options.keepSettled);
        });
        if (isNeeded) return {};
        for (const auto& file : twinsOf(oldest))
            STOA_CHECK(m_disk.remove(file));
        std::erase_if(m_entries, [&](const auto& each) {
            if (each.second.segment != oldest) return false;
            m_numbers.erase(each.second.entry.id);
            return true;
        });
        m_segments.erase(m_segments.begin());
    }
    return {};
}

void Journal::take(const Record& record, std::uint64_t segment)
{
    if (record.type == Type::Accepted) {
        if (!m_numbers.emplace(record.id, record.number).second) return;
        const auto at =
            m_entries.emplace(record.number, Kept{{record.id, record.at, record.payload}, segment});
        setWaiting(at.first->second);
        return;
    }
    const auto number = m_numbers.find(record.id);
    if (number == m_numbers.end()) return; // its segment has been forgotten
    setSettled(m_entries.at(number->second), record.at, record.payload);
}

void Journal::setSettled(Kept& kept, Timestamp at, std::string_view epoch)
{
    if (!kept.settledAt) {
        --m_waiting;
        m_waitingBytes -= kept.entry.payload.size();
    }
    kept.settledAt = at;
    kept.epoch = epoch;
}

void Journal::setWaiting(Kept& kept)
{
    kept.settledAt.reset();
    ++m_waiting;
    m_waitingBytes += kept.entry.payload.size();
}

Done Journal::reserve(std::size_t bytes)
{
    const std::size_t room = m_options.segmentBytes - kEndMark.size();
    if (bytes > room) {
        return fail(makeError(ErrorKind::TooLarge, "journal.entry_too_large")
                        .with("most", std::to_string(room)));
    }
    if (bytes <= room - m_used) return {};
    // What was settled without a sync must not be missing before a record of the next segment.
    for (const auto& file : twinsOf(m_segments.back())) {
        if (auto synced = m_disk.sync(file); !synced) {
            poison();
            return synced;
        }
    }
    return startSegment();
}

Done Journal::writeTwins(std::span<Record> records, bool isSynced)
{
    if (records.empty()) return {};
    if (m_isPoisoned) {
        return fail(ErrorKind::Unavailable, "journal.poisoned",
                    "an earlier sync failed; start the node again when the disk is well");
    }
    std::string bytes;
    std::uint64_t number = m_next;
    for (Record& record : records) {
        record.number = number++;
        bytes += seal(record, m_key);
    }
    STOA_CHECK(reserve(bytes.size()));
    const Twins twins = twinsOf(m_segments.back());
    for (const auto& file : twins) {
        auto written = m_disk.write(file, m_used, bytes);
        if (written) continue;
        // Nobody may find later what was refused now.
        const std::string zeros(bytes.size(), '\0');
        for (const auto& each : twins) {
            if (!m_disk.write(each, m_used, zeros)) poison();
        }
        return written;
    }
    m_used += bytes.size();
    m_next = number;
    if (!isSynced) return {};
    for (const auto& file : twins) {
        if (auto synced = m_disk.sync(file); !synced) {
            poison();
            return synced;
        }
    }
    return {};
}

} // namespace stoa::journal
