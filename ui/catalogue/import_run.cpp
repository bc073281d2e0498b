#include "ui/catalogue/import_run.h"

#include "core/id.h"

#include <QTimer>

namespace stoa::ui {

namespace {

constexpr std::size_t kMostProblems = 1000; // as many as the node names for one file

} // namespace

ImportRun::ImportRun(const PageContext& context, api::ImportListings request, QObject* parent)
    : QObject(parent), m_context(context), m_request(std::move(request))
{
    for (FilePart& part : splitProductFile(m_request.csv.value, kMostParts, kLeastListings)) {
        m_all += part.listings;
        m_parts.push_back({std::move(part), Uuid::makeV7().text()});
    }
    m_request.csv.value.clear();
    m_request.dryRun = false;
}

void ImportRun::start()
{
    if (m_state != State::Idle && m_state != State::Failed) return;
    m_state = State::Running;
    m_startedAt = m_context.clock().now;
    m_startedWith = m_next;
    m_waits = 0;
    send();
}

void ImportRun::stop()
{
    if (m_state == State::Running) m_state = State::Stopping;
}

double ImportRun::share() const
{
    return static_cast<double>(m_next) / static_cast<double>(m_parts.size());
}

QString ImportRun::timeLeft() const
{
    const auto done = static_cast<double>(m_next - m_startedWith);
    const auto all = static_cast<double>(m_parts.size() - m_startedWith);
    return timeLeftText(done / all, m_context.clock().now - m_startedAt);
}

void ImportRun::send()
{
    const Part& part = m_parts[m_next];
    api::ImportListings request = m_request;
    request.csv.value = part.file.csv;
    emit progressed();
    m_context.connection.call(
        this, std::move(request), [this](const Result<api::ImportReport>& report) { take(report); },
        part.key);
}

void ImportRun::take(const Result<api::ImportReport>& report)
{
    if (!report) {
        const bool isTooFast = report.error().kind == ErrorKind::RateLimited;
        if (isTooFast && m_state == State::Running && m_waits++ < kMostWaits) {
            const auto delay = std::max(report.error().retryAfter, std::chrono::milliseconds(200));
            QTimer::singleShot(delay, this, &ImportRun::send);
            return;
        }
        m_state = State::Failed;
        emit failed(report.error());
        return;
    }
    add(*report, m_parts[m_next].file.skipped);
    m_done += m_parts[m_next].file.listings;
    m_parts[m_next].file.csv.clear();
    ++m_next;
    if (m_next == m_parts.size()) return end(State::Done);
    if (m_state == State::Stopping) return end(State::Stopped);
    send();
}

void ImportRun::add(const api::ImportReport& report, std::int64_t skipped)
{
    m_report.rows += report.rows;
    m_report.created += report.created;
    m_report.updated += report.updated;
    m_report.unchanged += report.unchanged;
    m_report.failed += report.failed;
    for (api::ImportProblem problem : report.problems) {
        const bool isOfHeader = problem.line <= 1; // every part has it
        if (m_report.problems.size() == kMostProblems || (isOfHeader && skipped > 0)) continue;
        if (!isOfHeader) problem.line += skipped;
        m_report.problems.push_back(std::move(problem));
    }
}

void ImportRun::end(State state)
{
    m_state = state;
    emit progressed();
    emit ended();
}

} // namespace stoa::ui
