#include "platform/db/rebuild.h"

#include "platform/db/pipeline.h"
#include "platform/db/rebuild_sql.h"
#include "platform/db/transaction.h"

#include <map>
#include <set>

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
        : m_connection(connection), m_tables(tables.begin(), tables.end())
    {}

    Done createTables()
    {
        Pipeline batch(m_connection);
        for (const Statement& each : {rebuild::sql::kDropShadow, rebuild::sql::kCreateSchema,
                                      rebuild::sql::kDefineColumns, rebuild::sql::kDefineCreate,
                                      rebuild::sql::kDefineApply, rebuild::sql::kDefineCompare}) {
            batch.add(each);
        }
        STOA_CHECK(batch.run());
        for (const std::string_view table : m_tables)
            batch.add(rebuild::sql::kCreateTable, table);
        return batch.run();
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
                else
                    collect(row, event);
                if (m_bytes > kChunkBytes) STOA_CHECK(apply());
            }
            STOA_CHECK(apply());
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

    RebuildReport& report() { return m_report; }

private:
    void find(RebuildFinding::Kind kind, const std::string& event)
    {
        m_report.findings.push_back({kind, "event_log", event, ""});
    }

    // Each line is `table {…}`.
    void collect(const Row& row, const std::string& event)
    {
        if (row.isNull("changes")) return;
        const auto bytes = row.get<std::span<const std::uint8_t>>("changes");
        std::string_view left(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        while (!left.empty()) {
            const auto end = left.find('\n');
            const std::string_view line = left.substr(0, end);
            left.remove_prefix(std::min(line.size() + 1, left.size()));
            const auto space = line.find(' ');
            const std::string_view table = line.substr(0, space);
            if (space == line.npos || !m_tables.contains(table))
                return find(RebuildFinding::Kind::Unreadable, event);
            std::string& images = m_images[*m_tables.find(table)];
            images += images.empty() ? '[' : ',';
            images += line.substr(space + 1);
            m_bytes += line.size();
            ++m_report.images;
        }
    }

    Done apply()
    {
        if (m_bytes == 0) return {};
        Pipeline batch(m_connection);
        for (auto& [table, images] : m_images)
            batch.add(rebuild::sql::kApplyImages, table, images + ']');
        m_images.clear();
        m_bytes = 0;
        return batch.run();
    }

    Connection& m_connection;
    std::set<std::string_view> m_tables;
    std::map<std::string_view, std::string> m_images; // by table: the beginning of a JSON array
    std::size_t m_bytes = 0;
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
    return std::move(rebuilder.report());
}

} // namespace stoa::db
