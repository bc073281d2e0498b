#include "platform/db/rebuild.h"

#include "platform/db/images.h"
#include "platform/db/pipeline.h"
#include "platform/db/rebuild_sql.h"
#include "platform/db/transaction.h"

namespace stoa::db {
namespace {

constexpr int kChunkEvents = 1000;
constexpr std::size_t kChunkBytes = 8 << 20;
constexpr std::int64_t kMaxFindings = 10; // of each kind and table
constexpr std::chrono::minutes kChunkPatience{2};
constexpr std::chrono::hours kComparePatience{1};

RebuildFinding::Kind kindOf(std::string_view word)
{
    if (word == "unexplained") return RebuildFinding::Kind::Unexplained;
    return word == "lost" ? RebuildFinding::Kind::Lost : RebuildFinding::Kind::Different;
}

class Rebuilder {
public:
    Rebuilder(Connection& connection, std::span<const std::string_view> tables)
        : m_connection(connection), m_tables(tables), m_images("stoa_rebuilt", tables, Images::Others::Refused)
    {}

    Done createTables()
    {
        Pipeline batch(m_connection);
        for (const Statement& each : {rebuild::sql::kDropShadow, rebuild::sql::kCreateSchema,
                                      rebuild::sql::kDefineCompare}) {
            batch.add(each);
        }
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
            for (const Row row : rows) {
                seq = row.get<std::int64_t>("seq");
                ++m_report.events;
                const std::string event = organisation.text() + " event " + std::to_string(seq);
                if (row.get<bool>("is_erased"))
                    find(RebuildFinding::Kind::Erased, event);
                else if (!row.isNull("changes") &&
                         !m_images.collect(row.get<std::span<const std::uint8_t>>("changes")))
                    find(RebuildFinding::Kind::Unreadable, event);
                if (m_images.waitingBytes() > kChunkBytes) STOA_CHECK(m_images.apply(m_connection));
            }
            STOA_CHECK(m_images.apply(m_connection));
        }
        return {};
    }

    Done compare()
    {
        m_connection.setDeadline(within(kComparePatience));
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

    RebuildReport report()
    {
        m_report.images = m_images.count();
        return std::move(m_report);
    }

private:
    void find(RebuildFinding::Kind kind, const std::string& event)
    {
        m_report.findings.push_back({kind, "event_log", event, ""});
    }

    Connection& m_connection;
    std::span<const std::string_view> m_tables;
    Images m_images;
    RebuildReport m_report;
};

} // namespace

Result<RebuildReport> rebuild(Connection& connection, std::span<const std::string_view> tables,
                              RebuiltTables afterwards)
{
    Transaction snapshot(connection, Transaction::Mode::Snapshot);
    Rebuilder rebuilder(connection, tables);
    STOA_CHECK(rebuilder.createTables());
    STOA_TRY(heads, connection.run(rebuild::sql::kSelectHeads));
    for (const Row head : heads)
        STOA_CHECK(rebuilder.replay(head.get<Uuid>("org_id"), head.get<std::int64_t>("seq")));
    STOA_CHECK(rebuilder.compare());
    if (afterwards == RebuiltTables::Keep) STOA_CHECK(snapshot.commit());
    return rebuilder.report();
}

} // namespace stoa::db
