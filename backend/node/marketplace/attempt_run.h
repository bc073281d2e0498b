#pragma once
// One run of a job over an attempt at a provider: a transaction, the call, a transaction, as often
// as the attempt has steps. `Attempts` knows what kind of attempt it is, and is copied:
//
//     Result<std::optional<Prepared>> prepare(Unit&, settlement::News) const;
//     std::optional<gateways::Outcome> ask(const Prepared&) const;
//     Result<settlement::Settled> settle(Unit&, const Prepared&, const gateways::Outcome&) const;
//
// Prepared has isReview(); ask() answers nothing when this node has no such provider.

#include "domain/settlement/settlement.h"
#include "node/marketplace/job_unit.h"

namespace stoa::node {

inline constexpr Duration kProviderPause = std::chrono::seconds(30); // until it is configured
inline constexpr std::chrono::seconds kAttemptTime{90}; // three calls of a provider that is slow

// Whose job it is that works on an attempt: its own, or that of a webhook which speaks of it.
enum class Whose { Attempts, Webhooks };

template <class Attempts>
class AttemptRun {
public:
    AttemptRun(jobs::JobRun& run, const Publish& publish, OrgId organisation, Whose whose,
               Attempts attempts)
        : m_run(run),
          m_publish(publish),
          m_organisation(organisation),
          m_whose(whose),
          m_attempts(std::move(attempts))
    {}

    // Done when it is settled, Snooze while its outcome is not known.
    jobs::Outcome go()
    {
        for (int step = 0; step < kMostSteps && !m_run.isEnding(); ++step) {
            const bool isNews = m_whose == Whose::Webhooks && step == 0;
            STOA_TRY(prepared, prepare(isNews ? settlement::News::Yes : settlement::News::No));
            if (!prepared) return jobs::Outcome::done();
            m_isReview = prepared->isReview();
            const auto outcome = m_attempts.ask(*prepared);
            if (!outcome) return jobs::Outcome::snooze(kProviderPause);
            STOA_TRY(settled, settle(*prepared, *outcome));
            if (settled.next == settlement::Next::Settled) return jobs::Outcome::done();
            if (settled.next == settlement::Next::Wait) return jobs::Outcome::snooze(settled.pause);
        }
        return jobs::Outcome::snooze(Duration(0));
    }

    // Whether a webhook's job has done its part with this outcome: what is under way is left to the
    // attempt's own job, but nobody else will look again at what was settled.
    bool isLeft(const jobs::Outcome& outcome) const
    {
        return outcome.kind == jobs::Outcome::Kind::Done ||
               (outcome.kind == jobs::Outcome::Kind::Snooze && !m_isReview);
    }

private:
    static constexpr int kMostSteps = 8; // of one run; an attempt has three

    auto prepare(settlement::News news)
    {
        using Prepared = decltype(m_attempts.prepare(std::declval<Unit&>(), news));
        const auto connection = m_run.connect();
        if (!connection) return Prepared(fail(connection));
        return runAsSystem(m_run, **connection, m_organisation, m_publish,
                           [this, news](Unit& unit) { return m_attempts.prepare(unit, news); });
    }

    template <class Prepared>
    Result<settlement::Settled> settle(const Prepared& prepared, const gateways::Outcome& outcome)
    {
        STOA_TRY(connection, m_run.connect());
        return runAsSystem(m_run, *connection, m_organisation, m_publish,
                           [&](Unit& unit) -> Result<settlement::Settled> {
                               STOA_TRY(settled, m_attempts.settle(unit, prepared, outcome));
                               const bool isEnd = settled.next == settlement::Next::Settled &&
                                                  m_whose == Whose::Attempts;
                               if (isEnd) STOA_CHECK(m_run.complete(*connection));
                               return settled;
                           });
    }

    jobs::JobRun& m_run;
    const Publish& m_publish;
    const OrgId m_organisation;
    const Whose m_whose;
    const Attempts m_attempts;
    bool m_isReview = false;
};

} // namespace stoa::node
