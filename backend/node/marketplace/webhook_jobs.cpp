#include "node/marketplace/webhook_jobs.h"

#include "domain/webhooks/outbox.h"
#include "domain/webhooks/sending.h"

namespace stoa::node {
namespace {

constexpr int kMostPosts = 100;               // of one run; others have their turn then
constexpr std::chrono::seconds kMostTime{20}; // after which nothing more is begun
constexpr std::chrono::seconds kRunTime{60};
constexpr std::int64_t kMicros = 1'000'000;

void count(WebhookCounters& counters, const webhooks::Answered& answered)
{
    if (webhooks::isTaken(answered))
        ++counters.taken;
    else if (answered.error.empty())
        ++counters.refused;
    else
        ++counters.unanswered;
}

webhooks::Sent post(const jobs::JobRun& run, outbound::Poster& poster,
                    const webhooks::Dispatch& dispatch)
{
    webhooks::Sent sent{dispatch.delivery, dispatch.attempt, run.now(), {}};
    const outbound::WebhookMessage message{dispatch.id, sent.startedAt.micros() / kMicros,
                                           dispatch.body};
    auto answer = poster.post(dispatch.url, outbound::webhookHeaders(dispatch.secrets, message),
                              message.body);
    sent.answered = {answer.status, std::move(answer.error), std::move(answer.body),
                     answer.retryAfter, answer.took};
    return sent;
}

jobs::Outcome sendDue(jobs::JobRun& run, const WebhookJobs& needs, WebhookEndpointId endpoint)
{
    const auto noLaterThan = std::chrono::steady_clock::now() + kMostTime;
    outbound::Poster poster(needs.poster, [&run] { return run.isEnding(); });
    std::optional<webhooks::Sent> sent;
    for (int posts = 0;; ++posts) {
        const bool isOver = posts == kMostPosts || run.isEnding() ||
                            std::chrono::steady_clock::now() >= noLaterThan;
        std::optional<webhooks::Dispatch> next;
        {
            STOA_TRY(connection, run.connect());
            const auto work = [&](Unit& unit) -> Result<std::optional<webhooks::Dispatch>> {
                const auto then = isOver ? webhooks::Then::Stop : webhooks::Then::GoOn;
                STOA_TRY(found, webhooks::advance(unit, endpoint, sent, then));
                if (!found && !isOver) STOA_CHECK(run.complete(*connection));
                return found;
            };
            STOA_TRY(found,
                     runAsSystem(run, *connection, OrgId(run.job().org), needs.publish, work));
            next = std::move(found);
        }
        if (!next) return isOver ? jobs::Outcome::snooze(Duration(0)) : jobs::Outcome::done();
        sent = post(run, poster, *next);
        if (sent->answered.error == outbound::kGivenUp) {
            sent.reset(); // says nothing about the receiver: it is made again, as the same attempt
            continue;
        }
        count(needs.counters, sent->answered);
    }
}

} // namespace

void addWebhookJobs(jobs::Kinds& kinds, WebhookJobs needs)
{
    kinds.add<WebhookEndpointId>(
        std::string(webhooks::kSendKind), {.deadline = kRunTime},
        [](std::string_view payload) { return WebhookEndpointId::parse(payload); },
        [needs = std::move(needs)](jobs::JobRun& run, const WebhookEndpointId& endpoint) {
            return sendDue(run, needs, endpoint);
        });
}

} // namespace stoa::node
