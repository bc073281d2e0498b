#include "ui/catalogue/problems_model.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"

namespace stoa::ui {

namespace {

// The sentence of the code; when it needs what the report does not say, the node's own words.
QString wordsOf(const api::ImportProblem& problem)
{
    const QString sentence = noteText(problem.code);
    if (sentence != fromUtf8(problem.code)) return sentence;
    return problem.message.empty() ? statusWord(problem.code).text : fromUtf8(problem.message);
}

enum ProblemColumn { Line, Field, Message };

} // namespace

std::vector<Column> ProblemsModel::tableColumns()
{
    return {{QStringLiteral("line"), tr("Line"), CellKind::Number, 64, 1, 0, false},
            {QStringLiteral("column"), tr("Column"), CellKind::Strong, 150, 1, 0, false},
            {QStringLiteral("message"), tr("What is wrong"), CellKind::Text, 240, 1, 1, false}};
}

void ProblemsModel::setProblems(std::vector<api::ImportProblem> problems)
{
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const api::ImportProblem& problem = m_problems[static_cast<std::size_t>(index.row())];
    if (role == RowIdRole) return QString::number(index.row());
    if (role == FullTextRole && index.column() == Message) return fromUtf8(problem.code);
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<ProblemColumn>(index.column())) {
    case Line:
        return numberText(problem.line);
    case Field:
        return fromUtf8(problem.column);
    case Message:
        return wordsOf(problem);
    }
    return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const Column column = tableColumns()[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::TextAlignmentRole) return static_cast<int>(alignmentOf(column.kind));
    return {};
}

} // namespace stoa::ui
