#include "platform/db/event_log.h"

#include "platform/db/db_sql.h"
#include "platform/db/event_chain.h"
#include "platform/db/pipeline.h"

namespace stoa::db {
namespace {

constexpr int kVerifyChunk = 5000;
constexpr std::chrono::seconds kChunkPatience{5};

struct Head {
    std::int64_t seq = 0;
    Hash hash = kChainStart;
};

Hash hashOf(const Row& row, std::string_view column)
{
    const auto bytes = row.get<std::span<const std::uint8_t>>(column);
    Hash hash;
    STOA_ASSERT(bytes.size() == hash.size());
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

std::optional<Hash> changesHashOf(const Row& row)
{
    if (!row.get<std::optional<Bytes>>("changes_hash")) return std::nullopt;
    return hashOf(row, "changes_hash");
}

// The changes as they are stored: one line per row.
std::string linesOf(const std::vector<RecordedRow>& rows)
{
    std::string lines;
    for (const RecordedRow& row : rows) {
        lines += row.table;
        lines += ' ';
        lines += row.json;
        lines += '\n';
    }
    return lines;
}

Head headOf(const Row& row)
{
    return {row.get<std::int64_t>("seq"), hashOf(row, "chain_hash")};
}

LoggedEvent eventOf(const Row& row)
{
    return {.seq = row.get<std::int64_t>("seq"),
            .eventId = row.get<Uuid>("event_id"),
            .txNo = row.get<std::int64_t>("tx_no"),
            .isLastInTx = row.get<bool>("last_in_tx"),
            .type = row.get<std::string>("type"),
            .schemaVersion = row.get<int>("schema_version"),
            .actor = row.get<std::string>("actor"),
            .occurredAt = row.get<Timestamp>("occurred_at"),
            .aggregateType = row.get<std::string>("aggregate_type"),
            .aggregateId = row.get<Uuid>("aggregate_id"),
            .aggregateRev = row.get<std::int64_t>("aggregate_rev"),
            .payload = row.get<Bytes>("payload"),
            .prevHash = hashOf(row, "prev_hash"),
            .hash = hashOf(row, "hash"),
            .changesHash = changesHashOf(row),
            .isIntact = row.get<bool>("is_intact")};
}

std::vector<LoggedEvent> eventsOf(const Rows& rows)
{
    std::vector<LoggedEvent> events;
    events.reserve(rows.size());
    for (const Row row : rows)
        events.push_back(eventOf(row));
    return events;
}

Result<Head> lockHead(Connection& connection, const Uuid& org)
{
    STOA_TRY(rows, connection.run(sql::kLockHead, org));
    if (!rows.empty()) return headOf(rows.single());
    Pipeline first(connection);
    first.add(sql::kInsertHead, org, kChainStart);
    const auto head = first.add(sql::kLockHead, org);
    STOA_CHECK(first.run());
    return headOf(first[head].single());
}

// The columns of a set-based insert.
struct Columns {
    std::vector<std::int64_t> seq, aggregateRev;
    std::vector<Uuid> eventId, aggregateId;
    std::vector<std::string_view> type, actor, aggregateType;
    std::vector<int> schemaVersion;
    std::vector<Bytes> payload, prevHash, hash;

    void add(const LoggedEvent& logged, const NewEvent& event)
    {
        seq.push_back(logged.seq);
        aggregateRev.push_back(event.aggregateRev);
        eventId.push_back(event.eventId);
        aggregateId.push_back(event.aggregateId);
        type.push_back(event.type);
        actor.push_back(event.actor);
        aggregateType.push_back(event.aggregateType);
        schemaVersion.push_back(event.schemaVersion);
        payload.push_back(event.payload);
        prevHash.emplace_back(logged.prevHash.begin(), logged.prevHash.end());
        hash.emplace_back(logged.hash.begin(), logged.hash.end());
    }
};

} // namespace

Result<std::int64_t> appendEvents(Connection& connection, const Uuid& org,
                                  std::span<const NewEvent> events, Timestamp now)
{
    STOA_ASSERT(connection.isInTransaction());
    STOA_ASSERT(!events.empty());
    if (events.size() > kMaxEventsPerTransaction) {
        return fail(ErrorKind::Invalid, "db.too_many_events",
                    std::to_string(events.size()) + " events in one transaction");
    }
    STOA_TRY(head, lockHead(connection, org));
    const std::int64_t first = head.seq + 1;
    const std::int64_t last = head.seq + static_cast<std::int64_t>(events.size());
    EventHasher hasher;
    const std::string changes = linesOf(connection.takeRecorded(org));
    if (changes.size() > kMaxChanges) {
        return fail(ErrorKind::Invalid, "db.changes_too_large",
                    std::to_string(changes.size()) + " bytes in one transaction");
    }
    std::optional<Bytes> stored;
    std::optional<Hash> changesHash;
    if (!changes.empty()) {
        stored.emplace(changes.begin(), changes.end());
        changesHash = hasher(changes);
    }
    Columns columns;
    for (const NewEvent& event : events) {
        LoggedEvent logged{.seq = ++head.seq,
                           .eventId = event.eventId,
                           .txNo = first,
                           .isLastInTx = head.seq == last,
                           .type = event.type,
                           .schemaVersion = event.schemaVersion,
                           .actor = event.actor,
                           .occurredAt = now,
                           .aggregateType = event.aggregateType,
                           .aggregateId = event.aggregateId,
                           .aggregateRev = event.aggregateRev,
                           .payload = event.payload,
                           .prevHash = head.hash,
                           .hash = {},
                           .changesHash = head.seq == first ? changesHash : std::nullopt};
        head.hash = logged.hash = hasher(org, logged);
        columns.add(logged, event);
    }
    connection.defer(sql::kInsertEvents, org, first, last, now, columns.seq, columns.eventId,
                     columns.type, columns.schemaVersion, columns.actor, columns.aggregateType,
                     columns.aggregateId, columns.aggregateRev, columns.payload, columns.prevHash,
                     columns.hash, stored, changesHash);
    connection.defer(sql::kUpdateHead, org, last, head.hash);
    return last;
}

Result<std::vector<LoggedEvent>> readEvents(Connection& connection, const Uuid& org,
                                            std::int64_t afterSeq, int limit)
{
    return connection.run(sql::kSelectEvents, org, afterSeq, limit).map(eventsOf);
}

Result<std::vector<LoggedEvent>> readTimeline(Connection& connection, const Uuid& org,
                                              const Uuid& aggregate, std::int64_t beforeSeq,
                                              int limit)
{
    return connection.run(sql::kSelectTimeline, org, aggregate, beforeSeq, limit).map(eventsOf);
}

namespace {

// Walks the chain from `previous` on and adds to `report`; false at the first fault.
bool verifyEvents(const Uuid& org, const std::vector<LoggedEvent>& events, EventHasher& hasher,
                  Head& previous, std::int64_t lastSeq, ChainReport& report)
{
    const auto faultAt = [&](ChainReport::Fault fault, std::int64_t seq) {
        report.fault = fault;
        report.seq = seq;
        return false;
    };
    for (const LoggedEvent& event : events) {
        if (previous.seq == lastSeq) return true; // written after the head was read
        if (event.seq != previous.seq + 1) {
            return faultAt(ChainReport::Fault::Missing, previous.seq + 1);
        }
        ++report.checked;
        const bool isSound = event.isIntact && event.prevHash == previous.hash;
        if (!isSound || hasher(org, event) != event.hash) {
            return faultAt(ChainReport::Fault::Altered, event.seq);
        }
        previous = {event.seq, event.hash};
    }
    return true;
}

} // namespace

Result<ChainReport> verifyChain(Connection& connection, const Uuid& org, std::int64_t fromSeq)
{
    STOA_ASSERT(fromSeq >= 1);
    const Deadline callers = connection.deadline();
    const auto chunkAfter = [&](std::int64_t seq, int limit) {
        connection.setDeadline(std::max(callers, within(kChunkPatience)));
        auto events = readEvents(connection, org, seq, limit);
        connection.setDeadline(callers);
        return events;
    };
    ChainReport report;
    STOA_TRY(headRows, connection.run(sql::kSelectHead, org));
    const Head head = headRows.empty() ? Head{} : headOf(headRows.single());
    Head previous;
    if (fromSeq > 1) {
        STOA_TRY(before, chunkAfter(fromSeq - 2, 1));
        if (before.empty() || before[0].seq != fromSeq - 1) {
            return ChainReport{0, ChainReport::Fault::Missing, fromSeq - 1};
        }
        previous = {before[0].seq, before[0].hash};
    }
    EventHasher hasher;
    while (previous.seq < head.seq) {
        STOA_TRY(events, chunkAfter(previous.seq, kVerifyChunk));
        if (events.empty())
            return ChainReport{report.checked, ChainReport::Fault::Missing, previous.seq + 1};
        if (!verifyEvents(org, events, hasher, previous, head.seq, report)) return report;
    }
    if (previous.seq > head.seq || previous.hash != head.hash) {
        report.fault = ChainReport::Fault::HeadDiffers;
        report.seq = head.seq;
    }
    return report;
}

} // namespace stoa::db
