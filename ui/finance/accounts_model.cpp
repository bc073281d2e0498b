#include "ui/finance/accounts_model.h"

#include "ui/finance/finance_words.h"
#include "ui/finance/grouped_delegate.h"
#include "ui/ledger/ledger_table.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum { kName, kBalance };

} // namespace

AccountsModel::AccountsModel(QObject* parent) : QAbstractTableModel(parent) {}

const std::vector<Column>& AccountsModel::columns()
{
    static const std::vector<Column> kColumns{
        {QStringLiteral("account"), {}, CellKind::Text, 130, 1, 1},
        {QStringLiteral("balance"), {}, CellKind::Number, 110, 1},
    };
    return kColumns;
}

void AccountsModel::setBooks(const Books& books)
{
    std::vector<Row> rows;
    for (const AccountGroup& group : books.groups) {
        rows.push_back({std::nullopt, accountClassText(group.kind), group.total});
        for (const AccountLine& line : group.lines)
            rows.push_back({line.account, accountName(line.account), line.balance});
    }
    const bool hasSameShape =
        std::ranges::equal(rows, m_rows, {}, &Row::account, &Row::account) && !rows.empty();
    if (hasSameShape) { // figures change under the person's selection
        m_rows = std::move(rows);
        emit dataChanged(index(0, 0), index(rowCount() - 1, kBalance));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

std::optional<api::AccountKind> AccountsModel::accountAt(int row) const
{
    if (row < 0 || row >= rowCount()) return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].account;
}

int AccountsModel::rowOf(api::AccountKind account) const
{
    const auto at = std::ranges::find(m_rows, std::optional(account), &Row::account);
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

int AccountsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

QVariant AccountsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isHeading = !row.account;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == kName ? row.name : amountText(row.balance);
    case IsHeadingRole:
    case IsIndentedRole: // a heading in small letters
        return isHeading;
    case FullTextRole:
        return index.column() == kBalance ? QVariant(moneyText(row.balance)) : QVariant();
    case RowIdRole:
        return isHeading ? QString() : fromUtf8(enumText(*row.account));
    default:
        return {};
    }
}

Qt::ItemFlags AccountsModel::flags(const QModelIndex& index) const
{
    if (!accountAt(index.row())) return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace stoa::ui
