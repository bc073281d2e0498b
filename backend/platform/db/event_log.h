#pragma once
// The event log: per organisation an append-only, gap-free, commit-ordered sequence of facts,
// chained by SHA-256. It is the outbox, the sync feed, the timeline of an entity and the source to
// rebuild from.
//
// org_head's rows are the last locks that a business transaction takes, in the order of the
// organisations' ids (so they cannot deadlock), and are held until commit: that makes the numbers
// gap-free and in commit order. Call appendEvents once per transaction, last, directly before
// commit(). It waits once for the locks; the rows themselves travel with COMMIT. A transaction that
// takes all its locks in one pipeline may take these at its end (HeadLocks) and waits no more.
//
// A group is what one operation did to one organisation; several may commit together. The first
// event of a group also carries its changes: the images of the rows that it wrote, one line each.
// Rows that the connection recorded (statement.h) are added to the organisation's first group; rows
// of no organisation to the first group of all. rebuild.h makes the tables from them.
//
// hash = SHA-256(prev_hash ‖ "stoa.event.1" ‖ every other column), integers big-endian, texts and
// the payload with a 32-bit length in front, the payload as stored; with changes it is
// "stoa.event.2" and ends with their SHA-256, so that erasing them breaks nothing.

#include "platform/db/pipeline.h"
#include "platform/db/sha256.h"

#include <map>
#include <set>
#include <span>

namespace stoa::db {

struct NewEvent {
    std::string type; // past tense, `order.placed`
    int schemaVersion = 1;
    std::string actor; // id text of who did it, or `system`
    std::string aggregateType;
    Uuid aggregateId;
    std::int64_t aggregateRev = 0; // the version of the aggregate after this event
    Bytes payload;
    Uuid eventId = Uuid::makeV7();
};

struct LoggedEvent {
    std::int64_t seq = 0; // 1, 2, 3 … per organisation
    Uuid eventId;
    std::int64_t txNo = 0; // seq of the first event of the same group
    bool isLastInTx = false;
    std::string type;
    int schemaVersion = 1;
    std::string actor;
    Timestamp occurredAt;
    std::string aggregateType;
    Uuid aggregateId;
    std::int64_t aggregateRev = 0;
    Bytes payload;
    Hash prevHash{};
    Hash hash{};
    std::optional<Hash> changesHash;
    bool isIntact = true; // the changes are those that were hashed, or erased
};

struct EventGroup {
    Uuid organisation;
    Timestamp now;
    std::vector<NewEvent> events; // at least one
    std::string changes{};        // images made by RowSet
};

constexpr std::size_t kMaxEventsPerTransaction = 100'000;
constexpr std::size_t kMaxChanges = 256 << 20; // bytes of one group

struct LogHead {
    std::int64_t seq = 0;
    Hash hash{}; // zeros before the first event
};
using LogHeads = std::map<Uuid, LogHead>; // by organisation
// Of the columns seq and chain_hash; NULL before the first event.
LogHead headOf(const Row& row);

// The logs' heads, locked at the end of somebody's pipeline. Only for transactions that afterwards
// wait for no lock that others take before their heads.
class HeadLocks {
public:
    HeadLocks(Pipeline& batch, const std::set<Uuid>& organisations);
    // After the pipeline ran. Organisations without events yet have none.
    LogHeads heads(const Pipeline& batch) const;

private:
    Pipeline::Slot m_slot;
};

// For each group the seq of its first event. Inside a Transaction only. `locked`: heads that this
// transaction has locked; the others are locked now.
// Errors: db.too_many_events, db.changes_too_large, db.lock_timeout, db.foreign_key (no such
// organisation), db.*.
Result<std::vector<std::int64_t>> appendEvents(Connection& connection,
                                               std::span<const EventGroup> groups,
                                               const LogHeads& locked = {});

// Events after `seq` in order, at most `limit`.
Result<std::vector<LoggedEvent>> readEvents(Connection& connection, const Uuid& org,
                                            std::int64_t afterSeq, int limit);
// The newest events of one entity before `beforeSeq`, newest first, at most `limit`.
Result<std::vector<LoggedEvent>> readTimeline(Connection& connection, const Uuid& org,
                                              const Uuid& aggregate, std::int64_t beforeSeq,
                                              int limit);

} // namespace stoa::db
