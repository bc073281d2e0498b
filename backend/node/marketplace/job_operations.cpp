#include "node/marketplace/job_operations.h"

#include "core/text.h"
#include "domain/unit/cursor.h"
#include "domain/unit/newest_first.h"
#include "platform/jobs/dead_letters.h"
#include "platform/jobs/pressure.h"

namespace stoa::node {
namespace {

constexpr std::string_view kDeadCursor = "jobs.dead";
constexpr std::size_t kMaxShown = 2000; // characters of a payload

// A payload may be anything, that is why it can be dead; a reply is text.
std::string shown(std::string payload)
{
    if (!isValidUtf8(payload)) {
        for (char& c : payload) {
            if (c < ' ' || c > '~') c = '?';
        }
    }
    return std::string(clipped(payload, kMaxShown));
}

api::DeadJobView viewOf(jobs::DeadLetter letter)
{
    api::DeadJobView view;
    view.organisation = OrgId(letter.org);
    view.id = JobId(letter.id);
    view.queue = std::move(letter.queue);
    view.kind = std::move(letter.kind);
    view.payloadBytes = std::ssize(letter.payload);
    view.payload = shown(std::move(letter.payload));
    view.attempts = letter.attempts;
    view.enqueuedAt = letter.enqueuedAt;
    view.diedAt = letter.diedAt;
    view.reason = std::move(letter.reason);
    view.detail = std::move(letter.detail);
    return view;
}

Result<api::QueuesView> handle(Unit& unit, const api::ListQueues&)
{
    STOA_TRY(loads, jobs::measure(unit.db(), unit.now()));
    api::QueuesView view;
    for (const auto& [name, load] : loads) {
        view.queues.push_back(
            {name, load.ready, load.scheduled, load.running, load.dead, load.oldestReady});
    }
    return view;
}

Result<Page<api::DeadJobView>> handle(Unit& unit, const api::ListDeadJobs& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, JobId>(kDeadCursor, request.after.value)));
    const auto [diedAt, id] = after.value_or(beforeNewest<JobId>());
    const jobs::DeadLetterFilter filter{request.queue, request.kind, {diedAt, id.uuid()}};
    STOA_TRY(letters, jobs::listDead(unit.db(), filter, request.limit + 1));
    std::vector<api::DeadJobView> views;
    for (auto& letter : letters)
        views.push_back(viewOf(std::move(letter)));
    return pageOf(std::move(views), request.limit, [](const api::DeadJobView& last) {
        return encodeCursor(kDeadCursor, last.diedAt, last.id);
    });
}

Result<Nothing> handle(Unit& unit, const api::ReplayDeadJob& request)
{
    unit.setAuditTarget(request.job.text());
    STOA_CHECK(
        jobs::replay(unit.db(), request.organisation.uuid(), request.job.uuid(), unit.now()));
    return Nothing{};
}

Result<api::ReplayedView> handle(Unit& unit, const api::ReplayDeadJobs& request)
{
    unit.setAuditTarget(request.kind);
    STOA_TRY(replayed, jobs::replayKind(unit.db(), request.kind.value, unit.now()));
    return api::ReplayedView{static_cast<std::int64_t>(replayed)};
}

Result<Nothing> handle(Unit& unit, const api::DiscardDeadJob& request)
{
    unit.setAuditTarget(request.job.text());
    STOA_CHECK(jobs::discard(unit.db(), request.organisation.uuid(), request.job.uuid()));
    return Nothing{};
}

template <class Request>
void bind(Handlers& handlers)
{
    handlers.bind<Request>(
        [](Unit& unit, const Request& request) { return handle(unit, request); });
}

} // namespace

void bindJobOperations(Handlers& handlers)
{
    bind<api::ListQueues>(handlers);
    bind<api::ListDeadJobs>(handlers);
    bind<api::ReplayDeadJob>(handlers);
    bind<api::ReplayDeadJobs>(handlers);
    bind<api::DiscardDeadJob>(handlers);
}

} // namespace stoa::node
