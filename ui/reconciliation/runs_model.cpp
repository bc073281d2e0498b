#include "ui/reconciliation/runs_model.h"

#include "ui/models/only_row.h"
#include "ui/reconciliation/reconciliation_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"

namespace stoa::ui {

namespace {

enum RunsColumn { Days, Provider, Course, Ours, Theirs, InFlight, Differing, Asked, Who };

std::vector<Column> runColumns()
{
    const auto say = [](const char* text) { return RunsModel::tr(text); };
    return {
        {QStringLiteral("days"), say("Days"), CellKind::Strong, 150, 1, 2},
        {QStringLiteral("provider"), say("Provider"), CellKind::Text, 110, 1, 1},
        {QStringLiteral("state"), say("State"), CellKind::Chip, 170, 1, 0},
        {QStringLiteral("ours"), say("In the books"), CellKind::Number, 100, 2, 0},
        {QStringLiteral("theirs"), say("At the provider"), CellKind::Number, 110, 2, 0},
        {QStringLiteral("inFlight"), say("In flight"), CellKind::Number, 80, 3, 0},
        {QStringLiteral("differing"), say("Differences"), CellKind::Number, 100, 1, 0},
        {QStringLiteral("asked"), say("Asked for"), CellKind::Time, 90, 3, 0},
        {QStringLiteral("who"), say("By"), CellKind::Dim, 120, 4, 1},
    };
}

} // namespace

RunsModel::RunsModel(const PageContext& context, QObject* parent)
    : KeysetModel(runColumns(), parent), m_context(context)
{}

const api::ReconciliationRow* RunsModel::runOf(const QString& id) const
{
    const int at = rowOf(id);
    return at < 0 ? nullptr : &row(at);
}

void RunsModel::requestPage(const std::string& after, int limit, Callback callback)
{
    if (const auto id = onlyId<ReconciliationId>(*this)) {
        return m_context.connection.call(
            this, api::GetReconciliation{*id},
            asPage<api::ReconciliationView>(std::move(callback),
                                            [](const auto& view) { return view.run; }));
    }
    api::ListReconciliations question;
    question.after = after;
    question.limit = limit;
    m_context.connection.call(this, std::move(question), std::move(callback));
}

QString RunsModel::text(const api::ReconciliationRow& row, int column) const
{
    const bool isDone = row.status == api::ReconciliationStatus::Done;
    const auto count = [isDone](std::int64_t value) {
        return isDone ? numberText(value) : QString();
    };
    switch (static_cast<RunsColumn>(column)) {
    case Days:
        return runDaysText(row, m_context.clock().locale);
    case Provider:
        return fromUtf8(row.provider);
    case Course:
        return runWord(row).text;
    case Ours:
        return count(row.ourCount);
    case Theirs:
        return count(row.theirCount);
    case InFlight:
        return count(row.inFlightCount);
    case Differing:
        return count(row.differenceCount);
    case Asked:
        return momentText(row.requestedAt, m_context.clock());
    case Who:
        return fromUtf8(row.requestedBy);
    }
    return {};
}

QVariant RunsModel::value(const api::ReconciliationRow& row, int column, int role) const
{
    if (role == Qt::DisplayRole) return text(row, column);
    if (role == StatusRole && column == Course) return QVariant::fromValue(runWord(row));
    if (role == FullTextRole && column == Asked)
        return fullMomentText(row.requestedAt, m_context.clock());
    if (role == FullTextRole && column == Course && !row.failure.empty())
        return noteText(row.failure);
    return {};
}

} // namespace stoa::ui
