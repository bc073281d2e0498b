#include "platform/jobs/hints.h"

#include "platform/jobs/jobs_sql.h"

namespace stoa::jobs {
namespace {

constexpr int kMaxHints = 2000; // of one look; the others come with the next

} // namespace

void HintColumns::add(const Uuid& org, std::string_view queue, Timestamp at)
{
    orgs.push_back(org);
    queues.emplace_back(queue);
    runAt.push_back(at);
}

void addHints(db::Pipeline& batch, const HintColumns& hints)
{
    batch.add(sql::kLowerHints, hints.orgs, hints.queues, hints.runAt);
    batch.add(sql::kInsertHints, hints.orgs, hints.queues, hints.runAt);
}

Result<std::vector<Hint>> readHints(db::Connection& connection,
                                    const std::vector<std::string>& queues, Timestamp horizon,
                                    const Uuid& served)
{
    STOA_TRY(rows, connection.run(sql::kSelectHints, queues, horizon, served, kMaxHints));
    std::vector<Hint> hints;
    hints.reserve(rows.size());
    for (const db::Row row : rows) {
        hints.push_back({row.get<Uuid>("org_id"), row.get<std::string>("queue"),
                         row.get<Timestamp>("next_run_at"), row.get<int>("looks")});
    }
    return hints;
}

Done settleHints(db::Connection& connection, const HintColumns& empty, const HintColumns& found,
                 Timestamp now)
{
    if (empty.empty() && found.empty()) return {};
    db::Pipeline batch(connection);
    if (!empty.empty()) batch.add(sql::kRaiseHints, empty.orgs, empty.queues, now);
    if (!found.empty()) batch.add(sql::kResetHints, found.orgs, found.queues);
    return batch.run();
}

Done rebuildHints(db::Connection& connection, Timestamp now)
{
    db::Pipeline batch(connection);
    batch.add(sql::kRebuildHints, now);
    batch.add(sql::kForgetHints);
    return batch.run();
}

} // namespace stoa::jobs
