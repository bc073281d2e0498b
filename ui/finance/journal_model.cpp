#include "ui/finance/journal_model.h"

#include "ui/finance/finance_words.h"
#include "ui/finance/grouped_delegate.h"
#include "ui/ledger/ledger_table.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum { kTime, kAccount, kDebit, kCredit };

QString figure(const std::optional<Money>& amount)
{
    return amount ? amountText(*amount) : QString();
}

} // namespace

// The transfers that the entries are made of.
class JournalModel::Transfers final : public KeysetModel<api::TransferView> {
public:
    Transfers(Connection& connection, QObject* parent)
        : KeysetModel<api::TransferView>(JournalModel::columns(), parent), m_connection(connection)
    {}

    JournalQuestion question;

private:
    void requestPage(const std::string& after, int limit, Callback callback) override
    {
        api::ListTransfers request;
        request.seller = question.seller;
        request.currency = std::string(question.currency.code());
        if (question.account) request.account.push_back(*question.account);
        request.after = after;
        request.limit = limit;
        m_connection.call(this, std::move(request), std::move(callback));
    }
    QString rowId(const api::TransferView& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::TransferView&, int, int) const override { return {}; }

    Connection& m_connection;
};

JournalModel::JournalModel(Connection& connection, std::function<Clockface()> clock,
                           QObject* parent)
    : QAbstractTableModel(parent),
      m_transfers(new Transfers(connection, this)),
      m_clock(std::move(clock))
{
    connect(m_transfers, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first) {
                const bool isBehind = !m_entries.empty() && first > m_entries.back().firstTransfer;
                if (isBehind)
                    append();
                else
                    rebuild();
            });
    connect(m_transfers, &QAbstractItemModel::modelReset, this, &JournalModel::rebuild);
    connect(m_transfers, &QAbstractItemModel::rowsRemoved, this, &JournalModel::rebuild);
}

const std::vector<Column>& JournalModel::columns()
{
    static const std::vector<Column> kColumns{
        {QStringLiteral("time"), tr("Time"), CellKind::Time, 64, 2},
        {QStringLiteral("account"), tr("Account"), CellKind::Text, 180, 1, 1},
        {QStringLiteral("debit"), tr("Debit"), CellKind::Number, 104, 1},
        {QStringLiteral("credit"), tr("Credit"), CellKind::Number, 104, 1},
    };
    return kColumns;
}

KeysetModelBase* JournalModel::source() const
{
    return m_transfers;
}

void JournalModel::ask(const JournalQuestion& question)
{
    m_question = m_transfers->question = question;
    m_transfers->reload();
}

void JournalModel::refresh()
{
    m_transfers->refresh();
}

void JournalModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_entries.clear();
    m_rows = rowsFrom(0);
    endResetModel();
}

// The last entry may go on with the first of the new transfers.
void JournalModel::append()
{
    const Entry last = m_entries.back();
    beginRemoveRows({}, last.firstRow, rowCount() - 1);
    m_rows.resize(static_cast<std::size_t>(last.firstRow));
    m_entries.pop_back();
    endRemoveRows();
    std::vector<Row> rows = rowsFrom(last.firstTransfer);
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    endInsertRows();
}

std::vector<JournalModel::Row> JournalModel::rowsFrom(int transfer)
{
    std::vector<Row> rows;
    std::vector<api::TransferView> entry;
    const int before = rowCount();
    for (int i = transfer; i < m_transfers->rowCount(); ++i) {
        const api::TransferView& each = m_transfers->row(i);
        if (!entry.empty() && entry.back().entry != each.entry)
            addEntry(rows, std::exchange(entry, {}));
        if (entry.empty())
            m_entries.push_back({each.entry, i, before + static_cast<int>(rows.size())});
        entry.push_back(each);
    }
    if (!entry.empty()) addEntry(rows, std::move(entry));
    return rows;
}

// Newest first, as the source has them; the first that was posted says what happened.
void JournalModel::addEntry(std::vector<Row>& rows, std::vector<api::TransferView> transfers)
{
    const api::TransferView& first = transfers.back();
    const QString order = first.order ? fromUtf8(first.order->text()) : QString();
    Row heading{true, first.occurredAt, reasonText(first.reason), {}, {}, {}, order};
    if (!first.orderNumber.empty()) heading.text += QLatin1Char(' ') + fromUtf8(first.orderNumber);
    rows.push_back(std::move(heading));
    const auto lines = ledgerLines(transfers);
    for (const bool isDebit : {true, false}) {
        for (const LedgerLine& line : lines) {
            if (line.debit.isPositive() != isDebit) continue;
            Row row{false, first.occurredAt, accountName(line.account), line.account, {}, {},
                    order};
            (isDebit ? row.debit : row.credit) = isDebit ? line.debit : line.credit;
            rows.push_back(std::move(row));
        }
    }
}

int JournalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JournalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

QVariant JournalModel::headingText(const Row& row, int column) const
{
    if (column == kTime) return momentText(row.at, m_clock());
    return column == kAccount ? QVariant(row.text) : QVariant();
}

QVariant JournalModel::lineText(const Row& row, int column) const
{
    switch (column) {
    case kAccount:
        return row.text;
    case kDebit:
        return figure(row.debit);
    case kCredit:
        return figure(row.credit);
    default:
        return {};
    }
}

QVariant JournalModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.isHeading ? headingText(row, column) : lineText(row, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(alignmentOf(columns()[static_cast<std::size_t>(column)].kind));
    case IsHeadingRole:
        return row.isHeading;
    case IsIndentedRole:
        return column == kAccount && row.credit.has_value();
    case IsMarkedRole:
        return row.account.has_value() && row.account == m_question.account;
    case StatusRole:
        if (!row.isHeading || column != kCredit) return {};
        return QVariant::fromValue(StatusWord{tr("Balanced"), Tone::Ok, QStringLiteral("check")});
    case FullTextRole:
        return row.isHeading ? QVariant(fullMomentText(row.at, m_clock())) : QVariant();
    case RowIdRole:
        return row.order;
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_transfers->headerData(section, orientation, role);
}

bool JournalModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_transfers->canFetchMore({});
}

void JournalModel::fetchMore(const QModelIndex& parent)
{
    if (!parent.isValid()) m_transfers->fetchMore({});
}

} // namespace stoa::ui
