#include "ui/webhooks/kinds_model.h"

namespace stoa::ui {

namespace {

enum { kTick, kKind };

} // namespace

KindsModel::KindsModel(QObject* parent) : QAbstractTableModel(parent) {}

const std::vector<Column>& KindsModel::columns()
{
    static const std::vector<Column> kColumns{
        {QStringLiteral("tick"), {}, CellKind::Check, 36, 1, 0},
        {QStringLiteral("kind"), tr("Kind of event"), CellKind::Text, 200, 1, 1},
    };
    return kColumns;
}

void KindsModel::setKinds(const QStringList& kinds)
{
    m_kinds = kinds;
    show();
}

void KindsModel::setTicked(const QStringList& kinds)
{
    m_ticked = QSet<QString>(kinds.begin(), kinds.end());
    show();
}

void KindsModel::setText(const QString& text)
{
    m_text = text;
    show();
}

void KindsModel::show()
{
    beginResetModel();
    m_shown.clear();
    for (const QString& kind : ticked()) {
        if (!m_kinds.contains(kind)) m_shown << kind;
    }
    m_shown += m_kinds;
    if (!m_text.isEmpty()) m_shown = m_shown.filter(m_text, Qt::CaseInsensitive);
    endResetModel();
}

void KindsModel::toggle(int row)
{
    const QString kind = m_shown.at(row);
    if (!m_ticked.remove(kind)) m_ticked.insert(kind);
    emit dataChanged(index(row, kTick), index(row, kKind));
    emit tickedChanged();
}

QStringList KindsModel::ticked() const
{
    QStringList kinds(m_ticked.begin(), m_ticked.end());
    kinds.sort();
    return kinds;
}

int KindsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int KindsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

QVariant KindsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const QString& kind = m_shown.at(index.row());
    const bool isTicked = m_ticked.contains(kind);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == kKind ? kind : QVariant();
    case Qt::CheckStateRole:
        return index.column() == kTick ? QVariant(isTicked ? Qt::Checked : Qt::Unchecked)
                                       : QVariant();
    case Qt::AccessibleTextRole:
        return isTicked ? tr("%1, chosen").arg(kind) : kind;
    case RowIdRole:
        return kind;
    default:
        return {};
    }
}

bool KindsModel::setData(const QModelIndex& index, const QVariant&, int role)
{
    if (role != Qt::CheckStateRole) return false;
    toggle(index.row());
    return true;
}

QVariant KindsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return columns()[static_cast<std::size_t>(section)].title;
}

} // namespace stoa::ui
