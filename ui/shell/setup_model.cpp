#include "ui/shell/setup_model.h"

#include "ui/text/times.h"

#include <algorithm>

namespace stoa::ui {

namespace {

double weightOf(const SetupStep& step)
{
    return std::max(0.2, static_cast<double>(step.expected.count()) / 1e6);
}

double doneShare(const SetupStep& step)
{
    switch (step.state) {
    case SetupStep::State::Pending:
        return 0;
    case SetupStep::State::Running:
    case SetupStep::State::Failed:
        return std::clamp(step.share, 0.0, 1.0);
    case SetupStep::State::Done:
        return 1;
    }
    return 0;
}

} // namespace

SetupModel::SetupModel(QObject* parent) : QAbstractListModel(parent) {}

void SetupModel::setSteps(std::vector<SetupStep> steps)
{
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
    emit progressed();
}

SetupStep* SetupModel::find(const QString& stepId)
{
    const auto at = std::find_if(m_steps.begin(), m_steps.end(),
                                 [&](const SetupStep& step) { return step.id == stepId; });
    return at == m_steps.end() ? nullptr : &*at;
}

void SetupModel::changed(const SetupStep& step)
{
    const int row = static_cast<int>(&step - m_steps.data());
    emit dataChanged(index(row), index(row));
    emit progressed();
}

void SetupModel::begin(const QString& stepId)
{
    SetupStep* step = find(stepId);
    if (step == nullptr) return;
    step->state = SetupStep::State::Running;
    step->share = 0;
    step->elapsed = {};
    changed(*step);
}

void SetupModel::advance(const QString& stepId, double share, const QString& detail,
                         Duration elapsed)
{
    SetupStep* step = find(stepId);
    if (step == nullptr) return;
    step->share = share;
    step->detail = detail;
    step->elapsed = elapsed;
    changed(*step);
}

void SetupModel::finish(const QString& stepId, const QString& detail, Duration elapsed)
{
    SetupStep* step = find(stepId);
    if (step == nullptr) return;
    step->state = SetupStep::State::Done;
    step->detail = detail;
    step->elapsed = elapsed;
    changed(*step);
    if (isDone()) emit completed();
}

void SetupModel::fail(const QString& stepId, const QString& causeAndRemedy)
{
    SetupStep* step = find(stepId);
    if (step == nullptr) return;
    step->state = SetupStep::State::Failed;
    step->detail = causeAndRemedy;
    changed(*step);
    emit failed(stepId);
}

void SetupModel::appendLog(const QString& line)
{
    m_log << line;
    if (m_log.size() > kMaxLogLines) m_log.removeFirst();
    emit logAppended(line);
}

void SetupModel::retry(const QString& stepId)
{
    SetupStep* step = find(stepId);
    if (step == nullptr || step->state != SetupStep::State::Failed) return;
    step->state = SetupStep::State::Pending;
    step->detail.clear();
    changed(*step);
    emit retryRequested(stepId);
}

double SetupModel::share() const
{
    double all = 0;
    double done = 0;
    for (const SetupStep& step : m_steps) {
        all += weightOf(step);
        done += weightOf(step) * doneShare(step);
    }
    return all > 0 ? done / all : 0;
}

Duration SetupModel::timeLeft() const
{
    double left = 0;
    for (const SetupStep& step : m_steps)
        left += weightOf(step) * (1 - doneShare(step));
    return Duration(static_cast<std::int64_t>(left * 1e6));
}

bool SetupModel::isDone() const
{
    return !m_steps.empty() &&
           std::all_of(m_steps.begin(), m_steps.end(),
                       [](const SetupStep& step) { return step.state == SetupStep::State::Done; });
}

std::optional<SetupStep> SetupModel::failedStep() const
{
    for (const SetupStep& step : m_steps) {
        if (step.state == SetupStep::State::Failed) return step;
    }
    return std::nullopt;
}

int SetupModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QVariant SetupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const SetupStep& step = m_steps[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return step.title;
    case DetailRole:
        return step.detail;
    case StateRole:
        return static_cast<int>(step.state);
    case TimeRole:
        if (step.state == SetupStep::State::Pending) {
            return step.expected.count() >= 2'000'000
                       ? tr("about %1").arg(durationText(step.expected))
                       : QString();
        }
        return elapsedText(step.elapsed);
    default:
        return {};
    }
}

} // namespace stoa::ui
