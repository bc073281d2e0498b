#include "platform/db/rebuild.h"

#include "platform/db/db_sql.h"
#include "platform/db/images.h"
#include "platform/db/parallel.h"
#include "platform/db/pipeline.h"
#include "platform/db/rebuild_sql.h"
#include "platform/db/transaction.h"

namespace stoa::db {
namespace {

constexpr std::string_view kSchema = "stoa_rebuilding";
constexpr int kChunkEvents = 1000;
constexpr std::size_t kChunkBytes = 16 << 20;
constexpr std::int64_t kMaxFindings = 10; // of each kind and table
constexpr int kMaxUnfit = 100;            // events; if there are more, it is not they
constexpr std::chrono::minutes kChunkPatience{2};
constexpr std::chrono::hours kComparePatience{1};

using Tables = std::vector<std::string_view>;

RebuildFinding::Kind kindOf(std::string_view word)
{
    if (word == "unexplained") return RebuildFinding::Kind::Unexplained;
    return word == "lost" ? RebuildFinding::Kind::Lost : RebuildFinding::Kind::Different;
}

// Some of the tables, from the whole log, on one connection.
class Rebuilder {
public:
    Rebuilder(Connection& connection, Tables tables, std::span<const std::string_view> known)
        : m_connection(connection),
          m_tables(std::move(tables)),
          m_images(std::string(kSchema), m_tables, known)
    {}

    Done createTables()
    {
        Pipeline batch(m_connection);
        batch.add(rebuild::sql::kDefineCompare);
        batch.add(rebuild::sql::kGrantMemory);
        STOA_CHECK(batch.run());
        return m_images.createTables(m_connection);
    }

    Done replay(const Uuid& organisation, std::int64_t lastSeq)
    {
        for (std::int64_t seq = 0; seq < lastSeq;) {
            m_connection.setDeadline(within(kChunkPatience));
            STOA_TRY(rows, m_connection.run(rebuild::sql::kSelectChanges, organisation, seq,
                                            kChunkEvents));
            if (rows.empty()) return {}; // the chain's check reports what is missing
            m_read.push_back(std::move(rows));
            for (const Row row : m_read.back()) {
                seq = row.get<std::int64_t>("seq");
                ++m_report.events;
                if (row.get<bool>("is_erased"))
                    find(RebuildFinding::Kind::Erased, organisation, seq);
                else if (!row.isNull("changes"))
                    add(organisation, seq, row.get<std::span<const std::uint8_t>>("changes"));
            }
            if (m_waitingBytes > kChunkBytes) STOA_CHECK(write());
        }
        return {};
    }

    Done compare()
    {
        m_connection.setDeadline(within(kComparePatience));
        STOA_CHECK(write());
        STOA_CHECK(m_images.settle(m_connection));
        for (const std::string_view table : m_tables) {
            STOA_TRY(rows, m_connection.run(rebuild::sql::kCompareTable, table, kMaxFindings));
            for (const Row row : rows) {
                m_report.findings.push_back({kindOf(row.get<std::string_view>("kind")),
                                             std::string(table), row.get<std::string>("key"),
                                             row.get<std::string>("columns"),
                                             row.get<std::int64_t>("total")});
            }
        }
        return {};
    }

    Done addKeys() { return m_images.addKeys(m_connection); }

    RebuildReport report()
    {
        m_report.images = m_images.count();
        return std::move(m_report);
    }

private:
    struct Event {
        Uuid organisation;
        std::int64_t seq;
        std::span<const std::uint8_t> changes;
    };

    void add(const Uuid& organisation, std::int64_t seq, std::span<const std::uint8_t> changes)
    {
        m_waiting.push_back({organisation, seq, changes});
        m_waitingBytes += changes.size();
    }

    Done write()
    {
        m_waitingBytes = 0;
        const auto read = std::exchange(m_read, {});
        return write(std::exchange(m_waiting, {}));
    }

