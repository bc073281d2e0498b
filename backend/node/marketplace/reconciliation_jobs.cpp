#include "node/marketplace/reconciliation_jobs.h"

#include "domain/reconciliation/run_work.h"
#include "domain/reconciliation/runs.h"
#include "domain/reconciliation/statement.h"
#include "node/marketplace/json_payload.h"

#include <spdlog/spdlog.h>

namespace stoa::node {
namespace {

constexpr std::string_view kNightly = "reconciliation.nightly";
constexpr std::chrono::minutes kRunTime{10}; // a thousand calls of a provider, at most
constexpr Duration kPause = std::chrono::seconds(1);

class RunWork {
public:
    RunWork(const jobs::JobRun& run, const payments::Providers& providers, const Publish& publish,
            ReconciliationId id)
        : m_run(run), m_providers(providers), m_publish(publish), m_id(id)
    {}

    jobs::Outcome go() const
    {
        STOA_TRY(wanted,
                 inUnit([this](Unit& unit) { return reconciliation::wantedBy(unit, m_id); }));
        if (!wanted) return jobs::Outcome::done();
        const auto* provider = m_providers.findProvider(wanted->view.provider);
        if (provider == nullptr) {
            return notNow(makeError(ErrorKind::Unavailable, "payment.provider_unavailable")
                              .with("provider", wanted->view.provider));
        }
        const auto theirs = reconciliation::theirs(*provider, wanted->from, wanted->to,
                                                   [this] { return m_run.isEnding(); });
        if (!theirs) return ended(theirs.error());
        const Done done =
            inUnit([&](Unit& unit) { return reconciliation::finish(unit, m_id, *theirs); });
        return done ? jobs::Outcome::done() : ended(done.error());
    }

private:
    jobs::Outcome ended(const Error& why) const
    {
        if (why.kind == ErrorKind::Canceled) return jobs::Outcome::snooze(kPause);
        if (why.kind == ErrorKind::TooLarge) return never(why);
        return isRetryable(why.kind) ? notNow(why) : jobs::Outcome(fail(why));
    }
    jobs::Outcome notNow(const Error& why) const
    {
        if (m_run.isLastAttempt()) return never(why);
        STOA_CHECK(inUnit([&](Unit& unit) { return reconciliation::delay(unit, m_id, why); }));
        return jobs::Outcome::retry(why);
    }
    jobs::Outcome never(const Error& why) const
    {
        STOA_CHECK(inUnit([&](Unit& unit) { return reconciliation::giveUp(unit, m_id, why); }));
        spdlog::warn("reconciliation {} has failed: {}", m_id.text(), describe(why));
        return jobs::Outcome::done();
    }

    template <class Work>
    auto inUnit(Work work) const -> std::invoke_result_t<Work, Unit&>
    {
        auto connection = m_run.connect();
        if (!connection) return fail(connection);
        return runAsSystem(m_run, **connection, OrgId(m_run.job().org), m_publish, std::move(work));
    }

    const jobs::JobRun& m_run;
    const payments::Providers& m_providers;
    const Publish& m_publish;
    const ReconciliationId m_id;
};

jobs::Outcome beginNight(const jobs::JobRun& run, const payments::Providers& providers,
                         const Publish& publish)
{
    STOA_TRY(connection, run.connect());
    STOA_CHECK(runAsSystem(run, *connection, OrgId(run.job().org), publish, [&](Unit& unit) {
        return reconciliation::startNightly(unit, providers);
    }));
    return jobs::Outcome::done();
}

} // namespace

void addReconciliationJobs(jobs::Kinds& kinds, const payments::Providers& providers,
                           const Publish& publish)
{
    kinds.add<ReconciliationId>(
        std::string(reconciliation::kRunKind), {.deadline = kRunTime},
        [](std::string_view payload) { return ReconciliationId::parse(payload); },
        [&providers, publish](jobs::JobRun& run, const ReconciliationId& id) {
            return RunWork(run, providers, publish, id).go();
        });
    kinds.add<NightlyReconciliation>(
        std::string(kNightly), {}, readJsonPayload<NightlyReconciliation>,
        [&providers, publish](jobs::JobRun& run, const NightlyReconciliation& /*payload*/) {
            return beginNight(run, providers, publish);
        });
}

jobs::Schedule nightlyReconciliation()
{
    return {.kind = std::string(kNightly),
            .queue = std::string(reconciliation::kRunQueue),
            .every = std::chrono::hours(24),
            .payload = writeJsonPayload(NightlyReconciliation{})};
}

} // namespace stoa::node
