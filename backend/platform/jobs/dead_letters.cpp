#include "platform/jobs/dead_letters.h"

#include "platform/db/errors.h"
#include "platform/jobs/hints.h"
#include "platform/jobs/jobs_sql.h"

#include <set>

namespace stoa::jobs {
namespace {

DeadLetter letterOf(const db::Row& row)
{
    const auto payload = row.get<std::span<const std::uint8_t>>("payload");
    return {.org = row.get<Uuid>("org_id"),
            .id = row.get<Uuid>("job_id"),
            .queue = row.get<std::string>("queue"),
            .kind = row.get<std::string>("kind"),
            .payload = std::string(payload.begin(), payload.end()),
            .attempts = row.get<int>("attempt"),
            .enqueuedAt = row.get<Timestamp>("enqueued_at"),
            .diedAt = row.get<Timestamp>("died_at"),
            .reason = row.get<std::string>("reason"),
            .detail = row.get<std::string>("detail")};
}

Error notDead(const Uuid& id)
{
    return makeError(ErrorKind::NotFound, "job.not_dead").in("job").with("job", id.text());
}

Done hint(db::Connection& connection, const std::set<std::pair<Uuid, std::string>>& places,
          Timestamp now)
{
    if (places.empty()) return {};
    HintColumns hints;
    for (const auto& [org, queue] : places)
        hints.add(org, queue, now);
    db::Pipeline batch(connection);
    addHints(batch, hints);
    return batch.run();
}

} // namespace

Result<std::vector<DeadLetter>> listDead(db::Connection& connection, const DeadLetterFilter& filter,
                                         std::int64_t limit)
{
    STOA_TRY(rows, connection.run(sql::kSelectDead, filter.before.first, filter.before.second,
                                  filter.queue, filter.kind, limit));
    std::vector<DeadLetter> letters;
    for (const db::Row row : rows)
        letters.push_back(letterOf(row));
    return letters;
}

Done replay(db::Connection& connection, const Uuid& org, const Uuid& id, Timestamp now)
{
    const auto back = connection.run(sql::kReplayDead, org, id, now);
    if (!back) {
        if (db::constraintOf(back.error()) != "job_unique") return fail(back);
        return fail(makeError(ErrorKind::Conflict, "job.already_waiting").with("job", id.text()));
    }
    const auto row = back->optional();
    if (!row) return fail(notDead(id));
    return hint(connection, {{org, row->get<std::string>("queue")}}, now);
}

Result<std::size_t> replayKind(db::Connection& connection, std::string_view kind, Timestamp now)
{
    STOA_TRY(dead, connection.run(sql::kSelectDeadOfKind, kind, kMaxReplayed));
    std::map<Uuid, std::vector<Uuid>> byOrganisation;
    for (const db::Row row : dead)
        byOrganisation[row.get<Uuid>("org_id")].push_back(row.get<Uuid>("job_id"));
    std::set<std::pair<Uuid, std::string>> places;
    std::size_t replayed = 0;
    for (const auto& [org, ids] : byOrganisation) {
        STOA_TRY(back, connection.run(sql::kReplayDeadMany, org, ids, now));
        replayed += back.size();
        for (const db::Row row : back)
            places.emplace(org, row.get<std::string>("queue"));
    }
    STOA_CHECK(hint(connection, places, now));
    return replayed;
}

Done discard(db::Connection& connection, const Uuid& org, const Uuid& id)
{
    STOA_TRY(rows, connection.run(sql::kDiscardDead, org, id));
    if (rows.affected() == 0) return fail(notDead(id));
    return {};
}

} // namespace stoa::jobs