    // All at once; when a value does not fit its column, all but the events that have such.
    Done write(std::span<const Event> events)
    {
        for (const Event& event : events) {
            if (!m_images.collect(event.changes))
                find(RebuildFinding::Kind::Unreadable, event.organisation, event.seq);
        }
        STOA_CHECK(m_connection.run(rebuild::sql::kSave));
        const Done done = m_images.apply(m_connection);
        if (!done && isRetryable(done.error().kind)) return done;
        if (!done) STOA_CHECK(m_connection.run(rebuild::sql::kUndo));
        STOA_CHECK(m_connection.run(rebuild::sql::kRelease));
        if (done) return {};
        m_images.discard();
        if (events.size() > 1) {
            STOA_CHECK(write(events.first(events.size() / 2)));
            return write(events.subspan(events.size() / 2));
        }
        find(RebuildFinding::Kind::Unreadable, events[0].organisation, events[0].seq);
        return ++m_unfit > kMaxUnfit ? done : Done{};
    }

    void find(RebuildFinding::Kind kind, const Uuid& organisation, std::int64_t seq)
    {
        const std::string event = organisation.text() + " event " + std::to_string(seq);
        m_report.findings.push_back({kind, "event_log", event, ""});
    }

    Connection& m_connection;
    Tables m_tables;
    Images m_images;
    RebuildReport m_report;
    std::vector<Rows> m_read;     // and not yet written
    std::vector<Event> m_waiting; // of them
    std::size_t m_waitingBytes = 0;
    int m_unfit = 0;
};

// Parts that take about the same time, as many as there are lanes.
Result<std::vector<Tables>> split(Connection& connection, std::span<const std::string_view> tables)
{
    Array names;
    for (const std::string_view table : tables)
        names.add(table);
    STOA_TRY(shares, connection.run(rebuild::sql::kSelectShares, names));
    std::vector<std::pair<std::int64_t, Tables>> parts(std::min(laneCount(), tables.size()));
    for (const Row row : shares) { // the heaviest first, each to what has the least
        auto& [bytes, part] =
            *std::ranges::min_element(parts, {}, &decltype(parts)::value_type::first);
        bytes += row.get<std::int64_t>("bytes");
        part.push_back(tables[static_cast<std::size_t>(row.get<int>("place") - 1)]);
    }
    std::vector<Tables> split;
    for (auto& [_, part] : parts)
        split.push_back(std::move(part));
    return split;
}

// What each lane found in its tables. All of them read the same events.
RebuildReport join(std::span<RebuildReport> reports)
{
    RebuildReport all;
    for (RebuildReport& report : reports) {
        all.events = report.events;
        all.images += report.images;
        for (RebuildFinding& finding : report.findings) {
            if (std::ranges::find(all.findings, finding) == all.findings.end())
                all.findings.push_back(std::move(finding));
        }
    }
    std::ranges::stable_sort(all.findings, {}, &RebuildFinding::table);
    return all;
}

} // namespace

Result<RebuildReport> rebuild(Connection& connection, std::span<const std::string_view> tables,
                              RebuiltTables afterwards)
{
    Pipeline schema(connection);
    schema.add(rebuild::sql::kDropRebuilding); // of one that was interrupted
    schema.add(rebuild::sql::kCreateRebuilding);
    STOA_CHECK(schema.run());

    Transaction transaction(connection, Transaction::Mode::ReadOnly);
    STOA_TRY(snapshot, transaction.share());
    STOA_TRY(heads, connection.run(sql::kSelectHeads));
    STOA_TRY(parts, split(connection, tables));
    std::vector<RebuildReport> reports(parts.size());
    const auto rebuildPart = [&](Connection& own, std::size_t n) -> Done {
        Transaction same(own, snapshot);
        Rebuilder rebuilder(own, parts[n], tables);
        STOA_CHECK(rebuilder.createTables());
        for (const Row head : heads)
            STOA_CHECK(rebuilder.replay(head.get<Uuid>("org_id"), head.get<std::int64_t>("seq")));
        STOA_CHECK(rebuilder.compare());
        reports[n] = rebuilder.report();
        if (afterwards != RebuiltTables::Keep) return {};
        STOA_CHECK(rebuilder.addKeys());
        return same.commit();
    };
    const Done done =
        inParallel(connection.info(), connection.deadline(), parts.size(), rebuildPart);
    transaction.rollback();
    const bool isKept = done && afterwards == RebuiltTables::Keep;
    if (isKept) {
        schema.add(rebuild::sql::kDropRebuilt);
        schema.add(rebuild::sql::kKeepRebuilt);
    } else
        schema.add(rebuild::sql::kDropRebuilding);
    const Done ended = schema.run();
    STOA_CHECK(done);
    STOA_CHECK(ended);
    return join(reports);
}

} // namespace stoa::db
