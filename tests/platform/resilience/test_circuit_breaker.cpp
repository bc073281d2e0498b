#include "platform/resilience/circuit_breaker.h"
#include "support/expect.h"
#include "support/in_parallel.h"
#include "support/random.h"
#include "support/test_main.h"

#include <atomic>
#include <list>

using namespace stoa;
using namespace stoa::test;
using namespace std::chrono_literals;
using resilience::CircuitBreaker;
using State = CircuitBreaker::State;
using Time = CircuitBreaker::Time;
using Span = CircuitBreaker::Span;

namespace {

// What the breaker is meant to be, written as plainly as possible: every outcome is kept, and the
// state is worked out anew from them.
struct Reference {
    struct Outcome {
        Time at;
        bool isFailure;
    };

    const CircuitBreaker::Options& options;
    State state = State::Closed;
    int era = 0;
    std::vector<Outcome> outcomes{};
    Time openUntil{};
    int row = 0;
    int probesOut = 0;
    int successes = 0;
    std::int64_t trips = 0;
    std::int64_t refused = 0;

    std::int64_t slot(Time at) const { return at.time_since_epoch() / (options.window / 10); }

    bool admit(Time now)
    {
        if (state == State::Open && now >= openUntil) enter(State::HalfOpen);
        const bool may =
            state == State::Closed || (state == State::HalfOpen && probesOut < options.probes);
        if (!may) ++refused;
        if (may && state == State::HalfOpen) ++probesOut;
        return may;
    }

    void enter(State next)
    {
        state = next;
        ++era;
        probesOut = successes = 0;
        if (next == State::Closed) {
            outcomes.clear();
            row = 0;
        }
        if (next == State::Open) {
            ++row;
            ++trips;
        }
    }

    // 0 success, 1 failure, 2 nothing.
    void settle(int eraOfCall, int how, Time now)
    {
        if (eraOfCall != era) return;
        if (state == State::HalfOpen) {
            --probesOut;
            if (how == 1) return enter(State::Open);
            if (how == 0 && ++successes == options.successesToClose) enter(State::Closed);
            return;
        }
        if (how == 2) return;
        outcomes.push_back({now, how == 1});
        int calls = 0;
        int failures = 0;
        for (const Outcome& outcome : outcomes) {
            if (slot(outcome.at) <= slot(now) - 10) continue;
            ++calls;
            failures += outcome.isFailure ? 1 : 0;
        }
        int inARow = 0;
        while (inARow < std::ssize(outcomes) && (outcomes.rbegin() + inARow)->isFailure)
            ++inARow;
        const bool isRow = inARow >= options.failuresInARow;
        const bool isShare =
            calls >= options.leastCalls && failures >= options.failureRatio * calls;
        if (isRow || isShare) enter(State::Open);
    }

    Span longestPause() const
    {
        Span pause = options.firstPause;
        for (int i = 1; i < row && pause < options.mostPause; ++i)
            pause *= 2;
        return std::min(pause, options.mostPause);
    }
};

struct Open {
    CircuitBreaker::Permit permit;
    int era;
};

CircuitBreaker::Options anyOptions(Random& random)
{
    CircuitBreaker::Options options;
    options.leastCalls = static_cast<int>(random.between(1, 8));
    options.failureRatio = static_cast<double>(random.between(1, 10)) / 10;
    options.failuresInARow = static_cast<int>(random.between(1, 12));
    options.window = std::chrono::milliseconds(10 * random.between(1, 100));
    options.firstPause = std::chrono::milliseconds(random.between(1, 200));
    options.mostPause = options.firstPause * random.between(1, 10);
    options.probes = static_cast<int>(random.between(1, 3));
    options.successesToClose = static_cast<int>(random.between(1, 4));
    options.seed = random.engine()();
    return options;
}

// One random life of a breaker beside its reference; empty when they agree throughout.
std::string firstDifference(Random& random)
{
    const auto options = anyOptions(random);
    CircuitBreaker breaker(options);
    Reference reference{options};
    std::list<Open> open;
    Time now{1h};
    for (int step = 0; step < 60; ++step) {
        now += std::chrono::milliseconds(random.between(0, 3) == 0 ? random.between(0, 400) : 1);
        if (open.empty() || random.chance(0.55)) {
            auto permit = breaker.admit(now);
            const bool isExpected = reference.admit(now);
            if (permit.has_value() != isExpected) return "admits " + std::to_string(step);
            if (permit) open.push_back({std::move(*permit), reference.era});
        } else {
            const auto at = std::next(open.begin(), random.between(0, std::ssize(open) - 1));
            Open call = std::move(*at);
            open.erase(at);
            const auto how = static_cast<int>(random.between(0, 2));
            const auto tripsBefore = reference.trips;
            reference.settle(call.era, how, now);
            if (how == 0) call.permit.succeeded(now);
            if (how == 1) call.permit.failed(now);
            if (how == 2) const auto dropped = std::move(call.permit);
            if (reference.trips > tripsBefore) {
                const Span pause = breaker.retryAfter(now);
                const Span most = reference.longestPause();
                if (pause > most || pause < most / 2) return "pause " + std::to_string(step);
                reference.openUntil = now + pause;
            }
        }
        if (breaker.state() != reference.state) return "state " + std::to_string(step);
        if (breaker.counters().trips != reference.trips) return "trips " + std::to_string(step);
        if (breaker.counters().refused != reference.refused) {
            return "refused " + std::to_string(step);
        }
    }
    return {};
}

} // namespace

namespace stoa::resilience {
char* toString(CircuitBreaker::State state)
{
    return qstrdup(std::string(name(state)).c_str());
}
} // namespace stoa::resilience

