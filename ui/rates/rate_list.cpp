#include "ui/rates/rate_list.h"

#include "ui/text/tone.h"

namespace stoa::ui {

RateListBase::RateListBase(std::vector<Column> columns, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns))
{}

void RateListBase::setProblem(int row, const QString& problem)
{
    m_problemRow = row;
    m_problem = problem;
    if (row >= 0 && row < rowCount())
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void RateListBase::ended(int row)
{
    forgetProblem();
    endResetModel();
    emit edited(row);
}

int RateListBase::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RateListBase::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const bool hasProblem = index.row() == m_problemRow;
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case ToneRole:
        return hasProblem ? QVariant(static_cast<int>(Tone::Bad)) : QVariant();
    case FullTextRole:
        return hasProblem ? m_problem : text(index.row(), index.column());
    case RowIdRole:
        return QString::number(index.row());
    default:
        return {};
    }
}

QVariant RateListBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return m_columns[static_cast<std::size_t>(section)].title;
}

} // namespace stoa::ui
