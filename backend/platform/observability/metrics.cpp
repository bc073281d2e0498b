#include "platform/observability/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

namespace stoa::observability {
namespace {

// Source: OpenTelemetry semantic conventions, http.server.request.duration.
const prometheus::Histogram::BucketBoundaries kSeconds{
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

} // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Histogram>& durations =
        prometheus::BuildHistogram()
            .Name("stoa_operation_duration_seconds")
            .Help("Time from admission to answer, by operation")
            .Register(registry);
    prometheus::Family<prometheus::Counter>& totals = prometheus::BuildCounter()
                                                          .Name("stoa_operations_total")
                                                          .Help("Answers by operation and outcome")
                                                          .Register(registry);
    prometheus::Family<prometheus::Histogram>& jobDurations =
        prometheus::BuildHistogram()
            .Name("stoa_job_duration_seconds")
            .Help("Time that a job's handler took, by kind")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& jobPickups =
        prometheus::BuildHistogram()
            .Name("stoa_job_pickup_seconds")
            .Help("Time from when a job was due until a thread took it, by queue")
            .Register(registry);
    prometheus::Family<prometheus::Counter>& jobTotals = prometheus::BuildCounter()
                                                             .Name("stoa_jobs_total")
                                                             .Help("Jobs by kind and outcome")
                                                             .Register(registry);
    mutable std::mutex mutex;                   // guards sources
    std::vector<std::function<void()>> sources; // each brings one number up to date
};

Metrics::Metrics() : m_families(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::operationFinished(std::string_view operation, std::string_view outcome, Duration took)
{
    const std::string name(operation);
    m_families->durations.Add({{"operation", name}}, kSeconds)
        .Observe(std::chrono::duration<double>(took).count());
    m_families->totals.Add({{"operation", name}, {"outcome", std::string(outcome)}}).Increment();
}

void Metrics::jobFinished(std::string_view kind, std::string_view outcome, Duration took)
{
    const std::string name(kind);
    m_families->jobDurations.Add({{"kind", name}}, kSeconds)
        .Observe(std::chrono::duration<double>(took).count());
    m_families->jobTotals.Add({{"kind", name}, {"outcome", std::string(outcome)}}).Increment();
}

void Metrics::jobPickedUp(std::string_view queue, Duration waited)
{
    m_families->jobPickups.Add({{"queue", std::string(queue)}}, kSeconds)
        .Observe(std::chrono::duration<double>(waited).count());
}

void Metrics::addGauge(const std::string& name, const std::string& help,
                       std::function<double()> read)
{
    addGauge(name, help, {}, std::move(read));
}

void Metrics::addGauge(const std::string& name, const std::string& help, const Labels& labels,
                       std::function<double()> read)
{
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(m_families->registry);
    auto& gauge = family.Add(labels);
    const std::scoped_lock lock(m_families->mutex);
    m_families->sources.push_back([&gauge, read = std::move(read)] { gauge.Set(read()); });
}

void Metrics::addCounter(const std::string& name, const std::string& help, const Labels& labels,
                         std::function<double()> read)
{
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(m_families->registry);
    auto& counter = family.Add(labels);
    const std::scoped_lock lock(m_families->mutex);
    m_families->sources.push_back([&counter, read = std::move(read)] {
        counter.Increment(std::max(0.0, read() - counter.Value()));
    });
}

std::string Metrics::page() const
{
    {
        const std::scoped_lock lock(m_families->mutex);
        for (const auto& source : m_families->sources)
            source();
    }
    return prometheus::TextSerializer().Serialize(m_families->registry.Collect());
}

} // namespace stoa::observability