class CircuitBreakerTest : public QObject {
    Q_OBJECT

    Time m_now{1h};

    CircuitBreaker::Options options() const
    {
        CircuitBreaker::Options result;
        result.leastCalls = 4;
        result.failuresInARow = 6;
        result.firstPause = 100ms;
        result.mostPause = 300ms;
        result.successesToClose = 2;
        return result;
    }
    void fail(CircuitBreaker& breaker, int times)
    {
        for (int i = 0; i < times; ++i) {
            if (auto permit = breaker.admit(m_now)) permit->failed(m_now);
        }
    }

private slots:
    void init() { m_now = Time{1h}; }

    void opensAtHalfFailuresOfEnoughCalls()
    {
        CircuitBreaker breaker(options());
        fail(breaker, 2);
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::Closed); // three calls are too few
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::Open);
        QVERIFY(!breaker.admit(m_now));
        QCOMPARE(breaker.counters().trips, 1);
        QCOMPARE(breaker.counters().refused, 1);
    }

    // A busy dependency that dies: its many good answers must not hide that.
    void opensAtFailuresInARow()
    {
        CircuitBreaker breaker(options());
        for (int i = 0; i < 1000; ++i)
            breaker.admit(m_now)->succeeded(m_now);
        fail(breaker, 5);
        breaker.admit(m_now)->succeeded(m_now);
        fail(breaker, 5);
        QCOMPARE(breaker.state(), State::Closed);
        fail(breaker, 1);
        QCOMPARE(breaker.state(), State::Open);
    }

    void forgetsWhatLeftTheWindow()
    {
        CircuitBreaker breaker(options());
        fail(breaker, 3);
        m_now += 10s;
        fail(breaker, 2);
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::Closed);
        fail(breaker, 1);
        QCOMPARE(breaker.state(), State::Open);
    }

    void aDroppedPermitCountsAsNothing()
    {
        CircuitBreaker breaker(options());
        for (int i = 0; i < 100; ++i)
            QVERIFY(breaker.admit(m_now).has_value());
        fail(breaker, 3);
        QCOMPARE(breaker.state(), State::Closed);
    }

    void probesOneByOneAndCloses()
    {
        CircuitBreaker breaker(options());
        fail(breaker, 4);
        m_now += breaker.retryAfter(m_now) - 1ns;
        QVERIFY(!breaker.admit(m_now));
        m_now += 1ns;
        {
            const auto probe = breaker.admit(m_now);
            QVERIFY(probe.has_value());
            QCOMPARE(breaker.state(), State::HalfOpen);
            QVERIFY(!breaker.admit(m_now)); // one at a time
        }                                   // given up: makes room, proves nothing
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::HalfOpen);
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::Closed);
        fail(breaker, 3); // the old failures are forgotten
        QCOMPARE(breaker.state(), State::Closed);
    }

    void pausesDoubleUpToTheirLimitAndStartAnew()
    {
        CircuitBreaker breaker(options());
        fail(breaker, 4);
        for (const auto& most : {100ms, 200ms, 300ms, 300ms}) {
            const Span pause = breaker.retryAfter(m_now);
            QVERIFY(pause >= most / 2 && pause <= most);
            m_now += pause;
            fail(breaker, 1);
        }
        m_now += breaker.retryAfter(m_now);
        breaker.admit(m_now)->succeeded(m_now);
        breaker.admit(m_now)->succeeded(m_now);
        fail(breaker, 4);
        QVERIFY(breaker.retryAfter(m_now) <= 100ms);
        QCOMPARE(breaker.counters().trips, 6);
    }

    void lateAnswersOfAnEarlierStateAreIgnored()
    {
        CircuitBreaker breaker(options());
        auto late = breaker.admit(m_now);
        fail(breaker, 4);
        m_now += breaker.retryAfter(m_now);
        auto probe = breaker.admit(m_now);
        late->failed(m_now);
        QCOMPARE(breaker.state(), State::HalfOpen);
        probe->succeeded(m_now);
        breaker.admit(m_now)->succeeded(m_now);
        QCOMPARE(breaker.state(), State::Closed);
    }

    void tellsEveryChange()
    {
        std::vector<State> told;
        auto telling = options();
        telling.onChange = [&](State state) { told.push_back(state); };
        CircuitBreaker breaker(telling);
        fail(breaker, 4);
        m_now += 1s;
        breaker.admit(m_now)->succeeded(m_now);
        breaker.admit(m_now)->succeeded(m_now);
        QVERIFY((told == std::vector{State::Open, State::HalfOpen, State::Closed}));
    }

    void agreesWithItsReferenceOnRandomTraces()
    {
        Random random;
        for (int trace = 0; trace < 100'000; ++trace) {
            Random own(random.engine()());
            const std::string difference = firstDifference(own);
            QVERIFY2(difference.empty(), (difference + " of trace " + std::to_string(trace) +
                                          ", seed " + std::to_string(own.seed()))
                                             .c_str());
        }
    }

    void letsOneProbeThroughAmongManyThreads()
    {
        CircuitBreaker breaker(options());
        fail(breaker, 4);
        m_now += 1s;
        std::atomic<int> admitted = 0;
        std::mutex mutex;
        std::vector<CircuitBreaker::Permit> held;
        inParallel(8, [&](std::size_t) {
            for (int round = 0; round < 100; ++round) {
                auto permit = breaker.admit(m_now);
                if (!permit) continue;
                ++admitted;
                const std::scoped_lock lock(mutex);
                held.push_back(std::move(*permit));
            }
        });
        QCOMPARE(admitted.load(), 1);
    }
};

STOA_TEST(CircuitBreakerTest)
#include "test_circuit_breaker.moc"
