#pragma once
// The process's metrics in Prometheus' terms. Durations are in seconds, in OpenTelemetry's buckets
// for server requests; labels are operation names and error kinds, never ids. Any thread.

#include "core/timestamp.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace stoa::observability {

class Metrics {
public:
    Metrics();
    ~Metrics();

    // stoa_operation_duration_seconds{operation} and stoa_operations_total{operation,outcome}.
    // `outcome` is "done", "replayed" or the name of an error kind.
    void operationFinished(std::string_view operation, std::string_view outcome, Duration took);

    // stoa_job_duration_seconds{kind}, stoa_jobs_total{kind,outcome} and, for the time from when a
    // job was due until a thread took it, stoa_job_pickup_seconds{queue}.
    void jobFinished(std::string_view kind, std::string_view outcome, Duration took);
    void jobPickedUp(std::string_view queue, Duration waited);

    using Labels = std::map<std::string, std::string>;
    // A value that is read when the page is asked for; `read` is called on the asking thread.
    void addGauge(const std::string& name, const std::string& help, std::function<double()> read);
    // The same with labels; one name may be added with many. `read` of a counter never falls.
    void addGauge(const std::string& name, const std::string& help, const Labels& labels,
                  std::function<double()> read);
    void addCounter(const std::string& name, const std::string& help, const Labels& labels,
                    std::function<double()> read);

    // The page in Prometheus' text format 0.0.4.
    std::string page() const;

private:
    struct Families;
    std::unique_ptr<Families> m_families;
};

} // namespace stoa::observability
