#include "platform/db/event_log.h"

#include "platform/db/db_sql.h"
#include "platform/db/event_chain.h"

namespace stoa::db {
namespace {

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
    if (row.isNull("changes_hash")) return std::nullopt;
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

LogHeads headsOf(const Rows& rows)
{
    LogHeads heads;
    for (const Row row : rows)
        heads.emplace(row.get<Uuid>("org_id"), headOf(row));
    return heads;
}

Array arrayOf(const std::set<Uuid>& organisations)
{
    Array ids;
    for (const Uuid& each : organisations)
        ids.add(each);
    return ids;
}

Result<LogHeads> lockHeads(Connection& connection, std::span<const EventGroup> groups,
                           const LogHeads& locked)
{
    std::set<Uuid> organisations;
    LogHeads known;
    for (const EventGroup& group : groups) {
        organisations.insert(group.organisation);
        const auto head = locked.find(group.organisation);
        if (head != locked.end()) known.insert(*head);
    }
    if (known.size() == organisations.size()) return known;
    const Array ids = arrayOf(organisations);
    STOA_TRY(rows, connection.run(sql::kLockHeads, ids));
    if (rows.size() == organisations.size()) return headsOf(rows);
    Pipeline first(connection);
    first.add(sql::kInsertHeads, ids, kChainStart);
    const auto heads = first.add(sql::kLockHeads, ids);
    STOA_CHECK(first.run());
    return headsOf(first[heads]);
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void put(RowSet& rows, const Uuid& organisation, const LoggedEvent& event,
         const std::string& images)
{
    using View = std::span<const std::uint8_t>;
    std::optional<View> changes, changesHash;
    if (event.changesHash) {
        changes = bytesOf(images);
        changesHash = View(*event.changesHash);
    }
    rows.put(organisation, event.seq, event.eventId, event.txNo, event.isLastInTx, event.type,
             event.schemaVersion, event.actor, event.occurredAt, event.aggregateType,
             event.aggregateId, event.aggregateRev, View(event.payload), View(event.prevHash),
             View(event.hash), changes, changesHash);
}

class Appender {
public:
    Appender(Connection& connection, LogHeads heads)
        : m_connection(connection), m_heads(std::move(heads))
    {}

    // The seq of its first event.
    Result<std::int64_t> add(const EventGroup& group)
    {
        const std::string changes =
            linesOf(m_connection.takeRecorded(group.organisation)) + group.changes;
        if (changes.size() > kMaxChanges) {
            return fail(ErrorKind::Invalid, "db.changes_too_large",
                        std::to_string(changes.size()) + " bytes in one transaction");
        }
        LogHead& head = m_heads.at(group.organisation);
        const std::int64_t first = head.seq + 1;
        const std::int64_t last = head.seq + std::ssize(group.events);
        std::optional<Hash> changesHash;
        if (!changes.empty()) changesHash = m_hasher(changes);
        for (const NewEvent& event : group.events) {
            LoggedEvent logged{.seq = ++head.seq,
                               .eventId = event.eventId,
                               .txNo = first,
                               .isLastInTx = head.seq == last,
                               .type = event.type,
                               .schemaVersion = event.schemaVersion,
                               .actor = event.actor,
                               .occurredAt = group.now,
                               .aggregateType = event.aggregateType,
                               .aggregateId = event.aggregateId,
                               .aggregateRev = event.aggregateRev,
                               .payload = event.payload,
                               .prevHash = head.hash,
                               .hash = {},
                               .changesHash = head.seq == first ? changesHash : std::nullopt};
            head.hash = logged.hash = m_hasher(group.organisation, logged);
            put(m_events, group.organisation, logged, changes);
        }
        return first;
    }

    void send()
    {
        m_connection.defer(m_events);
        RowSet heads(sql::kUpdateHeads);
        for (const auto& [id, head] : m_heads)
            heads.put(id, head.seq, std::span<const std::uint8_t>(head.hash));
        m_connection.defer(heads);
    }

private:
    Connection& m_connection;
    LogHeads m_heads;
    EventHasher m_hasher;
    RowSet m_events{sql::kInsertEvents};
};

} // namespace

LogHead headOf(const Row& row)
{
    if (row.isNull("seq")) return {};
    return {row.get<std::int64_t>("seq"), hashOf(row, "chain_hash")};
}

HeadLocks::HeadLocks(Pipeline& batch, const std::set<Uuid>& organisations)
    : m_slot(batch.add(sql::kLockHeads, arrayOf(organisations)))
{}

LogHeads HeadLocks::heads(const Pipeline& batch) const
{
    return headsOf(batch[m_slot]);
}

Result<std::vector<std::int64_t>>
appendEvents(Connection& connection, std::span<const EventGroup> groups, const LogHeads& locked)
{
    STOA_ASSERT(connection.isInTransaction());
    std::size_t count = 0;
    for (const EventGroup& group : groups) {
        STOA_ASSERT(!group.events.empty());
        count += group.events.size();
    }
    if (count > kMaxEventsPerTransaction) {
        return fail(ErrorKind::Invalid, "db.too_many_events",
                    std::to_string(count) + " events in one transaction");
    }
    std::vector<std::int64_t> firsts;
    if (groups.empty()) return firsts;
    STOA_TRY(heads, lockHeads(connection, groups, locked));
    Appender appender(connection, std::move(heads));
    for (const EventGroup& group : groups) {
        STOA_TRY(first, appender.add(group));
        firsts.push_back(first);
    }
    appender.send();
    return firsts;
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

} // namespace stoa::db
