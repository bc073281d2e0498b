#include "ui/finance/payouts_model.h"

#include "ui/finance/finance_words.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum { kSeller, kAmount };

} // namespace

PayoutsModel::PayoutsModel(QObject* parent) : QAbstractTableModel(parent) {}

const std::vector<Column>& PayoutsModel::columns()
{
    static const std::vector<Column> kColumns{
        {QStringLiteral("seller"), tr("Seller"), CellKind::Text, 120, 1, 1},
        {QStringLiteral("amount"), tr("Amount"), CellKind::Money, 140, 1},
    };
    return kColumns;
}

void PayoutsModel::setPayouts(const std::vector<api::PayoutView>& payouts)
{
    std::vector<Row> rows;
    for (const api::PayoutView& payout : payouts) {
        const QString debt = payout.debtPaid.isPositive()
                                 ? tr("%1 of debt paid first").arg(moneyText(payout.debtPaid))
                                 : QString();
        rows.push_back({fromUtf8(payout.id.text()), payout.seller, fromUtf8(payout.sellerName),
                        debt, payout.amount, false});
    }
    setRows(std::move(rows));
}

void PayoutsModel::setPlan(const std::vector<api::PlannedPayout>& plan, bool hasLeftOut)
{
    std::vector<Row> rows;
    for (const api::PlannedPayout& each : plan) {
        const bool isLeftOut = each.leftOut != api::LeftOut::None;
        if (isLeftOut && !hasLeftOut) continue;
        rows.push_back({fromUtf8(each.seller.text()), each.seller, fromUtf8(each.sellerName),
                        leftOutText(each.leftOut), isLeftOut ? each.available : each.amount,
                        isLeftOut});
    }
    setRows(std::move(rows));
}

std::optional<OrgId> PayoutsModel::sellerAt(int row) const
{
    if (row < 0 || row >= rowCount()) return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].sellerId;
}

void PayoutsModel::setRows(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PayoutsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PayoutsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

QVariant PayoutsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == kAmount) return moneyText(row.amount);
        return row.isLeftOut ? tr("%1 · %2").arg(row.seller, row.note) : row.seller;
    case MoneyRole:
        return index.column() == kAmount ? QVariant::fromValue(row.amount) : QVariant();
    case FullTextRole:
        return row.note.isEmpty() ? QVariant() : QVariant(tr("%1: %2").arg(row.seller, row.note));
    case IsDisabledRole:
        return row.isLeftOut;
    case RowIdRole:
        return row.id;
    default:
        return {};
    }
}

QVariant PayoutsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return columns()[static_cast<std::size_t>(section)].title;
}

} // namespace stoa::ui
