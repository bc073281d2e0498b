#include "ui/models/keyset_model_base.h"

namespace stoa::ui {

KeysetModelBase::KeysetModelBase(std::vector<Column> columns, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns))
{}

int KeysetModelBase::columnOf(const QString& columnId) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].id == columnId) return static_cast<int>(i);
    }
    return -1;
}

int KeysetModelBase::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant KeysetModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const Column& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::TextAlignmentRole) return static_cast<int>(alignmentOf(column.kind));
    return {};
}

void KeysetModelBase::setState(State state)
{
    if (state != State::Failed) m_lastError.reset();
    if (state == m_state) return;
    m_state = state;
    emit stateChanged(state);
}

void KeysetModelBase::fail(const Error& error)
{
    m_isRefreshing = false;
    if (m_state == State::Loading) {
        setState(State::Failed);
    }
    m_lastError = error;
    emit failed(error);
}

} // namespace stoa::ui
