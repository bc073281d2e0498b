#include "api/jobs.h"

#include "commands.h"

namespace stoa::ctl {
namespace {

constexpr int kMaxPages = 100; // of dead letters in one listing

struct JobName {
    OrgId organisation;
    JobId job;
};

// "org_…/job_…"
Result<JobName> parseName(const QString& text)
{
    STOA_TRY(organisation, OrgId::parse(text.section('/', 0, 0).toStdString()));
    STOA_TRY(job, JobId::parse(text.section('/', 1).toStdString()));
    return JobName{organisation, job};
}

std::string nameOf(const api::DeadJobView& job)
{
    return job.organisation.text() + '/' + job.id.text();
}

int list(Target& target, const Output& output)
{
    const auto view = target.call(api::ListQueues{});
    if (!view) return output.failure(view.error());
    json::array queues;
    std::string text;
    for (const auto& queue : view->queues) {
        json::object object{{"name", queue.name},           {"ready", queue.ready},
                            {"scheduled", queue.scheduled}, {"running", queue.running},
                            {"dead", queue.dead},           {"oldestReady", nullptr}};
        text += queue.name + ": " + std::to_string(queue.ready) + " ready, " +
                std::to_string(queue.scheduled) + " scheduled, " + std::to_string(queue.running) +
                " running, " + std::to_string(queue.dead) + " dead";
        if (queue.oldestReady) {
            object["oldestReady"] = queue.oldestReady->text();
            text += ", oldest since " + queue.oldestReady->text();
        }
        text += '\n';
        queues.push_back(std::move(object));
    }
    text += counted(std::ssize(view->queues), "queue holds", "queues hold") + " jobs.";
    output.result({{"queues", std::move(queues)}}, text);
    return kDone;
}

int dead(Target& target, const Output& output, const QString& kind)
{
    json::array jobs;
    std::string text;
    api::ListDeadJobs request;
    request.kind = kind.toStdString();
    request.limit = 200;
    bool isCut = true;
    for (int page = 0; page < kMaxPages && isCut; ++page) {
        const auto view = target.call(request);
        if (!view) return output.failure(view.error());
        for (const auto& job : view->items) {
            jobs.push_back(json::object{{"job", nameOf(job)},
                                        {"queue", job.queue},
                                        {"kind", job.kind},
                                        {"payload", job.payload},
                                        {"attempts", job.attempts},
                                        {"enqueuedAt", job.enqueuedAt.text()},
                                        {"diedAt", job.diedAt.text()},
                                        {"reason", job.reason},
                                        {"detail", job.detail}});
            text += nameOf(job) + "  " + job.diedAt.text() + "  " + job.kind + "  " + job.reason +
                    ": " + job.detail + '\n';
        }
        isCut = view->next.has_value();
        if (isCut) request.after = *view->next;
    }
    text += isCut ? std::to_string(jobs.size()) + " and more jobs were given up."
                  : counted(std::ssize(jobs), "job was", "jobs were") + " given up.";
    output.result({{"jobs", std::move(jobs)}, {"isCut", isCut}}, text);
    return kDone;
}

int replayKind(Target& target, const Output& output, const QString& kind)
{
    std::int64_t sum = 0;
    while (true) {
        const auto view = target.call(api::ReplayDeadJobs{kind.toStdString()});
        if (!view) return output.failure(view.error());
        sum += view->replayed;
        if (view->replayed == 0) break; // each call takes some away, so this ends
    }
    output.result({{"replayed", sum}}, counted(sum, "job is", "jobs are") + " ready again.");
    return kDone;
}

int replay(Target& target, const Output& output, const QString& job)
{
    const auto name = parseName(job);
    if (!name) return output.failure(name.error());
    const auto done = target.call(api::ReplayDeadJob{name->organisation, name->job});
    if (!done) return output.failure(done.error());
    output.result({{"replayed", 1}}, "1 job is ready again.");
    return kDone;
}

int discard(Target& target, const Output& output, const JobsArguments& arguments)
{
    const auto name = parseName(arguments.job);
    if (!name) return output.failure(name.error());
    const auto done = target.call(
        api::DiscardDeadJob{name->organisation, name->job, arguments.reason.toStdString()});
    if (!done) return output.failure(done.error());
    output.result({{"discarded", 1}}, "1 job is deleted.");
    return kDone;
}

} // namespace

int jobs(Target& target, const Output& output, const JobsArguments& arguments)
{
    if (arguments.verb == "list") return list(target, output);
    if (arguments.verb == "dead") return dead(target, output, arguments.kind);
    if (arguments.verb == "discard") return discard(target, output, arguments);
    if (arguments.job.isEmpty()) return replayKind(target, output, arguments.kind);
    return replay(target, output, arguments.job);
}

} // namespace stoa::ctl
